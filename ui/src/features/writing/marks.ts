// The misspelt words of a line of text that is no editor: where they are while it changes, and the line cut at them.

import type { Mark } from "../editor/speller";

/** Marks as they lie after the text became another: what was not touched keeps its own, what was loses it. */
export function moved(marks: readonly Mark[], before: string, after: string): Mark[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const by = after.length - before.length;
  return marks.flatMap(([from, to]): Mark[] => {
    if (to < head) return [[from, to]];
    return from > before.length - tail ? [[from + by, to + by]] : [];
  });
}

/** The line in pieces, each with whether it is marked. */
export function cutAt(line: string, marks: readonly Mark[]): { words: string; misspelt: boolean }[] {
  const pieces = [];
  let at = 0;
  for (const [from, to] of marks) {
    pieces.push({ words: line.slice(at, from), misspelt: false }, { words: line.slice(from, to), misspelt: true });
    at = to;
  }
  return [...pieces, { words: line.slice(at), misspelt: false }].filter(({ words }) => words !== "");
}
