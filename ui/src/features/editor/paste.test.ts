import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { apart } from "./apart";
import { markdown } from "./language";
import { awaiting, insteadOfPaste, isInCode, lastPaste, pasteOf, places, settled } from "./paste";

test.each([
  ["", "", "", ""],
  ["a", "", "\n\n", ""],
  ["a\n", "b", "\n", "\n\n"],
  ["a\n\n", "\n\nb", "", ""],
  ["a\n\n\n", "\nb", "", "\n"],
])("a block between %j and %j", (before, after, above, below) => {
  expect(apart(before, after)).toEqual([above, below]);
});

test("the plain text takes the place of what was pasted, and what was typed since stays", () => {
  let state = EditorState.create({ doc: "Before.", selection: { anchor: 7 }, extensions: lastPaste });
  state = state.update(pasteOf(state, "## One\n\n- two")).state;
  expect(state.doc.toString()).toBe("Before.\n\n## One\n\n- two");
  state = state.update({ changes: { from: state.doc.length, insert: "\n\nTyped." } }).state;
  state = state.update({ changes: { from: 0, insert: "Long " } }).state;
  state = state.update(insteadOfPaste(state, " One two")).state;
  expect(state.doc.toString()).toBe("Long Before. One two\n\nTyped.");
});

/** A text in which something was pasted that is not there yet, at the cursor or over what is selected. */
function pastedInto(doc: string, anchor: number, head = anchor) {
  const what = Symbol();
  const state = EditorState.create({ doc, selection: { anchor, head }, extensions: [lastPaste, places] });
  return { what, state: state.update(awaiting(state, what)).state };
}

test("what comes late stands where it was pasted, and who writes on stays where they are", () => {
  let { what, state } = pastedInto("One two.", 4);
  state = state.update({ changes: { from: 4, insert: "three " }, selection: { anchor: 10 } }).state;
  state = state.update(pasteOf(state, "and ", { what })).state;
  expect([state.doc.toString(), state.selection.main.head]).toEqual(["One and three two.", 14]);
  expect(state.update(settled(what)).state.field(places).size).toBe(0);
});

test("what comes while the cursor is still there has the cursor behind it", () => {
  let { what, state } = pastedInto("One two.", 4);
  state = state.update({ changes: { from: 0, insert: "So. " } }).state;
  state = state.update(pasteOf(state, "and ", { what })).state;
  expect([state.doc.toString(), state.selection.main.head]).toEqual(["So. One and two.", 12]);
});

test("what was selected gives way to what was pasted, unless it is written over by then", () => {
  const { what, state } = pastedInto("One two three.", 4, 7);
  const beside = state.update({ changes: [{ from: 4, insert: "a " }, { from: 7, insert: " z" }] }).state;
  expect(beside.update(pasteOf(beside, "2", { what })).state.doc.toString()).toBe("One a 2 z three.");
  const over = state.update({ changes: { from: 4, to: 7, insert: "typed" }, selection: { anchor: 9 } }).state;
  expect(over.update(pasteOf(over, "2 ", { what })).state.doc.toString()).toBe("One 2 typed three.");
});

test.each([[0, 1], [1, 0]])("two pastes stand in their order, whichever comes first: %i, then %i", (...order) => {
  const all = [Symbol(), Symbol()];
  let state = EditorState.create({ doc: "()", selection: { anchor: 1 }, extensions: [lastPaste, places] });
  for (const what of all) state = state.update(awaiting(state, what)).state;
  for (const at of order) {
    const what = all[at] ?? Symbol();
    state = state.update(pasteOf(state, `${at}`, { what })).state;
    state = state.update(settled(what)).state;
  }
  expect(state.doc.toString()).toBe("(01)");
});

test("of several pictures each comes behind the one before, though one writes on", () => {
  let { what, state } = pastedInto("Above.", 6);
  state = state.update(pasteOf(state, "![](a)", { what, block: true })).state;
  state = state.update({ changes: { from: 0, insert: "Far " }, selection: { anchor: 4 } }).state;
  state = state.update(pasteOf(state, "![](b)", { what, block: true })).state;
  expect(state.doc.toString()).toBe("Far Above.\n\n![](a)\n\n![](b)");
});

test.each([
  ["a `co|de` b", true],
  ["a `code`| b", false],
  ["a |`code` b", false],
  ["```sh\nls |\n```\n", true],
  ["```sh\n|\n```\n", true],
  ["```sh\nls\n```|\n", false],
  ["```sh\nls |", true],
  ["    ls |", true],
  ["- ```\n  ls|\n  ```", true],
  ["plain |", false],
])("%j is in code: %s", (text, expected) => {
  const doc = text.replace("|", "");
  expect(isInCode(EditorState.create({ doc, selection: { anchor: text.indexOf("|") }, extensions: markdown }))).toBe(expected);
});
