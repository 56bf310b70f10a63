import { expect, test } from "vitest";
import { cutAt, moved } from "./marks";

test.each([
  ["a word typed behind it", "teh quay", "teh quay opens", [[0, 3]]],
  ["a word typed before it", "the teh", "at the teh", [[7, 10]]],
  ["a letter typed in it", "teh quay", "tehe quay", []],
  ["a letter taken from it", "teh quay", "th quay", []],
  ["nothing", "teh quay", "teh quay", [[0, 3]]],
] as const)("after %s a mark lies where its word does", (_, before, after, expected) => {
  const at = before.indexOf("teh");
  expect(moved([[at, at + 3]], before, after)).toEqual(expected);
});

test("a line is cut at its marks, whole", () => {
  expect(cutAt("On teh quay", [[3, 6]])).toEqual([{ words: "On ", misspelt: false }, { words: "teh", misspelt: true }, { words: " quay", misspelt: false }]);
  expect(cutAt("", [])).toEqual([]);
});
