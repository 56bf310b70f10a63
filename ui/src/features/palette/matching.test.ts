import { expect, test } from "vitest";
import { matching } from "./matching";

const labels = ["New article", "New page", "Numbered list", "Next pane", "新建稿件"];

test.each([
  ["", labels],
  ["new", ["New page", "New article"]],
  ["na", ["New article", "New page", "Next pane"]],
  ["稿件", ["新建稿件"]],
  ["xyz", []],
])("%j finds %j", (typed, expected) => {
  const found = matching(labels, (label) => label, typed);
  expect(typed === "" ? [...found].sort() : found).toEqual(typed === "" ? [...expected].sort() : expected);
});
