import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { editing } from "./apply";
import * as edits from "./edits";
import { type Place, readTable, type Table } from "./read";

type Make = (table: Table, doc: EditorState["doc"], place: Place) => edits.Edit | null;

/** The lines after a change of the table that they are, with `‸` where the cursor is. */
function after(lines: readonly string[], place: Place, make: Make): string[] {
  const state = EditorState.create({ doc: `Before\n\n${lines.join("\n")}\n\nAfter` });
  const table = readTable(state.doc, 3, lines.length);
  const edit = make(table, state.doc, place);
  if (!edit) return ["nothing"];
  const { doc, selection } = state.update(editing(state, table, edit)).state;
  const at = selection.main.head;
  const text = `${doc.sliceString(0, at)}‸${doc.sliceString(at)}`;
  expect([text.startsWith("Before\n\n"), text.endsWith("\n\nAfter")]).toEqual([true, true]);
  return text.slice(8, -7).split("\n");
}

const TABLE = ["| Part |  Cost |", "|:--|---|", "| Stone  | 41 |", "Wood|7"];
const at = (row: number, column: number): Place => ({ row, column });

test.each<[string, Place, Make, string[]]>([
  ["a row behind the header", at(0, 1), (t, d, p) => edits.addRow(t, d, p), ["| Part |  Cost |", "|:--|---|", "|  | ‸ |", "| Stone  | 41 |", "Wood|7"]],
  ["a row at the end", at(2, 0), (t, d, p) => edits.addRow(t, d, p), [...TABLE, "| ‸ |  |"]],
  ["a row goes", at(1, 1), (t, d, p) => edits.removeRow(t, d, p), ["| Part |  Cost |", "|:--|---|", "Wood|7‸"]],
  ["the header goes", at(0, 0), (t, d, p) => edits.removeRow(t, d, p), ["| Stone‸  | 41 |", "|:--|---|", "Wood|7"]],
  ["a row moves up into the header", at(1, 0), (t, d, p) => edits.moveRow(t, d, p, -1), ["| Stone‸  | 41 |", "|:--|---|", "| Part |  Cost |", "Wood|7"]],
  ["a row moves down", at(1, 1), (t, d, p) => edits.moveRow(t, d, p, 1), ["| Part |  Cost |", "|:--|---|", "Wood|7", "| Stone  | 41‸ |"]],
  ["nothing is above the header", at(0, 1), (t, d, p) => edits.moveRow(t, d, p, -1), ["nothing"]],
  ["nothing is below the last row", at(2, 1), (t, d, p) => edits.moveRow(t, d, p, 1), ["nothing"]],
  ["a column before the first", at(1, 0), (t, _, p) => edits.addColumn(t, p, 0), ["|  | Part |  Cost |", "| --- |:--|---|", "| ‸ | Stone  | 41 |", "|  | Wood|7"]],
  ["a column between", at(0, 0), (t, _, p) => edits.addColumn(t, p, 1), ["| Part | ‸ |  Cost |", "|:--| --- |---|", "| Stone  |  | 41 |", "Wood|  |7"]],
  ["a column at the end", at(2, 1), (t, _, p) => edits.addColumn(t, p, 2), ["| Part |  Cost |  |", "|:--|---| --- |", "| Stone  | 41 |  |", "Wood|7 | ‸ |"]],
  ["the first column goes", at(1, 0), (t, _, p) => edits.removeColumn(t, p), ["|  Cost |", "|---|", "| 41‸ |", "| 7"]],
  ["the last column goes", at(0, 1), (t, _, p) => edits.removeColumn(t, p), ["| Part‸ |", "|:--|", "| Stone  |", "| Wood"]],
  ["a column moves on", at(2, 0), (t, d, p) => edits.moveColumn(t, d, p, 1), ["|  Cost | Part |", "|---|:--|", "| 41 | Stone  |", "7|Wood‸"]],
  ["nothing is before the first column", at(2, 0), (t, d, p) => edits.moveColumn(t, d, p, -1), ["nothing"]],
  ["a column to the right", at(1, 1), (t, d, p) => edits.align(t, d, p, "right"), ["| Part |  Cost |", "|:--|--:|", "| Stone  | 41‸ |", "Wood|7"]],
  ["a column as it is already", at(1, 0), (t, d, p) => edits.align(t, d, p, "left"), ["| Part |  Cost |", "|:--|---|", "| Stone‸  | 41 |", "Wood|7"]],
  ["a column in the middle, its dashes too few", at(0, 0), (t, d, p) => edits.align(t, d, p, "center"), ["| Part‸ |  Cost |", "|:-:|---|", "| Stone  | 41 |", "Wood|7"]],
  ["a tidy table", at(2, 1), (t, d, p) => edits.tidy(t, d, p), ["| Part  | Cost |", "| :---- | ---- |", "| Stone | 41   |", "| Wood  | 7‸    |"]],
])("%s", (_, place, make, expected) => {
  expect(after(TABLE, place, make)).toEqual(expected);
});

