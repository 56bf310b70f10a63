// The statuses in the order of an article's life, with their words.

import type { PlainKey } from "../../texts";
import type { Status } from "../../wire";

export const STATUSES = ["draft", "review", "approved", "scheduled", "published", "archived"] as const satisfies Status[];

export function statusKey(status: Status): PlainKey {
  return `status-${status}`;
}
