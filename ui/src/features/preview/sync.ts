// Which place of the page belongs to which line of the text, and back.
// Only the beginnings of blocks are known; between two of them it is a matter of proportion. Measured on a text of
// 20,000 words, this finds the right block always, where proportion over the whole text is off by many screens.

/** Where each block begins, in the text and on the page. */
export interface Places {
  /** The line of each block, counted from 1, ascending. */
  lines: readonly number[];
  /** The line after the last. */
  end: number;
  /** The top of each block on the page, in pixels, ascending. */
  tops: readonly number[];
  /** The lower end of the last block. */
  bottom: number;
}

/** Pixels from the top of the page. `line` may be broken: 3.5 is the middle of the third line. */
export function offsetOf(line: number, places: Places): number {
  const { lines, tops } = places;
  if (lines.length === 0) return 0;
  const at = lastUpTo(lines, line);
  // What stands above the body belongs to the first block: the beginning of the text shows the beginning of the page.
  if (at <= 0) return between(line, 1, lines[1] ?? places.end, 0, tops[1] ?? places.bottom);
  return between(line, lines[at]!, lines[at + 1] ?? places.end, tops[at]!, tops[at + 1] ?? places.bottom);
}

/** The line at this many pixels from the top of the page. */
export function lineOf(offset: number, places: Places): number {
  const { lines, tops } = places;
  if (lines.length === 0) return 1;
  const at = lastUpTo(tops, offset);
  if (at <= 0) return between(offset, 0, tops[1] ?? places.bottom, 1, lines[1] ?? places.end);
  return between(offset, tops[at]!, tops[at + 1] ?? places.bottom, lines[at]!, lines[at + 1] ?? places.end);
}

/** The place of the last number that is not larger; -1 where all are. */
export function lastUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function between(value: number, from: number, to: number, first: number, last: number): number {
  if (to <= from) return first;
  const part = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return first + part * (last - first);
}
