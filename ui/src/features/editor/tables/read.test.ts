import { Text } from "@codemirror/state";
import { expect, test } from "vitest";
import { readRow, readTable } from "./read";

/** The words of each cell, and whether pipes stand at the ends. */
function row(text: string) {
  const { cells, opened, closed } = readRow({ from: 0, to: text.length, text });
  return { cells: cells.map(({ textFrom, textTo }) => text.slice(textFrom, textTo)), opened, closed };
}

test.each([
  ["| a | b |", ["a", "b"], true, true],
  ["a | b", ["a", "b"], false, false],
  ["| a | b", ["a", "b"], true, false],
  ["a | b |", ["a", "b"], false, true],
  ["  |a|b|  ", ["a", "b"], true, true],
  ["| a \\| b | c |", ["a \\| b", "c"], true, true],
  ["| a \\\\| b |", ["a \\\\", "b"], true, true],
  ["| `a|b` |", ["`a", "b`"], true, true],
  ["||  |", ["", ""], true, true],
  ["| 数据 | 丝路 |", ["数据", "丝路"], true, true],
  ["| السعر | ٤١ |", ["السعر", "٤١"], true, true],
  ["alone", ["alone"], false, false],
  ["|", [""], true, false],
])("the row %j", (text, cells, opened, closed) => {
  expect(row(text)).toEqual({ cells, opened, closed });
});

test("an empty cell has a place for its words, behind one space where there are two", () => {
  const places = (text: string) => readRow({ from: 10, to: 10 + text.length, text }).cells.map(({ textFrom }) => textFrom);
  expect(places("|  | ||x|")).toEqual([12, 14, 16, 17]);
});

test("the dashes say how columns stand", () => {
  const table = readTable(Text.of(["Before", "| a | b | c | d |", "|---|:--|:-:|--:|", "| 1 |"]), 2, 3);
  expect(table.alignments).toEqual([null, "left", "center", "right"]);
  expect(table.rows.length).toBe(2);
  expect(table.from).toBe(7);
});
