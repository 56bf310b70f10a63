// What helps while writing and changes no text: one paragraph in the light, the line in the middle, marks on what is to come.

import type { Extension } from "@codemirror/state";
import { EditorState } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { typography } from "./typography";

/** Which of them are on. */
export interface Aids {
  /** Quotes, dashes and ellipses as the article's language has them. */
  signs: boolean;
  /** All but the paragraph at the cursor steps back. */
  focus: boolean;
  /** The line at the cursor stays in the middle. */
  typewriter: boolean;
}

export function aiding({ signs, focus, typewriter }: Aids, language: string): Extension {
  return [signs ? typography(language) : [], focus ? focusing : [], typewriter ? centring : []];
}

const HERE = Decoration.line({ class: "md-line-here" });

function paragraphAt({ doc, selection }: EditorState): { from: number; to: number } {
  let from = doc.lineAt(selection.main.from);
  let to = doc.lineAt(selection.main.to);
  if (from.text.trim() !== "") while (from.number > 1 && doc.line(from.number - 1).text.trim() !== "") from = doc.line(from.number - 1);
  if (to.text.trim() !== "") while (to.number < doc.lines && doc.line(to.number + 1).text.trim() !== "") to = doc.line(to.number + 1);
  return { from: from.from, to: to.to };
}

const focusing: Extension = [
  EditorView.editorAttributes.of({ class: "focusing" }),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = this.#lit(view);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.selectionSet || update.viewportChanged) this.decorations = this.#lit(update.view);
      }

      #lit({ state, viewport }: EditorView): DecorationSet {
        const { from, to } = paragraphAt(state);
        const ranges = [];
        for (let at = Math.max(from, viewport.from); at <= Math.min(to, viewport.to); ) {
          const line = state.doc.lineAt(at);
          ranges.push(HERE.range(line.from));
          at = line.to + 1;
        }
        return Decoration.set(ranges, true);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
];

/** Not after a press: what was pressed must not run away. */
const centring = EditorState.transactionExtender.of((tr) =>
  (tr.docChanged || tr.selection) && !tr.isUserEvent("select.pointer")
    ? { effects: EditorView.scrollIntoView(tr.newSelection.main.head, { y: "center" }) }
    : null,
);

/** What newsrooms write where something is still to come. */
export const TO_COME = /\bTK(?:TK)*\b|待补/g;

const toComeMarks = new MatchDecorator({ regexp: TO_COME, decoration: Decoration.mark({ class: "md-to-come" }) });

/** Marks what is still to come. */
export const toCome = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = toComeMarks.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = toComeMarks.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
