// The cursor, drawn by the surface. It blinks by a clock: an animation of the style sheet has the webview draw sixty pictures
// a second without end, and each key waits for the next of them. Measured in Chromium, the way from a key to its picture is half
// as long without it.

import type { Extension } from "@codemirror/state";
import { drawSelection, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** So long it is to be seen, and then so long it is not, in milliseconds. */
const BLINK_MS = 600;

const blinking = ViewPlugin.fromClass(
  class {
    readonly #view: EditorView;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(view: EditorView) {
      this.#view = view;
      this.#wait(true);
    }

    update(update: ViewUpdate): void {
      // Who writes or goes about sees where they are.
      if (update.docChanged || update.selectionSet || update.focusChanged) this.#show(true);
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }

    #show(seen: boolean): void {
      for (const layer of this.#view.scrollDOM.children) {
        if (layer instanceof HTMLElement && layer.classList.contains("cm-cursorLayer")) layer.style.visibility = seen ? "" : "hidden";
      }
      this.#wait(seen);
    }

    #wait(seen: boolean): void {
      clearTimeout(this.#timer);
      if (this.#view.hasFocus) this.#timer = setTimeout(() => this.#show(!seen), BLINK_MS);
    }
  },
);

export const cursor: Extension = [drawSelection({ cursorBlinkRate: 0 }), blinking];
