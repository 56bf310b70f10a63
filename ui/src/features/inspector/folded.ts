// Long stretches of a comparison that did not change, shortened to what stands around the changes.

import type { Piece } from "../../wire";

/** Characters that stay on each side of a change. */
const AROUND = 160;
const GAP = "\n⋯\n";
/** A word at the edge, of which a part may be missing. Writing without spaces has none. */
const FIRST_WORD = /^\S{1,24}\s+/;
const LAST_WORD = /\s+\S{1,24}$/;

/** `within`: they stand between others, so that what is around them is wanted at both ends. */
export function folded(pieces: readonly Piece[], within = false): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.how !== "same") return piece;
    const characters = [...piece.text];
    const first = at === 0 && !within;
    const last = at === pieces.length - 1 && !within;
    const head = first ? "" : characters.slice(0, AROUND).join("").replace(LAST_WORD, "");
    const tail = last ? "" : characters.slice(-AROUND).join("").replace(FIRST_WORD, "");
    const kept = (first ? 0 : AROUND) + (last ? 0 : AROUND);
    if (characters.length <= kept + GAP.length) return piece;
    return { ...piece, text: head + GAP + tail };
  });
}
