// A small bar above what was selected with the pointer: the marks that are put around words. The keys have them all, too.

import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { type EditorView, showTooltip, type Tooltip } from "@codemirror/view";

export interface BarButton {
  /** What it shows: a letter or a sign. */
  face: string;
  label: string;
  command: string;
}

export function selectionBar(label: string, buttons: readonly BarButton[], run: (command: string) => void): Extension {
  const dom = (): HTMLElement => {
    const bar = document.createElement("div");
    bar.className = "md-bar";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", label);
    for (const { face, label: name, command } of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = face;
      button.title = name;
      button.setAttribute("aria-label", name);
      button.className = `md-bar-${command}`;
      button.onmousedown = (event) => event.preventDefault(); // The selection stays.
      button.onclick = () => run(command);
      bar.append(button);
    }
    return bar;
  };
  const above = (state: EditorState): Tooltip => ({ pos: state.selection.main.from, above: true, create: (_: EditorView) => ({ dom: dom() }) });
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
