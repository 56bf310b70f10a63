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
