// Lists whose order a person changes by buttons.

/** The list once what stands at this place stands one further up or down; as it was, where there is no further. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const order = [...list];
  const [one, other] = [order[at], order[at + by]];
  if (one !== undefined && other !== undefined) [order[at], order[at + by]] = [other, one];
  return order;
}
