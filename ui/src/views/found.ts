// What stands in a field again since the app ended before it was saved: that it does is told, with the way to it.

import { tick } from "svelte";
import type { Notices } from "../features/notices/notices.svelte";
import { text } from "../texts";
import type { Arrangement } from "./arrangement.svelte";

/** Those that stand above the text as well: there they are seen, whatever is beside it. */
const ABOVE = ["category", "date", "language"] as const;
type Above = (typeof ABOVE)[number];

interface Needs {
  notices: Notices;
  layout: Arrangement;
  /** Puts the keyboard into a field above the text. */
  above: (name: Above) => void;
  /** What is shown beside the text. */
  beside: () => { focus: (selector: string) => void } | undefined;
}

/** Tells that these fields have something that is not saved. */
export function toFound({ notices, layout, above, beside }: Needs): (fields: readonly string[]) => void {
  async function show(fields: readonly string[]): Promise<void> {
    notices.close();
    const over = ABOVE.find((name) => fields.includes(name));
    if (over) return above(over);
    layout.show("details");
    await tick();
    beside()?.focus(fields.map((field) => `[name="${CSS.escape(field)}"]`).join());
  }

  return (fields) => notices.tell(text("notice-found"), { label: text("notice-found-show"), run: () => void show(fields) });
}
