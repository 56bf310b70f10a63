// The bar above the grid that the cursor is in: rows, columns, alignment.

import { type Extension, Prec, StateField } from "@codemirror/state";
import { type Command, type EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { type BarWords, barOf } from "../bar";
import { gridAt } from "./grid";

/** From the words of the first cell to its corner, in pixels. */
const ABOVE = { x: -11, y: 5 };

/** Takes the keyboard to the bar over a table or over selected words. */
export const toBar: Command = (view) => {
  const first = view.dom.ownerDocument.querySelector<HTMLButtonElement>(".md-bar button");
  first?.focus();
  return first !== null;
};

/** Shows it while the table can be written in. Alt F10 takes the keyboard to it, as in other editors. */
export function tableBar(words: BarWords, run: (command: string) => void): Extension {
  const create = (view: EditorView) => {
    const dom = barOf(words, run, () => view.focus());
    dom.classList.add("compact"); // As high as the empty line above a table.
    return { dom, offset: ABOVE };
  };
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update(bar, { state, docChanged, selection, reconfigured }) {
      if (state.readOnly || !state.selection.main.empty) return null;
      if (!docChanged && !selection && !reconfigured) return bar;
      const grid = gridAt(state, state.selection.main.head);
      if (!grid) return null;
      return bar?.pos === grid.table.from ? bar : { pos: grid.table.from, above: true, strictSide: true, create };
    },
    provide: (bar) => showTooltip.from(bar),
  });
  return [field, Prec.high(keymap.of([{ key: "Alt-F10", run: toBar }]))];
}
