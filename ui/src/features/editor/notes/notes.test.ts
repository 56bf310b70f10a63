import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState, type StateCommand } from "@codemirror/state";
import { expect, test } from "vitest";
import { markdown } from "../language";
import { cameFrom, noteGo, noteInsert } from "./commands";
import { mentionAt, notes, wordsOf } from "./notes";

function stateOf(text: string, anchor = 0): EditorState {
  return parsed(EditorState.create({ doc: text, selection: { anchor }, extensions: [markdown, notes, cameFrom] }));
}

/** The state once its text is parsed to its end, as it is in the window after a moment. */
function parsed(state: EditorState): EditorState {
  ensureSyntaxTree(state, state.doc.length, 5000);
  return state.update({}).state;
}

const numbers = (state: EditorState) => Object.fromEntries(state.field(notes).numbers);

test.each<[string, string, Record<string, number>]>([
  ["in the order of the text, not of the footnotes", "b[^b] a[^a] b[^b]\n\n[^a]: A\n[^b]: B", { b: 1, a: 2 }],
  ["what no one says has none", "x[^x] a[^a]\n\n[^a]: A", { a: 1 }],
  ["what is not referred to has none", "a[^a]\n\n[^a]: A\n[^b]: B", { a: 1 }],
  ["footnotes that refer to others come last", "a[^a] b[^b]\n\n[^a]: see [^c]\n[^b]: B\n[^c]: C", { a: 1, b: 2, c: 3 }],
  ["capital letters are the same", "a[^Note]\n\n[^note]: N", { note: 1 }],
  ["what is code is none", "`[^a]`\n\n```\n[^a]\n```\n\nb[^b]\n\n[^a]: A\n[^b]: B", { b: 1 }],
  ["a footnote amid the text", "a[^a]\n\n[^a]: A\n\nb[^b]\n\n[^b]: B", { a: 1, b: 2 }],
])("numbers: %s", (_, text, expected) => {
  expect(numbers(stateOf(text))).toEqual(expected);
});

function mentioned(state: EditorState): string[] {
  const all: string[] = [];
  for (const at = state.field(notes).mentions.iter(); at.value; at.next()) all.push(`${at.from} ${at.to} ${at.value.name} ${at.value.defines}`);
  return all;
}

test("the numbers follow whatever is typed, as if the text were read anew", () => {
  const pieces = ["[^a]", "[^b]", "[^c]", "\n\n[^a]: A", "\n[^b]: see [^c]\n", "\n\n[^c]: C\n\n", "words ", "\n", "[^", "]", ":", "`", "\n\n```\n"];
  let seed = 7;
  const draw = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  let state = stateOf("a[^a]\n\n[^a]: A");
  for (let round = 0; round < 400; round += 1) {
    const from = draw(state.doc.length + 1);
    const to = Math.min(state.doc.length, from + (draw(3) === 0 ? draw(12) : 0));
    state = parsed(state.update({ changes: { from, to, insert: pieces[draw(pieces.length)] ?? "" } }).state);
    const fresh = stateOf(state.doc.toString());
    expect(mentioned(state), `round ${round}`).toEqual(mentioned(fresh));
    expect(numbers(state), `round ${round}`).toEqual(numbers(fresh));
  }
});

test("the words of a footnote, on one line and without marks", () => {
  const state = stateOf("a[^a]\n\n[^a]: As of **October**,\n    see [the port](https://example.org).\n\nAfter");
  expect(wordsOf(state, "a")).toBe("As of October, see the port.");
  expect(wordsOf(state, "b")).toBeNull();
  expect([mentionAt(state, 1)?.mention.name, mentionAt(state, 5)?.from, mentionAt(state, 0)]).toEqual(["a", 1, null]);
});

/** The text after a command, with `‸` where the cursor is before and after. */
function after(command: StateCommand, text: string): string {
  let state = stateOf(text.replace("‸", ""), text.indexOf("‸"));
  command({ state, dispatch: (tr) => (state = tr.state) });
  const at = state.selection.main.head;
  return `${state.doc.sliceString(0, at)}‸${state.doc.sliceString(at)}`;
}

test.each([
  ["the first", "Words‸ here.", "Words[^1] here.\n\n[^1]: ‸"],
  ["the next", "Words‸ a[^1].\n\n[^1]: A", "Words[^2] a[^1].\n\n[^1]: A\n[^2]: ‸"],
  ["a number that is free", "‸ a[^2] b[^1]\n\n[^1]: B\n[^2]: A\n", "[^3] a[^2] b[^1]\n\n[^1]: B\n[^2]: A\n[^3]: ‸"],
  ["at the end of the text", "Words‸", "Words[^1]\n\n[^1]: ‸"],
  ["behind line ends", "Words‸\n\n\n", "Words[^1]\n\n\n[^1]: ‸"],
])("a new footnote: %s", (_, before, expected) => {
  expect(after(noteInsert, before)).toBe(expected);
});

test.each([
  ["to what it says", "a[^a]‸ b\n\n[^a]: A", "a[^a] b\n\n[^a]: ‸A"],
  ["back to where it is first referred to", "a[^a] b[^a]\n\n[^a]: A‸", "a[^a]‸ b[^a]\n\n[^a]: A"],
  ["nowhere from elsewhere", "a[^a] b‸\n\n[^a]: A", "a[^a] b‸\n\n[^a]: A"],
  ["nowhere where no one says it", "a[^a]‸", "a[^a]‸"],
])("go: %s", (_, before, expected) => {
  expect(after(noteGo, before)).toBe(expected);
});

test("back leads to where one came from, not to the first reference", () => {
  let state = stateOf("a[^a] b[^a]\n\n[^a]: A", 10);
  const run = () => noteGo({ state, dispatch: (tr) => (state = tr.state) });
  run();
  expect(state.selection.main.head).toBe(19);
  run();
  expect(state.selection.main.head).toBe(11);
});
