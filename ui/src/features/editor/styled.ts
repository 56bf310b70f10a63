// The styled face: headings in their size, marks out of sight where the cursor is not, objects in place of what says them.
// Decorations stand over the text, which stays as it is; only what is in sight is decorated, so that nothing grows with
// the document.

import { syntaxTree } from "@codemirror/language";
import type { EditorState, Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNode } from "./language";
import { linesOf } from "./lines";
import { NoteNumber } from "./notes/card";
import { mentionAt, notes } from "./notes/notes";
import { BoxObject, GalleryObject, PictureObject, PointObject, type Said, saidOf, showing, VideoObject } from "./objects";
import { gridLines } from "./tables/grid";
import { readRow } from "./tables/read";
import { videoAt } from "./videos";

const HIDDEN = Decoration.replace({});
/** A line of which nothing is seen: what it says is shown above. */
const VOID = Decoration.line({ class: "md-line-void" });
/** Pictures that stand side by side at most. */
const GALLERY_MAX = 24;
const POINT = Decoration.replace({ widget: new PointObject() });
/** Marks that say how and not what. */
const MARK = Decoration.mark({ class: "md-mark" });
/** What a box of notes begins with, in a quote. */
const CALLOUT = /^\[!(?:note|tip|important|warning|caution)\]$/i;
const CALLOUT_WORD = Decoration.mark({ class: "md-callout" });
/** Tags that say how what is between them looks. */
const TAGS: Record<string, Decoration> = Object.fromEntries(["sup", "sub", "kbd", "mark", "ins"].map((tag) => [tag, Decoration.mark({ class: `md-tag-${tag}` })]));
/** A definition, below what it defines. */
const DEFINITION = /^:[ \t]+/;
const DEFINING = Decoration.line({ class: "md-line-definition" });
const MARKS = new Set(["HeaderMark", "EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark"]);

const LINES: Record<string, Decoration> = Object.fromEntries(
  [1, 2, 3, 4, 5, 6].map((level) => [`ATXHeading${level}`, Decoration.line({ class: `md-line-heading md-line-heading-${level}` })]),
);
LINES["SetextHeading1"] = Decoration.line({ class: "md-line-heading md-line-heading-1" });
LINES["SetextHeading2"] = Decoration.line({ class: "md-line-heading md-line-heading-2" });
LINES["HorizontalRule"] = Decoration.line({ class: "md-line-rule" });
/** Blocks of which each line looks the same, and whether what is within is looked at, too. */
const BLOCKS: Record<string, { line: Decoration; within: boolean }> = {
  Blockquote: { line: Decoration.line({ class: "md-line-quote" }), within: true },
  Table: { line: Decoration.line({ class: "md-line-table" }), within: true },
  FencedCode: { line: Decoration.line({ class: "md-line-code" }), within: false },
  CodeBlock: { line: Decoration.line({ class: "md-line-code" }), within: false },
};

/** The pictures of a paragraph that holds several and nothing else; null where it is another one. */
function galleryOf(state: EditorState, paragraph: SyntaxNode): Said[] | null {
  const said: Said[] = [];
  let end = paragraph.from;
  for (let node = paragraph.firstChild; node; node = node.nextSibling) {
    const image = node.name === "Link" ? node.getChild("Image") : node;
    const picture = image?.name === "Image" && state.sliceDoc(end, node.from).trim() === "" ? saidOf(state, image) : null;
    if (!picture || said.length === GALLERY_MAX) return null;
    said.push(picture);
    end = node.to;
  }
  return said.length > 1 && state.sliceDoc(end, paragraph.to).trim() === "" ? said : null;
}

