// A small bar above what was selected with the pointer: the marks that are put around words. The keys have them all, too.

import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { type EditorView, showTooltip, type Tooltip } from "@codemirror/view";
import { type BarWords, barOf } from "./bar";

export function selectionBar(words: BarWords, run: (command: string) => void): Extension {
  const create = (view: EditorView) => ({ dom: barOf(words, run, () => view.focus()) });
  const above = (state: EditorState): Tooltip => ({ pos: state.selection.main.from, above: true, create });
  return StateField.define<Tooltip | null>({
    create: () => null,
    update(bar, tr) {
      if (tr.state.selection.main.empty || tr.state.readOnly) return null;
      if (tr.isUserEvent("select.pointer")) return above(tr.state);
      // What the bar itself did keeps it; a key that selects has no use for it.
      return bar && tr.docChanged ? above(tr.state) : tr.selection ? null : bar;
    },
    provide: (field) => showTooltip.from(field),
  });
}
