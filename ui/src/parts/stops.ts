// Where Tab stops within a dialog. WebKit has the dialog itself among them, between the last and the first, where no key does anything.

const STOPS = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";

/** Where Tab stops within an element, in its order; of rings that belong together, at the chosen one. */
function stopsIn(root: Element): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(STOPS)];
  return all.filter((stop) => {
    if (stop.tabIndex < 0 || stop.matches(":disabled") || !stop.checkVisibility({ visibilityProperty: true })) return false;
    const isRing = stop instanceof HTMLInputElement && stop.type === "radio" && !stop.checked;
    return !isRing || !all.some((other) => other instanceof HTMLInputElement && other.type === "radio" && other.name === stop.name && other.form === stop.form && other.checked);
  });
}

/** Has Tab go round in a dialog: from the last to the first, and back. */
export function goRound(dialog: HTMLDialogElement): void {
  let end: 0 | -1 = 0;
  // With Shift the key itself has another name, on Linux.
  dialog.addEventListener("keydown", ({ shiftKey }) => (end = shiftKey ? -1 : 0));
  // It comes to the dialog itself only, and not to what is in it. A sheet that one of its own lies over hands it on.
  dialog.addEventListener("focus", () => stopsIn([...document.querySelectorAll("dialog[open]")].at(-1) ?? dialog).at(end)?.focus());
}
