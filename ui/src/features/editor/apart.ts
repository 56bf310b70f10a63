// Blocks stand apart from what is around them.

/** The line ends that a block needs above and below it between these texts, of which the two characters beside it count. */
export function apart(before: string, after: string): [string, string] {
  const missing = (there: number) => "\n".repeat(Math.max(0, 2 - there));
  const above = before === "" ? "" : missing(/\n*$/.exec(before)?.[0].length ?? 0);
  const below = after === "" ? "" : missing(/^\n*/.exec(after)?.[0].length ?? 0);
  return [above, below];
}
