// What the keys and the palette do to the text: each a change of as few bytes as can be.

import { type ChangeSpec, EditorSelection, type EditorState, type Line, type StateCommand, type Transaction } from "@codemirror/state";
import { TO_COME } from "./aids";
import { linesOf } from "./lines";
import { marking } from "./marking";
import { codeAt } from "./paste";

/** Puts a mark on both sides of what is chosen, or takes it off where it is; of several paragraphs, of each. */
function around(mark: string): StateCommand {
  return ({ state, dispatch }) => {
    const changes = state.changeByRange((range) => {
      const edits = marking(state, range, mark);
      const [first, last] = [edits.pieces[0], edits.pieces.at(-1)];
      if (!first || !last) return { changes: [], range };
      const set = state.changes(edits.changes);
      // Both marks stand at a cursor: it goes between them.
      const inserts = first.from === last.to && edits.on;
      const from = inserts ? first.from + mark.length : set.mapPos(first.from, 1);
      const to = inserts ? from : set.mapPos(last.to, -1);
      return { changes: edits.changes, range: range.anchor > range.head ? EditorSelection.range(to, from) : EditorSelection.range(from, to) };
    });
    dispatch(state.update(changes, { userEvent: "input", scrollIntoView: true }));
    return true;
  };
}

export const bold = around("**");
export const italic = around("*");
export const strike = around("~~");
export const code = around("`");

/** `[text](address)`, with the cursor where the address goes. */
export const link: StateCommand = ({ state, dispatch }) => {
  const changes = state.changeByRange((range) => {
    const text = state.sliceDoc(range.from, range.to);
    const insert = `[${text}]()`;
    const at = text === "" ? range.from + 1 : range.from + insert.length - 1;
    return { changes: { from: range.from, to: range.to, insert }, range: EditorSelection.cursor(at) };
  });
  dispatch(state.update(changes, { userEvent: "input", scrollIntoView: true }));
  return true;
};

/** The lines that are chosen, each once. */
function chosenLines({ doc, selection }: EditorState): Line[] {
  const numbers = new Set(selection.ranges.flatMap(({ from, to }) => [...linesOf(doc, from, to)].map(({ number }) => number)));
  return [...numbers].map((number) => doc.line(number));
}

/** Puts a prefix before each line that is chosen, in place of the one that it has; takes it off where all have it. */
function prefixed(prefix: string, others: RegExp): StateCommand {
  return ({ state, dispatch }) => {
    const all = chosenLines(state);
    const off = all.every((line) => line.text.startsWith(prefix));
    const changes: ChangeSpec[] = all.map((line) => {
      const present = off ? prefix : (others.exec(line.text)?.[0] ?? "");
      return { from: line.from, to: line.from + present.length, insert: off ? "" : prefix };
    });
    dispatch(state.update({ changes, userEvent: "input", scrollIntoView: true }));
    return true;
  };
}

const HEADING = /^#{1,6} +/;
const LIST = /^(?:[-*+] (?:\[[ xX]\] )?|\d+[.)] )/;

export const heading2 = prefixed("## ", HEADING);
export const heading3 = prefixed("### ", HEADING);
export const heading4 = prefixed("#### ", HEADING);
export const quote = prefixed("> ", /^> ?/);
export const bullets = prefixed("- ", LIST);
export const numbers = prefixed("1. ", LIST);
export const tasks = prefixed("- [ ] ", LIST);

/** The change that ticks the box of a line, or unticks it; null where it has none. */
export function ticking(line: Line): ChangeSpec | null {
  const box = /^[\s>]*(?:[-*+]|\d+[.)]) +\[([ xX])\]/.exec(line.text);
  if (!box) return null;
  const sign = line.from + box[0].length - 2;
  return { from: sign, to: sign + 1, insert: box[1] === " " ? "x" : " " };
}

/** Ticks the boxes of the lines that are chosen, or unticks them. */
export const tick: StateCommand = ({ state, dispatch }) => {
  const changes = chosenLines(state).flatMap((line) => ticking(line) ?? []);
  if (changes.length === 0) return false;
  dispatch(state.update({ changes, userEvent: "input" }));
  return true;
};

/** Goes to the next place where something is still to come; from the last one to the first. */
export const nextToCome: StateCommand = ({ state, dispatch }) => {
  const places = [...state.doc.toString().matchAll(TO_COME)];
  const next = places.find(({ index }) => index >= state.selection.main.to) ?? places[0];
  if (!next) return false;
  dispatch(state.update({ selection: { anchor: next.index, head: next.index + next[0].length }, scrollIntoView: true }));
  return true;
};

/** What a line of a quote or a list begins with: the quote's signs, and the item's bullet. */
const MARKER = /^(\s*)((?:> ?)*)(?:(\s*)([-*+]|\d+[.)])( +)(\[[ xX]\] )?)?/;
const RULE = /^[\s>]*([-*_])[ \t]*(?:\1[ \t]*){2,}$/;

/** How many quotes the code around the cursor stands in: what looks like a list or a further quote in it is code. Null outside of code. */
function quotesOfCode(state: EditorState): number | null {
  const code = codeAt(state);
  if (code === null || code.name === "InlineCode") return null;
  let quotes = 0;
  for (let node = code.parent; node; node = node.parent) quotes += node.name === "Blockquote" ? 1 : 0;
  return quotes;
}

/** Enter in a list or a quote goes on with it; in an empty item it ends it. In code there is but the quote that the code stands in. */
export const newLine: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const [marker = "", indent = "", quoted = "", inner = "", bullet, space = "", box] = MARKER.exec(line.text) ?? [];
  if (state.readOnly || !main.empty || (quoted === "" && bullet === undefined) || RULE.test(line.text) || main.head < line.from + marker.length) return false;
  const quotes = quotesOfCode(state);
  if (quotes !== null) {
    const signs = quoted.match(/> ?/g)?.slice(0, quotes).join("") ?? "";
    if (signs !== "") dispatch(broken(main.head, `\n${indent}${signs}`, state));
    return signs !== "";
  }
  if (line.text.length === marker.length) {
    // A list in a quote ends before the quote does.
    const stays = bullet === undefined ? "" : indent.slice(0, quoted === "" ? 0 : undefined) + quoted;
    dispatch(state.update({ changes: { from: line.from + stays.length, to: line.to }, userEvent: "delete" }));
    return true;
  }
  const insert = `\n${indent}${quoted}${bullet === undefined ? "" : inner + following(bullet) + space + (box ? "[ ] " : "")}`;
  dispatch(broken(main.head, insert, state));
  return true;
};

function broken(at: number, insert: string, state: EditorState): Transaction {
  return state.update({ changes: { from: at, insert }, selection: { anchor: at + insert.length }, userEvent: "input", scrollIntoView: true });
}

function following(bullet: string): string {
  const number = Number.parseInt(bullet, 10);
  return Number.isNaN(number) ? bullet : `${number + 1}${bullet.slice(-1)}`;
}
