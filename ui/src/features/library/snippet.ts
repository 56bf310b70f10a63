// Cuts a snippet so that what was found stands in the one line that a row has for it.

import type { Mark } from "../../wire";

/** Signs before the first word found: a Chinese line has room for some twenty-five. */
const BEFORE = 14;

/** The marks with the text before the first hit shortened, at a space where one is near. */
export function nearHit(marks: readonly Mark[]): readonly Mark[] {
  const [before, ...rest] = marks;
  if (before === undefined || before.hit || !rest.some((mark) => mark.hit)) return marks;
  const signs = [...before.text];
  if (signs.length <= BEFORE) return marks;
  const near = signs.slice(-BEFORE).join("");
  const word = near.indexOf(" ");
  // Not at the space just before the hit: then nothing at all would stand before it.
  const text = word >= 0 && word < near.trimEnd().length ? near.slice(word + 1) : near;
  return [{ text: `…${text}`, hit: false }, ...rest];
}
