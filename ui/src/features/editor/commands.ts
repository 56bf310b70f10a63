// What the keys and the palette do to the text: each a change of as few bytes as can be.

import { type ChangeSpec, EditorSelection, type EditorState, type Line, type StateCommand } from "@codemirror/state";
import { TO_COME } from "./aids";
import { linesOf } from "./lines";

/** Puts a mark on both sides of what is chosen, or takes it off where it is. */
function around(mark: string): StateCommand {
  return ({ state, dispatch }) => {
    const size = mark.length;
    const changes = state.changeByRange((range) => {
      const outside = state.sliceDoc(range.from - size, range.from) === mark && state.sliceDoc(range.to, range.to + size) === mark;
      if (outside) {
        const edits = [
          { from: range.from - size, to: range.from },
          { from: range.to, to: range.to + size },
        ];
        return { changes: edits, range: EditorSelection.range(range.anchor - size, range.head - size) };
      }
      const edits = [
        { from: range.from, insert: mark },
        { from: range.to, insert: mark },
      ];
      return { changes: edits, range: EditorSelection.range(range.anchor + size, range.head + size) };
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

const MARKER = /^(\s*)(?:([-*+]|\d+[.)])( +)(\[[ xX]\] )?|(> ?))/;

/** Enter in a list or a quote goes on with it; in an empty item it ends it. */
export const newLine: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const marker = MARKER.exec(line.text);
  if (!main.empty || !marker || main.head < line.from + marker[0].length) return false;
  if (line.text.length === marker[0].length) {
    dispatch(state.update({ changes: { from: line.from, to: line.to }, userEvent: "delete" }));
    return true;
  }
  const [, indent = "", bullet, space = "", box, quoted] = marker;
  const next = bullet === undefined ? (quoted ?? "") : following(bullet) + space + (box ? "[ ] " : "");
  const insert = `\n${indent}${next}`;
  const at = main.head + insert.length;
  dispatch(
    state.update({ changes: { from: main.head, insert }, selection: { anchor: at }, userEvent: "input", scrollIntoView: true }),
  );
  return true;
};

function following(bullet: string): string {
  const number = Number.parseInt(bullet, 10);
  return Number.isNaN(number) ? bullet : `${number + 1}${bullet.slice(-1)}`;
}
