// What helps while writing and changes no text: one paragraph in the light, the line in the middle, marks on what is to come.

import { EditorState, type Extension, type Line } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { linesOf } from "./lines";
import type { Speller } from "./speller";
import { spelling } from "./spelling";
import { typography } from "./typography";

/** Which of them are on. */
export interface Aids {
  /** Quotes, dashes and ellipses as the article's language has them. */
  signs: boolean;
  /** All but the paragraph at the cursor steps back. */
  focus: boolean;
  /** The line at the cursor stays in the middle. */
  typewriter: boolean;
  /** What is misspelt is underlined. */
  spelling: boolean;
}

export function aiding({ signs, focus, typewriter, spelling: spelt }: Aids, language: string, speller: Speller): Extension {
  return [signs ? typography(language) : [], focus ? focusing : [], typewriter ? centring : [], spelt ? spelling({ speller, language }) : []];
}

const HERE = Decoration.line({ class: "md-line-here" });

/** The lines of the paragraph at the cursor, as far as they are in sight: a text without empty lines is not walked through. */
function paragraphAt({ state: { doc, selection }, viewport }: EditorView): Line[] {
  let [first, last] = [doc.lineAt(selection.main.from), doc.lineAt(selection.main.to)];
  const written = (line: Line) => line.text.trim() !== "";
  if (written(first)) while (first.from > viewport.from && written(doc.line(first.number - 1))) first = doc.line(first.number - 1);
  if (written(last)) while (last.to < viewport.to && last.number < doc.lines && written(doc.line(last.number + 1))) last = doc.line(last.number + 1);
  return [...linesOf(doc, Math.max(first.from, viewport.from), Math.min(last.to, viewport.to))];
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

      #lit(view: EditorView): DecorationSet {
        return Decoration.set(paragraphAt(view).map((line) => HERE.range(line.from)));
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
