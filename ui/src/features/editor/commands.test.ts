import { EditorState, type StateCommand } from "@codemirror/state";
import { expect, test } from "vitest";
import * as commands from "./commands";

/** The text with `|` at the cursor, or around what is chosen, after the command. */
function after(command: StateCommand, before: string): string {
  const [head = "", ...rest] = before.split("|");
  const anchor = head.length;
  const to = anchor + (rest.length > 1 ? (rest[0]?.length ?? 0) : 0);
  let state = EditorState.create({ doc: before.replaceAll("|", ""), selection: { anchor, head: to } });
  command({ state, dispatch: (transaction) => (state = transaction.state) });
  const { from, to: end, empty } = state.selection.main;
  const text = state.doc.toString();
  return empty ? `${text.slice(0, from)}|${text.slice(from)}` : `${text.slice(0, from)}|${text.slice(from, end)}|${text.slice(end)}`;
}

test.each([
  ["bold", "a |word| b", "a **|word|** b"],
  ["bold", "a **|word|** b", "a |word| b"],
  ["italic", "|", "*|*"],
  ["code", "a |x|", "a `|x|`"],
  ["link", "a |word|", "a [word](|)"],
  ["link", "a |", "a [|]()"],
  ["heading2", "Word|", "## Word|"],
  ["heading2", "## Word|", "Word|"],
  ["heading3", "## Word|", "### Word|"],
  ["bullets", "|one\ntwo|", "- |one\n- two|"],
  ["tasks", "- one|", "- [ ] one|"],
  ["quote", "> one|", "one|"],
  ["newLine", "- one|", "- one\n- |"],
  ["newLine", "- one\n- |", "- one\n|"],
  ["newLine", "9. nine|", "9. nine\n10. |"],
  ["newLine", "- [x] done|", "- [x] done\n- [ ] |"],
  ["newLine", "> said|", "> said\n> |"],
  ["newLine", "plain|", "plain|"],
] as const)("%s: %j becomes %j", (name, before, expected) => {
  expect(after(commands[name], before)).toBe(expected);
});
