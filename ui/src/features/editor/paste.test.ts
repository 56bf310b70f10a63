import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { apart, insteadOfPaste, lastPaste, pasteOf } from "./paste";

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
