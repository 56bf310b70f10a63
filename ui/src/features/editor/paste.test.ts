import { expect, test } from "vitest";
import { apart } from "./paste";

test.each([
  ["", "", "", ""],
  ["a", "", "\n\n", ""],
  ["a\n", "b", "\n", "\n\n"],
  ["a\n\n", "\n\nb", "", ""],
  ["a\n\n\n", "\nb", "", "\n"],
])("a block between %j and %j", (before, after, above, below) => {
  expect(apart(before, after)).toEqual([above, below]);
});
