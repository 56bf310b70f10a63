import { expect, test } from "vitest";
import { matching } from "./matching";

const labels = ["New article", "New page", "Numbered list", "Next pane", "Light, dark, or as the system", "新建稿件"];

test.each([
  ["", labels],
  ["new", ["New page", "New article"]],
  ["na", ["New article"]],
  ["nepa", ["New page", "Next pane"]],
  ["ne", ["New page", "Next pane", "New article"]],
  ["new article", ["New article"]],
  ["system", ["Light, dark, or as the system"]],
  ["list", ["Numbered list"]], // and not "Light … system", which has the letters
  ["umber", ["Numbered list"]],
  ["稿件", ["新建稿件"]],
  ["新稿", ["新建稿件"]],
  ["xyz", []],
])("%j finds %j", (typed, expected) => {
  const found = matching(labels, (label) => label, typed);
  expect(typed === "" ? [...found].sort() : found).toEqual(typed === "" ? [...expected].sort() : expected);
});

test("other words find what the label does not, after labels that answer as well and before those that answer less", () => {
  const commands = [
    { label: "Earlier exports", others: [] },
    { label: "Export a copy", others: [] },
    { label: "Write the site", others: ["export", "HTML"] },
    { label: "Set out port", others: [] },
  ];
  const found = (typed: string) => matching(commands, ({ label }) => label, typed, ({ others }) => others).map(({ label }) => label);
  expect(found("export")).toEqual(["Write the site", "Export a copy", "Earlier exports"]);
  expect(found("exp")).toEqual(["Export a copy", "Write the site", "Earlier exports"]);
  expect(found("html")).toEqual(["Write the site"]);
});
