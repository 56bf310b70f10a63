// A table in the styled face: its own lines, laid out as the rows of a grid. What is typed goes into the text as anywhere
// else, so that finding, undo, signs and input methods are the editor's own. Only rows in sight are decorated.

import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Facet, Prec, type Range, RangeSet, RangeValue, type Text } from "@codemirror/state";
import { BlockWrapper, Decoration, type DecorationSet, EditorView, type PluginValue, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import type { SyntaxNode } from "../language";
import { linesOf } from "../lines";
import { type Alignment, alignmentsOf, type Cell, type Place, placeAt, readRow, readTable, type Row, type Table, tableLines, tableNode } from "./read";

/** Whether tables are shown as grids. */
const asGrids = Facet.define<boolean, boolean>({ combine: (all) => all.includes(true) });

/** The lines of a table that is shown as a grid; null where this node is none. */
export function gridLines(state: EditorState, node: SyntaxNode): { first: number; count: number } | null {
  const lines = state.facet(asGrids) ? tableLines(state, node) : null;
  if (!lines) return null;
  // The line of dashes has no place in a grid: where it is written, the table stays text.
  const dashes = state.doc.line(lines.first + 1);
  const inDashes = (at: number) => at >= dashes.from && at <= dashes.to;
  return state.selection.ranges.some(({ anchor, head }) => inDashes(anchor) || inDashes(head)) ? null : lines;
}

/** The grid at this place of the text, and the cell there. */
export function gridAt(state: EditorState, at: number): { table: Table; place: Place } | null {
  const node = state.facet(asGrids) ? tableNode(state, at) : null;
  const lines = node && gridLines(state, node);
  if (!lines) return null;
  const table = readTable(state.doc, lines.first, lines.count);
  return { table, place: placeAt(table, at) };
}

/** What of a cell is seen: its words, or a space where there are none, and what is being typed at its edges. */
function seen(state: EditorState, { from, to, textFrom, textTo }: Cell): { from: number; to: number } {
  const cursors = state.selection.ranges.map(({ head }) => head).filter((head) => head >= from && head <= to);
  const end = textFrom === textTo ? Math.min(textFrom + 1, to) : textTo;
  return { from: Math.min(textFrom, ...cursors), to: Math.max(end, ...cursors) };
}

/** A cell that its row does not have, in the room that the others leave. */
class MissingCell extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const cell = document.createElement("span");
    cell.className = "md-cell";
    cell.setAttribute("role", "gridcell");
    return cell;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const HIDDEN = Decoration.replace({});
const MISSING = Decoration.widget({ widget: new MissingCell(), side: 1 });
const DASHES = Decoration.line({ class: "md-row-dashes", attributes: { "aria-hidden": "true" } });
const ROW = Decoration.line({ class: "md-row", attributes: { role: "row" } });
const HEADER = Decoration.line({ class: "md-row md-row-header", attributes: { role: "row" } });

/** Both ends take in what an input method writes there, since nothing is decorated anew meanwhile. */
function cellDecoration(column: number, alignment: Alignment, header: boolean, here: boolean, beyond: boolean): Decoration {
  const name = ["md-cell", alignment && `md-cell-${alignment}`, here && "md-cell-here", beyond && "md-cell-beyond"].filter(Boolean).join(" ");
  // Marks that are the same grow together where they meet: the number keeps cells apart.
  const attributes = { role: header ? "columnheader" : "gridcell", "aria-colindex": String(column + 1), dir: "auto" };
  return Decoration.mark({ class: name, attributes, inclusive: true });
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** Columns stand in the direction of the header's first word. */
function wrapper(header: string): BlockWrapper {
  return BlockWrapper.create({ tagName: "div", attributes: { class: "md-table", role: "grid", dir: RIGHT_TO_LEFT.test(header) ? "rtl" : "ltr" } });
}

class Gap extends RangeValue {}
const GAP = new Gap();

/** What a stretch of the text gets. */
interface Laid {
  cells: Range<Decoration>[];
  gaps: Range<Gap>[];
  tables: Range<BlockWrapper>[];
}

function lay(view: EditorView): Laid {
  const { state, visibleRanges, viewport } = view;
  const laid: Laid = { cells: [], gaps: [], tables: [] };
  const done = new Set<number>();
  for (const { from, to } of visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter({ name, node }) {
        if (name !== "Table") return name === "Document";
        const lines = gridLines(state, node);
        if (lines && !done.has(lines.first)) layTable(state, lines, viewport, laid);
        if (lines) done.add(lines.first);
        return false;
      },
    });
  }
  return laid;
}

