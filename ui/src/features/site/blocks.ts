// Which categories have a block on the front page, as one field keeps it: words parted by commas in their order, `none`, or
// nothing where all have one as they come.

import type { SiteChoice } from "../../wire";
import { moved as movedIn } from "./ordered";

/** A category with whether it has a block. */
export interface Row extends SiteChoice {
  on: boolean;
}

const NONE = "none";

const kept = (rows: readonly Row[]): string =>
  rows
    .filter(({ on }) => on)
    .map(({ word }) => word)
    .join(", ") || NONE;

/** Those with a block in their order, then the others. What a word means that is no category at the root is kept as it is. */
export function shownIn(categories: readonly SiteChoice[], chosen: string): Row[] {
  if (chosen === "") return categories.map((category) => ({ ...category, on: true }));
  const words = chosen === NONE ? [] : chosen.split(", ");
  const named = words.map((word) => ({ word, name: categories.find((category) => category.word === word)?.name ?? word, on: true }));
  const others = categories.filter(({ word }) => !words.includes(word));
  return [...named, ...others.map((category) => ({ ...category, on: false }))];
}

/** The field once this one has a block, or none any more. */
export const toggled = (rows: readonly Row[], word: string): string => {
  const one = rows.find((row) => row.word === word);
  const others = rows.filter((row) => row !== one && row.on);
  if (!one) return kept(rows);
  return one.on ? kept(rows.map((row) => (row === one ? { ...row, on: false } : row))) : kept([...others, { ...one, on: true }]);
};

/** The field once this one stands one place up or down. */
export function moved(rows: readonly Row[], word: string, by: -1 | 1): string {
  const order = rows.filter(({ on }) => on);
  return kept(movedIn(order, order.findIndex((row) => row.word === word), by));
}
