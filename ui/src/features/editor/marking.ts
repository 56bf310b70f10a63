// Where marks go around words: so that they are marks to whoever reads the Markdown, and so that the same key takes them off.
// Here: the places. Not here: which keys there are, which commands.ts says.

import type { ChangeSpec, EditorState } from "@codemirror/state";
import { linesOf } from "./lines";

/** Words of one paragraph, without the space around them. */
interface Piece {
  from: number;
  to: number;
}

export interface Marking {
  changes: ChangeSpec[];
  /** What is marked, as it stands before the changes. */
  pieces: readonly Piece[];
  /** The marks are put on, not taken off. */
  on: boolean;
}

/** What a line begins with that is no part of its words. */
const BEGIN = /^(?:\s*(?:>|#{1,6}(?=\s)|[-*+](?=\s)(?:\s+\[[ xX]\](?=\s))?|\d+[.)](?=\s)))+\s*/;

/** The changes that put `mark` on both sides of what lies in the range, or take it off where all of it has it. */
export function marking(state: EditorState, { from, to, empty }: { from: number; to: number; empty: boolean }, mark: string): Marking {
  const pieces = empty ? [{ from, to }] : piecesOf(state, from, to).map((piece) => withoutMarks(state, piece, mark));
  const on = !pieces.every((piece) => marked(state, piece, mark));
  if (!on) return { pieces, on, changes: pieces.flatMap((piece) => edges(piece, mark.length)) };
  const lacking = pieces.filter((piece) => !marked(state, piece, mark)).map((piece) => (empty ? piece : flanked(state, piece, mark)));
  if (empty) return { pieces, on, changes: [{ from, insert: mark + mark }] };
  const changes = lacking.flatMap((piece): ChangeSpec[] => [{ from: piece.from, insert: mark }, ...withinMarks(state, piece, mark), { from: piece.to, insert: mark }]);
  return { pieces: pieces.map((piece) => lacking.find(({ from, to }) => from >= piece.from && to <= piece.to) ?? piece), on, changes };
}

/** No mark goes across the end of a paragraph, of an item, of a heading: each is a piece, and begins and ends with a word. */
function piecesOf(state: EditorState, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let goesOn = false;
  for (const line of linesOf(state.doc, from, to)) {
    const begins = BEGIN.exec(line.text)?.[0].length ?? 0;
    const piece = trimmed(state, Math.max(from, line.from + begins), Math.min(to, line.to));
    const last = pieces.at(-1);
    if (!piece) goesOn = false;
    else if (goesOn && begins === 0 && last) last.to = piece.to;
    else pieces.push(piece);
    goesOn = piece !== null && !/^\s*#/.test(line.text);
  }
  return pieces;
}

function trimmed(state: EditorState, from: number, to: number): Piece | null {
  const words = from < to ? state.sliceDoc(from, to) : "";
  if (words.trim() === "") return null;
  return { from: from + words.length - words.trimStart().length, to: to - words.length + words.trimEnd().length };
}

/** How many signs of a mark stand on both sides of a place, outside of it. */
function outside(state: EditorState, { from, to }: Piece, mark: string): number {
  const sign = mark.charAt(0);
  let count = 0;
  while (from > count && state.sliceDoc(from - count - 1, from - count) === sign && state.sliceDoc(to + count, to + count + 1) === sign) count += 1;
  return count;
}

/** The words without marks at their edges that were chosen with them, or with one of the two. */
function withoutMarks(state: EditorState, piece: Piece, mark: string): Piece {
  const words = state.sliceDoc(piece.from, piece.to);
  const sign = mark.charAt(0);
  let [first, last] = [0, words.length];
  while (words[first] === sign) first += 1;
  while (last > first && words[last - 1] === sign) last -= 1;
  const core = { from: piece.from + first, to: piece.from + last };
  // `**a** and **b**` begins and ends with the marks of two.
  const ofTwo = [...runs(words.slice(first, last), mark)].length > 0;
  return first < last && !ofTwo && outside(state, core, mark) > 0 ? core : piece;
}

/** Whether the words between have this mark: of stars, one is italic, two are bold, three are both. */
function marked(state: EditorState, piece: Piece, mark: string): boolean {
  const count = outside(state, piece, mark);
  if (mark.startsWith("*")) return mark.length === 2 ? count === 2 || count === 3 : count === 1 || count === 3;
  return count >= mark.length;
}

function edges({ from, to }: Piece, size: number): ChangeSpec[] {
  return [
    { from: from - size, to: from },
    { from: to, to: to + size },
  ];
}

/** Where this very mark stands among words, and not in code or behind a backslash. */
function* runs(words: string, mark: string): Generator<number> {
  for (const { 0: found, index } of words.matchAll(/(`+)[^`](?:.*?[^`])?\1(?!`)|\\.|\*+|~+/gs)) {
    const beside = [words[index - 1] ?? "", words[index + found.length] ?? ""];
    // With space on both sides it is a star.
    if (found === mark && !beside.every((char) => char.trim() === "")) yield index;
  }
}

/** The same mark around a part of the words: it goes, for all of them have it now. */
function withinMarks(state: EditorState, { from, to }: Piece, mark: string): ChangeSpec[] {
  if (mark.startsWith("`")) return [];
  const places = [...runs(state.sliceDoc(from, to), mark)];
  return places.length % 2 === 0 ? places.map((at) => ({ from: from + at, to: from + at + mark.length })) : [];
}

const SPACE = /^\s?$/u;
const SIGN = /[\p{P}\p{S}]/u;
/** Signs that mean something in Markdown: a mark that goes behind them would break what they are part of. */
const MARKDOWN = /[[\]()<>!`*_~\\]/;

/**
 * A mark that stands between a word and a sign, as behind `“词”` before the next word, is none to CommonMark: the sign is left
 * outside of it.
 */
function flanked(state: EditorState, { from, to }: Piece, mark: string): Piece {
  if (mark.startsWith("`")) return { from, to };
  const sign = mark.charAt(0);
  const free = (char: string) => SPACE.test(char) || SIGN.test(char);
  const [before, behind] = [beyond(state, from, -1, sign), beyond(state, to, 1, sign)];
  const words = [...state.sliceDoc(from, to)];
  const loose = (char: string | undefined) => char !== undefined && SIGN.test(char) && !MARKDOWN.test(char);
  let [first, last] = [0, words.length];
  if (!free(before)) while (first < last && loose(words[first])) first += 1;
  if (!free(behind)) while (last > first && loose(words[last - 1])) last -= 1;
  if (first >= last) return { from, to };
  const cut = (part: string[]) => part.join("").length;
  const inner = trimmed(state, from + cut(words.slice(0, first)), to - cut(words.slice(last)));
  return inner ?? { from, to };
}

/** The sign next to a place, beyond marks that stand there. */
function beyond(state: EditorState, at: number, by: 1 | -1, mark: string): string {
  const { length } = state.doc;
  let place = at;
  const next = () => (by < 0 ? state.sliceDoc(Math.max(0, place - 1), place) : state.sliceDoc(place, Math.min(length, place + 1)));
  while (next() === mark) place += by;
  return next();
}