function layTable(state: EditorState, { first, count }: { first: number; count: number }, sight: { from: number; to: number }, laid: Laid): void {
  const { doc } = state;
  const [header, dashes, last] = [doc.line(first), doc.line(first + 1), doc.line(first + count - 1)];
  const alignments = alignmentsOf(doc, readRow(dashes));
  laid.tables.push(wrapper(header.text).range(header.from, last.to));
  let end = Math.max(header.from - 1, sight.from - 1, 0);
  for (const line of linesOf(doc, Math.max(header.from, sight.from), Math.min(last.to, sight.to))) {
    if (line.number === first + 1) {
      laid.cells.push(DASHES.range(line.from), HIDDEN.range(line.from, line.to));
      continue;
    }
    const isHeader = line.number === first;
    laid.cells.push((isHeader ? HEADER : ROW).range(line.from));
    end = layRow(state, readRow(line), alignments, isHeader, end, laid);
  }
  if (end < last.to) laid.gaps.push(GAP.range(end, Math.min(last.to, sight.to)));
}

/** Lays a row out behind the last words before it, and says where its own last ones end. */
function layRow(state: EditorState, row: Row, alignments: readonly Alignment[], header: boolean, before: number, laid: Laid): number {
  const { from: cursor, empty } = state.selection.main;
  let end = before;
  row.cells.forEach((cell, column) => {
    const isLast = column === row.cells.length - 1;
    const start = column === 0 ? row.from : cell.from - 1;
    const stop = isLast ? row.to : cell.to;
    if (start === stop) return;
    const { from, to } = seen(state, cell);
    const here = empty && cursor >= cell.from && cursor <= (isLast ? row.to : cell.to);
    laid.cells.push(cellDecoration(column, alignments[column] ?? null, header, here, column >= alignments.length).range(start, stop));
    if (start < from) laid.cells.push(HIDDEN.range(start, from));
    if (to < stop) laid.cells.push(HIDDEN.range(to, stop));
    layPipes(state.doc, from, to, laid);
    if (end < from) laid.gaps.push(GAP.range(end, from));
    end = to;
  });
  for (let missing = row.cells.length; missing < alignments.length; missing += 1) laid.cells.push(MISSING.range(row.to));
  return end;
}

/** A pipe of the words is seen without its backslash, and gone over as the one sign that it is. */
function layPipes(doc: Text, from: number, to: number, laid: Laid): void {
  for (const { 0: found, index } of doc.sliceString(from, to).matchAll(/\\[\s\S]/g)) {
    if (found !== "\\|") continue;
    const at = from + index;
    laid.cells.push(HIDDEN.range(at, at + 1));
    laid.gaps.push(GAP.range(at, at + 2));
  }
}

class Grids implements PluginValue {
  cells: DecorationSet = Decoration.none;
  /** What the cursor goes over in one step: pipes, and the spaces around words. */
  gaps: RangeSet<Gap> = RangeSet.empty;
  tables: RangeSet<BlockWrapper> = RangeSet.empty;

  constructor(view: EditorView) {
    this.#lay(view);
  }

  update(update: ViewUpdate): void {
    const { view, changes, startState, state } = update;
    // While an input method composes, what is there is moved along and nothing is taken away beneath it.
    if (view.composing) {
      this.cells = this.cells.map(changes);
      this.gaps = this.gaps.map(changes);
      this.tables = this.tables.map(changes);
    } else if (update.docChanged || update.viewportChanged || update.selectionSet || syntaxTree(startState) !== syntaxTree(state)) this.#lay(view);
  }

  #lay(view: EditorView): void {
    const { cells, gaps, tables } = lay(view);
    this.cells = Decoration.set(cells, true);
    this.gaps = RangeSet.of(gaps, true);
    this.tables = BlockWrapper.set(tables, true);
  }
}

const plugin = ViewPlugin.fromClass(Grids, {
  provide: (grids) => [
    // Cells stand around all other marks.
    Prec.lowest(EditorView.decorations.of((view) => view.plugin(grids)?.cells ?? Decoration.none)),
    EditorView.atomicRanges.of((view) => view.plugin(grids)?.gaps ?? RangeSet.empty),
    EditorView.blockWrappers.of((view) => view.plugin(grids)?.tables ?? RangeSet.empty),
  ],
});

/** Shows tables as grids. */
export const grids: Extension = [asGrids.of(true), plugin];
