// What the list can be ordered by, and how each library's order is kept: on this machine, since it is about who looks.

import type { ListOrder, OrderWord } from "../../wire";

export const ORDERS = ["date", "changed", "headline", "words"] as const satisfies readonly OrderWord[];

const NEWEST: ListOrder = { by: "date", reversed: false };

/** The order in which a person left the library at this path. */
export function keptOrder(library: string): ListOrder {
  const [by, reversed] = (localStorage.getItem(`order-${library}`) ?? "").split(" ");
  const known = ORDERS.find((order) => order === by);
  return known ? { by: known, reversed: reversed === "reversed" } : NEWEST;
}

export function keepOrder(library: string, { by, reversed }: ListOrder): void {
  if (by === "date" && !reversed) localStorage.removeItem(`order-${library}`);
  else localStorage.setItem(`order-${library}`, reversed ? `${by} reversed` : by);
}
