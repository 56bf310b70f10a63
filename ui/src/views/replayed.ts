// What is said of a step that was undone, or done again.

import { text } from "../texts";
import type { Op } from "../wire";

/** `count`: the articles that it changed. */
export function replayed(which: "undo" | "redo", op: Op, count: number): string {
  // What came in is in the trash now, and not gone: who undoes too much looks for it.
  if (which === "undo" && (op === "import" || op === "new_article")) return text("notice-undone-new", { count });
  return text(which === "undo" ? "notice-undone" : "notice-redone", { what: text(`op-${op}`, { count }) });
}
