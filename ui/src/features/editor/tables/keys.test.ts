import { history, undo } from "@codemirror/commands";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorSelection, EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { markdown } from "../language";
import { gridAt, grids } from "./grid";
import { writingInGrids } from "./keys";
import { pasteAsTable, pasteIntoGrid } from "./paste";

const TEXT = "Before\n\n| a | b |\n|---|---|\n| one | two |\n|  | x |\n\nAfter";

/** A state whose text is this, with `‸` at the cursor, or two around what is chosen. */
function stateOf(text: string): EditorState {
  const anchor = text.indexOf("‸");
  const head = text.lastIndexOf("‸");
  const state = EditorState.create({
    doc: text.replaceAll("‸", ""),
    selection: EditorSelection.single(anchor, head > anchor ? head - 1 : head),
    extensions: [markdown, history(), grids, writingInGrids],
  });
  ensureSyntaxTree(state, state.doc.length, 5000);
  return state;
}

function shown({ doc, selection }: EditorState): string {
  const at = selection.main.head;
  return `${doc.sliceString(0, at)}‸${doc.sliceString(at)}`;
}

/** The text after this was typed, or put in place of what is chosen. */
function typed(before: string, words: string, userEvent = "input.type"): string {
  const state = stateOf(before);
  return shown(state.update(state.replaceSelection(words), { userEvent }).state);
}

/** The text after so many characters before the cursor were deleted, as a key does it. */
function deleted(before: string, count: number): string {
  const state = stateOf(before);
  const { head } = state.selection.main;
  return shown(state.update({ changes: { from: head - count, to: head }, userEvent: "delete.backward" }).state);
}

const with_ = (from: string, to: string) => TEXT.replace(from, to);

test.each([
  ["words", with_("one", "on‸e"), "x", with_("one", "onx‸e")],
  ["a pipe", with_("one", "on‸e"), "|", with_("one", "on\\|‸e")],
  ["a pipe behind a backslash", with_("one", "on\\‸e"), "|", with_("one", "on\\|‸e")],
  ["a pipe at the end of a row that is written by hand", with_("two |", "two‸"), "|", with_("two |", "two|‸")],
  ["a pipe in a row with nothing in it", with_("|  | x |", "|  | ‸ |"), "|", with_("|  | x |", "|‸")],
  ["a backslash against the pipe", with_("| x |", "| x‸|"), "\\", with_("| x |", "| x\\‸ |")],
  ["lines", with_("one", "one‸"), " a\nb ", with_("one", "onea b‸")],
  ["over words of one cell", with_("one", "o‸ne‸"), "x", with_("one", "ox‸")],
  ["over cells, which stay cells", with_("one | two", "o‸ne | t‸wo"), "x", with_("one | two", "ox‸ | wo")],
  ["over rows, which stay rows", with_("b |\n|---|---|\n| one", "‸b |\n|---|---|\n| on‸e"), "x", with_("b |\n|---|---|\n| one", "x‸ |\n|---|---|\n| e")],
  ["over the end of the table", with_("x |\n\nAfter", "‸x |\n\nAf‸ter"), "y", with_("x |\n\nAfter", "y‸ |\n\nter")],
  ["over the beginning of the table", with_("Before\n\n| a", "Be‸fore\n\n| a‸"), "y", with_("Before\n\n| a", "Bey‸\n\n| ")],
  ["outside", with_("After", "Af‸ter"), "|\n", with_("After", "Af|\n‸ter")],
  ["over all of it", `‸${TEXT}‸`, "x", "x‸"],
])("typed: %s", (_, before, words, expected) => {
  expect(typed(before, words)).toBe(expected);
});

test.each([
  ["a letter", with_("one", "one‸"), 1, with_("one", "on‸")],
  ["at the beginning of a cell nothing", with_("two", "‸two"), 3, with_("two", "‸two")],
  ["at the beginning of a row nothing", with_("one", "‸one"), 15, with_("one", "‸one")],
  ["to the beginning of the row, as far as the cell goes", with_("two", "two‸"), 9, with_("two", "‸")],
])("deleted: %s", (_, before, count, expected) => {
  expect(deleted(before, count)).toBe(expected);
});

test("what is typed is one step of the editor's own history", () => {
  let state = stateOf(with_("one", "one‸"));
  state = state.update(state.replaceSelection("|"), { userEvent: "input.type" }).state;
  undo({ state, dispatch: (tr) => (state = tr.state) });
  expect(shown(state)).toBe(with_("one", "one‸"));
});

test("the cursor is put to words of the grid, and a table whose dashes are written is none", () => {
  const state = stateOf(with_("Before", "Be‸fore"));
  const to = (anchor: number) => shown(state.update({ selection: { anchor } }).state);
  expect(to(TEXT.indexOf("| one"))).toBe(with_("one", "‸one"));
  expect(to(TEXT.indexOf("\n\nAfter"))).toBe(with_("x", "x‸"));
  expect(to(TEXT.indexOf("Before"))).toBe(`‸${TEXT}`);
  const dashes = stateOf(with_("---|\n", "---|‸\n"));
  expect(gridAt(dashes, TEXT.indexOf("one"))).toBeNull();
  expect(gridAt(state, TEXT.indexOf("two"))?.place).toEqual({ row: 1, column: 1 });
});

test.each([
  ["into the grid from the cell on", with_("two", "tw‸o"), "1\t2\n3\t4", "", "Before\n\n| a | b |  |\n|---|---| --- |\n| one | 1 | 2 |\n|  | 3 | 4‸ |\n\nAfter"],
  ["one column of a spreadsheet", with_("two", "‸two"), "1\n2", "<table>", with_("two |\n|  | x", "1 |\n|  | 2‸")],
  ["with a corner that is empty", "‸", "\tb\n1\t2", "", "|  | b |\n| --- | --- |\n| 1 | 2 |‸"],
  ["into empty text", "Before\n‸", "a\tb\n1\t2", "", "Before\n\n| a | b |\n| --- | --- |\n| 1 | 2 |‸"],
])("cells pasted: %s", (_, before, plain, html, expected) => {
  const state = stateOf(before);
  const table = pasteAsTable(state, plain, html);
  const pasted = table ? { changes: table, selection: { anchor: table.from + table.cursor } } : pasteIntoGrid(state, plain, html);
  expect(pasted && shown(state.update(pasted).state)).toBe(expected);
});

test.each([
  ["words in a cell", with_("two", "tw‸o"), "plain words", ""],
  ["a line with a tab", "‸", "a\tb", ""],
  ["lines of different lengths", "‸", "a\tb\nc", ""],
  ["a table as HTML, outside of a grid", "‸", "a\tb\nc\td", "<table>"],
  ["lines of code that a tab indents", "‸", "\tfoo();\n\tbar();", ""],
  ["where something is written", "word‸", "a\tb\nc\td", ""],
])("no cells: %s", (_, before, plain, html) => {
  const state = stateOf(before);
  expect([pasteAsTable(state, plain, html), pasteIntoGrid(state, plain, html)]).toEqual([null, null]);
});
