import { EditorState, type StateCommand } from "@codemirror/state";
import { expect, test } from "vitest";
import * as commands from "./commands";
import { markdown } from "./language";
import { onlyRead } from "./reading";

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
  ["italic", "a **|word|** b", "a ***|word|*** b"],
  ["italic", "a ***|word|*** b", "a **|word|** b"],
  ["italic", "a *|word|* b", "a |word| b"],
  ["italic", "a |**word**| b", "a ***|word|*** b"],
  ["bold", "a *|word|* b", "a ***|word|*** b"],
  ["bold", "a ***|word|*** b", "a *|word|* b"],
  ["bold", "a |**word**| b", "a |word| b"],
  ["bold", "a **|** b", "a | b"],
  ["strike", "a |~~word~~| b", "a |word| b"],
  ["bold", "a | word |b", "a  **|word|** b"],
  ["bold", "|One.\n\nTwo.|", "**|One.**\n\n**Two.|**"],
  ["bold", "**|One.**\n\n**Two.|**", "|One.\n\nTwo.|"],
  ["bold", "|**One.**\n\n**Two.**|", "|One.\n\nTwo.|"],
  ["bold", "|**One.**\n\nTwo.|", "**|One.**\n\n**Two.|**"],
  ["bold", "|One\nand on.|", "**|One\nand on.|**"],
  ["italic", "|## One\n- two\n- three\n> four|", "## *|One*\n- *two*\n- *three*\n> *four|*"],
  ["bold", "|**a** and **b**|", "**|a and b|**"],
  ["bold", "|a **b** c|", "**|a b c|**"],
  ["italic", "|2 * 3 * 4|", "*|2 * 3 * 4|*"],
  ["bold", "|`a**b**` c|", "**|`a**b**` c|**"],
  ["bold", "他说|“你好”|吧", "他说“**|你好|**”吧"],
  ["bold", "|你好。|世界", "**|你好|**。世界"],
  ["bold", "他说，|“你好。”|", "他说，**|“你好。”|**"],
  ["bold", "看|[链接](地址)|", "看**|[链接](地址)|**"],
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
  ["newLine", "* * *|", "* * *|"],
  ["newLine", "> - said|", "> - said\n> - |"],
  ["newLine", "> - |", "> |"],
  ["newLine", "> |", "|"],
  ["newLine", "  - |", "|"],
  ["newLine", ">   1. one|", ">   1. one\n>   2. |"],
] as const)("%s: %j becomes %j", (name, before, expected) => {
  expect(after(commands[name], before)).toBe(expected);
});

test.each([
  ["```yaml\n- name: x|", null],
  ["```yaml\n- name: x|\n```", null],
  ["```\n> a mail|\n```", null],
  ["    - a diff|", null],
  ["- one\n\n  ```\n  - x|\n  ```", null],
  ["> ```\n> code|\n> ```", "> ```\n> code\n> |\n> ```"],
  ["> ```\n> > - x|\n> ```", "> ```\n> > - x\n> |\n> ```"],
  ["- use `a | b`", "- use `a \n- | b`"],
  ["```\ncode\n```\n- one|", "```\ncode\n```\n- one\n- |"],
])("Enter in code writes no marks of a list or a quote: %j", (before, expected) => {
  const at = before.indexOf("|");
  const state = EditorState.create({ doc: before.replace("|", ""), selection: { anchor: at }, extensions: [markdown] });
  let after: string | null = null;
  const goes = commands.newLine({
    state,
    dispatch: ({ state: { doc, selection } }) => (after = `${doc.sliceString(0, selection.main.head)}|${doc.sliceString(selection.main.head)}`),
  });
  expect([goes, after]).toEqual([expected !== null, expected]);
});

test("a text that is only read is changed by no key", () => {
  const none: string[] = [];
  for (const [name, command] of Object.entries(commands)) {
    if (name === "ticking") continue;
    const before = "- [ ] a word";
    const state = EditorState.create({ doc: before, selection: { anchor: 6, head: name === "newLine" ? 6 : 12 }, extensions: onlyRead });
    (command as StateCommand)({ state, dispatch: (transaction) => transaction.docChanged && none.push(name) });
  }
  expect(none).toEqual([]);
});