const FILLS: [string, Place, string[][], string[]][] = [
  ["cells within", at(1, 0), [["Sand", "4|2"]], ["| Part |  Cost |", "|:--|---|", "| Sand  | 4\\|2‸ |", "Wood|7"]],
  ["the same words change nothing", at(1, 0), [["Stone"]], ["| Part |  Cost |", "|:--|---|", "| Stone‸  | 41 |", "Wood|7"]],
  ["rows that are not there", at(2, 1), [["8"], ["9"]], ["| Part |  Cost |", "|:--|---|", "| Stone  | 41 |", "Wood|8", "|  | 9‸ |"]],
  ["columns that are not there", at(2, 1), [["8", "kg"]], ["| Part |  Cost |  |", "|:--|---| --- |", "| Stone  | 41 |", "Wood|8 | kg‸ |"]],
  ["lines of one cell", at(1, 0), [["two\n lines "]], ["| Part |  Cost |", "|:--|---|", "| two lines‸  | 41 |", "Wood|7"]],
];
test.each(FILLS)("fill: %s", (_, place, words, expected) => {
  expect(after(TABLE, place, (table, doc) => edits.fill(table, doc, place, words))).toEqual(expected);
});

test("the last row and the last column take the table with them", () => {
  expect(after(["| a |", "|---|"], at(0, 0), (t, d, p) => edits.removeRow(t, d, p))).toEqual(["‸"]);
  expect(after(["| a |", "|---|", "| b |"], at(1, 0), (t, _, p) => edits.removeColumn(t, p))).toEqual(["‸"]);
});

test("a row without its last cells gets them when one is gone to", () => {
  expect(after(["|a|b|c|", "|-|-|-|", "|x|"], at(1, 2), (t, _, p) => edits.reach(t, p))).toEqual(["|a|b|c|", "|-|-|-|", "|x|  | ‸ |"]);
});

test("a tidy table counts Chinese letters as two", () => {
  const lines = ["|城市|n|", "|-|-:|", "|丝路 a|1|"];
  expect(after(lines, at(0, 0), (t, d, p) => edits.tidy(t, d, p))).toEqual(["| 城市‸   |   n |", "| ------ | --: |", "| 丝路 a |   1 |"]);
});

// Whatever is done to whatever table, and then undone by its opposite, leaves the bytes that were there.
test("what is added and taken away again leaves the text as it was", () => {
  for (const lines of [TABLE, ["a|b|c", "-|:-:|-", "1|2|3", "4|5|6"], ["|数|据|", "|---|---|", "|x\\|y||"]]) {
    const doc = lines.join("\n");
    const columns = readTable(EditorState.create({ doc }).doc, 1, lines.length).dashes.cells.length;
    for (let row = 0; row < lines.length - 1; row += 1) {
      for (let column = 0; column <= columns; column += 1) {
        const state = EditorState.create({ doc });
        const table = readTable(state.doc, 1, lines.length);
        const added = state.update(editing(state, table, edits.addRow(table, state.doc, { row, column: 0 }))).state;
        const more = readTable(added.doc, 1, lines.length + 1);
        expect(added.update(editing(added, more, edits.removeRow(more, added.doc, { row: row + 1, column: 0 }))).state.doc.toString()).toBe(doc);
        // At the ends a row may get pipes that it did not have.
        if (column === 0 || column === columns) continue;
        const wide = state.update(editing(state, table, edits.addColumn(table, { row, column }, column))).state;
        const wider = readTable(wide.doc, 1, lines.length);
        expect(wide.update(editing(wide, wider, edits.removeColumn(wider, { row, column }))).state.doc.toString()).toBe(doc);
      }
    }
  }
});

test.each<[string, boolean, string[][] | null]>([
  ["a\tb\nc\td\n", false, [["a", "b"], ["c", "d"]]],
  ["a\t\r\n\tb", false, [["a", ""], ["", "b"]]],
  ['"two\nlines"\t"say ""so"""\nx\ty', false, [["two\nlines", 'say "so"'], ["x", "y"]]],
  ['"quoted" words\tb', false, [['"quoted" words', "b"]]],
  ["plain\nlines", false, null],
  ["one\ncolumn", true, [["one"], ["column"]]],
  ["", true, null],
])("cells of %j", (plain, isTable, expected) => {
  expect(edits.cellsOf(plain, isTable)).toEqual(expected);
});

test("cells become a table", () => {
  expect(edits.newTable([["City", "n"], ["上海", "1|2"], ["x"]])).toBe("| City | n |\n| --- | --- |\n| 上海 | 1\\|2 |\n| x |  |");
});

test.each([
  ["a|b", "a\\|b"],
  ["a\\|b", "a\\|b"],
  ["a\\\\|b", "a\\\\\\|b"],
  ["|", "\\|"],
])("the pipe of %j", (words, expected) => {
  expect(edits.escaped(words)).toBe(expected);
});
