// The styled face: headings in their size, marks out of sight where the cursor is not. Decorations stand over the text,
// which stays as it is; only what is in sight is decorated, so that nothing grows with the document.

import { syntaxTree } from "@codemirror/language";
import type { Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const HIDDEN = Decoration.replace({});
/** Marks that say how and not what. */
const MARKS = new Set(["HeaderMark", "EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark"]);

const LINES: Record<string, Decoration> = Object.fromEntries(
  [1, 2, 3, 4, 5, 6].map((level) => [`ATXHeading${level}`, Decoration.line({ class: `md-line-heading md-line-heading-${level}` })]),
);
LINES["SetextHeading1"] = Decoration.line({ class: "md-line-heading md-line-heading-1" });
LINES["SetextHeading2"] = Decoration.line({ class: "md-line-heading md-line-heading-2" });
const QUOTE = Decoration.line({ class: "md-line-quote" });
const FENCED = Decoration.line({ class: "md-line-code" });

function decorate(view: EditorView): DecorationSet {
  const { state } = view;
  const ranges: Range<Decoration>[] = [];
  const near = (from: number, to: number) =>
    state.selection.ranges.some((range) => range.to >= state.doc.lineAt(from).from && range.from <= state.doc.lineAt(to).to);
  const lines = (from: number, to: number, decoration: Decoration) => {
    for (let at = Math.max(from, view.viewport.from); at <= Math.min(to, view.viewport.to); ) {
      const line = state.doc.lineAt(at);
      ranges.push(decoration.range(line.from));
      at = line.to + 1;
    }
  };
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter(node) {
        const line = LINES[node.name];
        if (line) ranges.push(line.range(state.doc.lineAt(node.from).from));
        else if (node.name === "Blockquote") lines(node.from, node.to, QUOTE);
        else if (node.name === "FencedCode" || node.name === "CodeBlock") {
          lines(node.from, node.to, FENCED);
          return false;
        } else if (MARKS.has(node.name) && !near(node.from, node.to)) {
          // The space behind a heading's mark belongs to it.
          const end = node.name === "HeaderMark" && state.sliceDoc(node.to, node.to + 1) === " " ? node.to + 1 : node.to;
          if (end > node.from) ranges.push(HIDDEN.range(node.from, end));
        } else if (node.name === "URL" && node.node.parent?.name === "Link" && !near(node.from, node.to)) {
          ranges.push(HIDDEN.range(node.from, node.to));
        }
        return undefined;
      },
    });
  }
  return Decoration.set(ranges, true);
}

export const styled = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      // While an input method composes, what is there is moved along and nothing is taken away beneath it.
      if (update.view.composing) this.decorations = this.decorations.map(update.changes);
      else if (update.docChanged || update.viewportChanged || update.selectionSet || syntaxTree(update.startState) !== syntaxTree(update.state))
        this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