function decorate(view: EditorView): DecorationSet {
  const { state } = view;
  const objects = state.facet(showing);
  const ranges: Range<Decoration>[] = [];
  let gridTo = 0;
  /** The lines that are chosen: asked for once, and not for each mark. */
  const chosen = state.selection.ranges.map(({ from, to }) => ({ from: state.doc.lineAt(from).from, to: state.doc.lineAt(to).to }));
  /** Whether the cursor brings the marks of what stands there into sight: from its lines, or in a grid from its cell. */
  const near = (from: number, to: number) => {
    const cell = from < gridTo ? readRow(state.doc.lineAt(from)).cells.find((cell) => from >= cell.from && to <= cell.to) : undefined;
    if (cell) return state.selection.ranges.some((range) => range.to >= cell.from && range.from <= cell.to);
    return chosen.some((lines) => lines.to >= from && lines.from <= to);
  };
  const lines = (from: number, to: number, decoration: Decoration) => {
    for (const line of linesOf(state.doc, Math.max(from, view.viewport.from), Math.min(to, view.viewport.to))) ranges.push(decoration.range(line.from));
  };
  /** The picture stands where its Markdown does, or below that while it is edited. True where nothing within is to be seen. */
  const picture = (node: SyntaxNode): boolean => {
    const said = objects && saidOf(state, node);
    const line = state.doc.lineAt(node.from);
    if (!said || node.to > line.to) return false;
    const alone = line.text.trim() === state.sliceDoc(node.from, node.to);
    const widget = new PictureObject(said, alone, objects);
    const edited = near(node.from, node.to);
    // In a cell, there is no room below.
    if (edited && node.from < gridTo) return false;
    ranges.push(edited ? Decoration.widget({ widget, side: 1 }).range(line.to) : Decoration.replace({ widget }).range(node.from, node.to));
    return !edited;
  };
  /** Pictures alone in a paragraph: all of them stand where its first line does. */
  const gallery = (node: SyntaxNode): boolean => {
    const said = objects && !near(node.from, node.to) ? galleryOf(state, node) : null;
    if (!said || !objects) return false;
    const [first, ...rest] = linesOf(state.doc, node.from, node.to);
    if (!first || first.from !== node.from) return false;
    ranges.push(Decoration.replace({ widget: new GalleryObject(said, objects) }).range(first.from, first.to));
    for (const line of rest) ranges.push(VOID.range(line.from), HIDDEN.range(line.from, line.to));
    return true;
  };
  /** A bare link on a line of its own. */
  const video = (node: SyntaxNode): boolean => {
    const line = state.doc.lineAt(node.from);
    if (node.parent?.name !== "Paragraph" || line.text.trim() !== state.sliceDoc(node.from, node.to) || near(node.from, node.to)) return false;
    const address = line.text.trim().replace(/^<|>$/g, "");
    const found = videoAt(address);
    if (found) ranges.push(Decoration.replace({ widget: new VideoObject(found.host, address) }).range(line.from, line.to));
    return found !== null;
  };
  /** A footnote by its number, where it has one and is not written just now. */
  const note = (node: SyntaxNode, from: number, written: boolean) => {
    const found = mentionAt(state, from);
    const number = found && state.field(notes).numbers.get(found.mention.name);
    if (number === undefined || found === null) ranges.push(MARK.range(node.from, node.to));
    else if (number !== null && !written) ranges.push(Decoration.replace({ widget: new NoteNumber(number, found.mention.defines) }).range(node.from, node.to));
  };
  /** The word that says what kind of box it is. True where it is one. */
  const callout = (node: SyntaxNode): boolean => {
    if (node.parent?.parent?.name !== "Blockquote" || !CALLOUT.test(state.sliceDoc(node.from, node.to))) return false;
    const [from, to] = [node.from + "[!".length, node.to - "]".length];
    if (near(node.from, node.to)) ranges.push(MARK.range(node.from, from), MARK.range(to, node.to));
    else ranges.push(HIDDEN.range(node.from, from), HIDDEN.range(to, node.to));
    ranges.push(CALLOUT_WORD.range(from, to));
    return true;
  };
  /** A tag and the one that ends it, in one line: what is between them looks as they say. */
  const tag = (node: SyntaxNode) => {
    const name = /^<([a-z]+)>$/i.exec(state.sliceDoc(node.from, node.to))?.[1]?.toLowerCase() ?? "";
    const looks = TAGS[name];
    if (!looks || near(node.from, node.to)) return;
    let end = node.nextSibling;
    while (end && (end.name !== "HTMLTag" || state.sliceDoc(end.from, end.to).toLowerCase() !== `</${name}>`)) end = end.nextSibling;
    if (!end || end.from === node.to || near(end.from, end.to)) return;
    ranges.push(HIDDEN.range(node.from, node.to), looks.range(node.to, end.from), HIDDEN.range(end.from, end.to));
  };
  const definitions = (paragraph: SyntaxNode) => {
    for (const line of linesOf(state.doc, Math.max(paragraph.from, view.viewport.from), Math.min(paragraph.to, view.viewport.to))) {
      const mark = line.from > paragraph.from ? DEFINITION.exec(line.text) : null;
      if (!mark) continue;
      ranges.push(DEFINING.range(line.from));
      if (!near(line.from, line.to)) ranges.push(HIDDEN.range(line.from, line.from + mark[0].length));
    }
  };
  const box = (node: SyntaxNode) => {
    const within = state.selection.ranges.some((range) => range.to > node.from && range.from < node.to);
    if (within || !objects) return;
    const ticked = state.sliceDoc(node.from + 1, node.from + 2) !== " ";
    ranges.push(Decoration.replace({ widget: new BoxObject(ticked, !state.readOnly, objects.words.tick) }).range(node.from, node.to));
  };
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter(node) {
        const line = LINES[node.name];
        const block = BLOCKS[node.name];
        if (line) ranges.push(line.range(state.doc.lineAt(node.from).from));
        if (node.name === "Table" && gridLines(state, node.node)) {
          gridTo = node.to;
          return undefined;
        }
        if (block) {
          lines(node.from, node.to, block.line);
          return block.within;
        }
        if (node.name === "Paragraph") {
          definitions(node.node);
          return !gallery(node.node);
        }
        if (node.name === "Link" && callout(node.node)) return false;
        if (node.name === "HTMLTag") tag(node.node);
        if (node.name === "URL" || node.name === "Autolink") {
          if (video(node.node)) return false;
        }
        if (node.name === "FootnoteReference") note(node.node, node.from, state.selection.ranges.some(({ from, to }) => to > node.from && from < node.to));
        else if (node.name === "FootnoteMark") note(node.node, node.from, near(node.from, node.to));
        if (node.name === "Image") return !picture(node.node);
        if (node.name === "TaskMarker") box(node.node);
        else if (node.name === "HorizontalRule" && !near(node.from, node.to)) ranges.push(HIDDEN.range(node.from, node.to));
        else if (node.name === "ListMark" && !near(node.from, node.to) && /^[-*+]$/.test(state.sliceDoc(node.from, node.to))) {
          const task = node.node.parent?.getChild("Task");
          ranges.push(task ? HIDDEN.range(node.from, task.from) : POINT.range(node.from, node.to));
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
      else if (
        update.docChanged ||
        update.viewportChanged ||
        update.selectionSet ||
        update.startState.readOnly !== update.state.readOnly ||
        syntaxTree(update.startState) !== syntaxTree(update.state)
      )
        this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
