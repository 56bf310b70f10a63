// Writing in a grid: what its keys do, and what keeps its pipes and lines whole whatever is typed, deleted or pasted.

import { type ChangeSpec, EditorSelection, EditorState, type Extension, Prec, type SelectionRange, Transaction, type TransactionSpec } from "@codemirror/state";
import { type Command, EditorView, keymap, type MouseSelectionStyle } from "@codemirror/view";
import { editing, whole } from "./apply";
import { rowDown, rowUp } from "./commands";
import { addRow, asCell, escaped, reach } from "./edits";
import { gridAt } from "./grid";
import { type Cell, cellAt, type Place, type Table } from "./read";

/** Goes to a cell; one that its row does not have is made. */
function enter(view: EditorView, table: Table, place: Place): void {
  const edit = reach(table, place);
  if (edit.changes.length > 0 && view.state.readOnly) return;
  view.dispatch(editing(view.state, table, edit));
}

function here(view: EditorView) {
  return gridAt(view.state, view.state.selection.main.head);
}

/** To the next cell, and behind the last one to a new row; back to the one before. */
function step(by: 1 | -1): Command {
  return (view) => {
    const grid = here(view);
    if (!grid) return false;
    const { table, place } = grid;
    const columns = table.dashes.cells.length;
    const next = Math.min(place.column, columns - 1) + by + place.row * columns;
    if (next < 0) return false;
    const to = { row: Math.floor(next / columns), column: next % columns };
    if (to.row < table.rows.length) enter(view, table, to);
    else if (!view.state.readOnly) view.dispatch(editing(view.state, table, addRow(table, view.state.doc, { row: place.row, column: 0 })));
    return true;
  };
}

/** To the cell below, which is made where there is none; in a last row with nothing in it, the table ends. */
const down: Command = (view) => {
  const grid = here(view);
  if (!grid || view.state.readOnly) return false;
  const { table, place } = grid;
  const row = table.rows[place.row];
  const isLast = place.row + 1 === table.rows.length;
  if (!isLast) enter(view, table, { ...place, row: place.row + 1 });
  else if (row && place.row > 1 && row.cells.every(({ textFrom, textTo }) => textFrom === textTo)) view.dispatch(leaving(view.state, { from: row.from - 1, to: row.to }));
  else view.dispatch(editing(view.state, table, addRow(table, view.state.doc, place)));
  return true;
};

/** Out of a grid, to the text below this end of it; where there is none, an empty line is made for it. */
function leaving({ doc, readOnly }: EditorState, { from, to }: { from: number; to: number }): TransactionSpec {
  const rest = /^\n*/.exec(doc.sliceString(to, to + 2))?.[0].length ?? 0;
  // A line that follows at once would be a row.
  const changes = readOnly ? [] : [{ from, to, insert: "\n".repeat(2 - rest) }];
  return { changes, selection: { anchor: readOnly ? Math.min(to + rest, doc.length) : from + 2 }, annotations: whole.of(true), userEvent: "input", scrollIntoView: true };
}

const leave: Command = (view) => {
  const grid = here(view);
  if (!grid) return false;
  const { to } = grid.table;
  view.dispatch(leaving(view.state, { from: to, to }));
  return true;
};

/** Where a point of the window lies in the text. */
function posAtPoint(view: EditorView, x: number, y: number): number | null {
  const range = document.caretRangeFromPoint(x, y);
  return range && view.contentDOM.contains(range.startContainer) ? view.posAtDOM(range.startContainer, range.startOffset) : null;
}

/** The place one line of the cell's own words further; null where that would be another cell. */
function besideLine(view: EditorView, { textFrom, textTo }: Cell, by: 1 | -1): number | null {
  const { head } = view.state.selection.main;
  const at = view.coordsAtPos(head);
  if (!at || textFrom === textTo) return null;
  const height = at.bottom - at.top;
  const to = posAtPoint(view, at.left, by < 0 ? at.top - height / 2 : at.bottom + height / 2);
  const there = to !== null && to >= textFrom && to <= textTo ? view.coordsAtPos(to) : null;
  return there && Math.abs(there.top - at.top) > height / 2 ? to : null;
}

/** To the line above or below within the cell, then to the next cell, then out of the grid. */
function climb(by: 1 | -1): Command {
  return (view) => {
    const grid = here(view);
    if (!grid || !view.state.selection.main.empty) return false;
    const { table, place } = grid;
    const cell = cellAt(table, place);
    const beside = cell && besideLine(view, cell, by);
    const row = place.row + by;
    if (beside !== null) view.dispatch({ selection: { anchor: beside }, scrollIntoView: true });
    else if (row >= table.rows.length) return leave(view);
    else if (row >= 0) enter(view, table, { ...place, row });
    else if (table.from > 0) view.dispatch({ selection: { anchor: table.from - 1 }, scrollIntoView: true });
    return true;
  };
}

/** To the beginning or the end of the cell's words. */
function edge(of: "textFrom" | "textTo", select: boolean): Command {
  return (view) => {
    const grid = here(view);
    const cell = grid && cellAt(grid.table, grid.place);
    if (!cell) return false;
    view.dispatch({ selection: { anchor: select ? view.state.selection.main.anchor : cell[of], head: cell[of] }, scrollIntoView: true });
    return true;
  };
}

const keys = keymap.of([
  { key: "Tab", run: step(1), shift: step(-1) },
  { key: "Enter", run: down, shift: down },
  { key: "Escape", run: leave },
  { key: "Alt-ArrowUp", run: rowUp },
  { key: "Alt-ArrowDown", run: rowDown },
  { key: "ArrowUp", run: climb(-1) },
  { key: "ArrowDown", run: climb(1) },
  { key: "Home", run: edge("textFrom", false), shift: edge("textFrom", true) },
  { key: "End", run: edge("textTo", false), shift: edge("textTo", true) },
]);

/** Rows end a cell even where its words are short: a press belongs to the cell that it is in. */
const mouse = EditorView.mouseSelectionStyle.of((view, event): MouseSelectionStyle | null => {
  const cell = event.target instanceof Element && event.button === 0 ? event.target.closest(".md-cell") : null;
  const row = cell?.closest(".md-row");
  if (!cell || !row || event.detail > 3) return null;
  const column = [...row.querySelectorAll(".md-cell")].indexOf(cell);
  const placed = (at: MouseEvent): SelectionRange => {
    const { state } = view;
    const pos = posAtPoint(view, at.clientX, at.clientY) ?? view.posAtCoords({ x: at.clientX, y: at.clientY }, false);
    const grid = gridAt(state, view.posAtDOM(row));
    const pressed = grid && cellAt(grid.table, { row: grid.place.row, column });
    // Drawn out of the cell, the selection goes as far as the pointer.
    const within = pressed && at.target instanceof Node && cell.contains(at.target);
    const head = within ? Math.min(Math.max(pos, pressed.textFrom), pressed.textTo) : pos;
    if (event.detail === 2) return state.wordAt(head) ?? EditorSelection.cursor(head);
    return event.detail === 3 && pressed ? EditorSelection.range(pressed.textFrom, pressed.textTo) : EditorSelection.cursor(head);
  };
  let start = placed(event);
  return {
    get(current, extend) {
      const { from, to } = placed(current);
      const anchor = extend ? view.state.selection.main.anchor : from < start.from ? start.to : start.from;
      return EditorSelection.single(anchor, anchor > from ? from : to);
    },
    update({ changes }) {
      start = start.map(changes);
    },
  };
});

/** A place that is in no words of its grid is put to the nearest ones; where the cursor is already, a space may be typed. */
function snapped(state: EditorState, at: number): number {
  const grid = at === state.selection.main.head ? null : gridAt(state, at);
  if (!grid) return at;
  const cells = grid.table.rows[grid.place.row]?.cells ?? [];
  const distance = ({ textFrom, textTo }: Cell) => Math.max(textFrom - at, at - textTo, 0);
  const nearest = cells.reduce<Cell | null>((best, cell) => (best && distance(best) <= distance(cell) ? best : cell), null);
  return nearest ? Math.min(Math.max(at, nearest.textFrom), nearest.textTo) : at;
}

/** A selection that touches a grid touches words of it; one that takes in all of it stays. */
const placing = EditorState.transactionFilter.of((tr) => {
  if (!tr.selection || tr.docChanged || tr.annotation(whole)) return tr;
  const ranges = tr.selection.ranges.map((range) => {
    const [anchor, head] = [snapped(tr.startState, range.anchor), snapped(tr.startState, range.head)];
    if (range.empty) return head === range.head ? range : EditorSelection.cursor(head);
    return anchor === range.anchor && head === range.head ? range : EditorSelection.range(anchor, head);
  });
  const same = ranges.every((range, at) => range === tr.selection?.ranges[at]);
  return same ? tr : [tr, { selection: EditorSelection.create(ranges, tr.selection.mainIndex), sequential: true }];
});

/** What a change leaves of a grid that it does not take as a whole: its pipes and lines, and the words outside of it. */
function kept(state: EditorState, from: number, to: number, inserted: string): { changes: ChangeSpec[]; cursor: number } | null {
  const grid = gridAt(state, from) ?? gridAt(state, to);
  if (!grid || (from <= grid.table.from && to >= grid.table.to && from < to)) return null;
  const { table } = grid;
  if (to <= table.from && from < table.from) return null;
  const byHand = inserted === "|" && from === to ? pipeByHand(state, table, grid.place.row, from) : undefined;
  if (byHand !== undefined) return byHand;
  const chosen = !state.selection.main.empty;
  const own = cellAt(table, gridAt(state, state.selection.main.head)?.place ?? grid.place);
  const cells = table.rows.flatMap((row) => row.cells);
  const holding = cells.find((cell) => from >= cell.from && to <= cell.to);
  // A backslash that stands there already is the pipe's; at the very end it would take the cell's own pipe for one.
  const slashes = /\\*$/.exec(state.sliceDoc(holding?.from ?? from, from))?.[0] ?? "";
  const words = escaped(slashes + (inserted.includes("\n") ? asCell(inserted) : inserted)).slice(slashes.length);
  if (holding) {
    const last = /\\*$/.exec(slashes + words)?.[0].length ?? 0;
    const ends = last % 2 === 1 && to === holding.to ? " " : "";
    return words === inserted && ends === "" ? null : { changes: [{ from, to, insert: words + ends }], cursor: from + words.length };
  }
  const touched = cells.filter(({ textFrom, textTo }) => textFrom < to && textTo > from).filter((cell) => chosen || cell === own);
  const parts = touched.map(({ textFrom, textTo }) => ({ from: Math.max(from, textFrom), to: Math.min(to, textTo) }));
  // The line ends around the table are its own, too.
  if (from < table.from - 1) parts.unshift({ from, to: Math.max(from, table.from - 2) });
  if (to > table.to + 1) parts.push({ from: Math.min(to, table.to + 2), to });
  const { head } = state.selection.main;
  const first = parts[0] ?? { from: head, to: head };
  const rest = parts.slice(1).filter((part) => part.from < part.to);
  return { changes: [{ ...first, insert: words }, ...rest], cursor: first.from + words.length };
}

/** Rows may be written with their pipes: one that has no last pipe yet, and one in which nothing is written at all. */
function pipeByHand(state: EditorState, table: Table, index: number, at: number): { changes: ChangeSpec[]; cursor: number } | null | undefined {
  const row = table.rows[index];
  if (row && !row.closed && at === row.to) return null;
  if (!row || row.cells.some(({ textFrom, textTo }) => textFrom < textTo)) return undefined;
  const indent = /^\s*/.exec(state.sliceDoc(row.from, row.to))?.[0] ?? "";
  return { changes: [{ from: row.from, to: row.to, insert: `${indent}|` }], cursor: row.from + indent.length + 1 };
}

const EDITS = ["input", "delete", "move"];

/** Whatever is typed, deleted or pasted, a grid stays one. */
const guarding = EditorState.transactionFilter.of((tr) => {
  if (!tr.docChanged || tr.annotation(whole) || !EDITS.some((event) => tr.isUserEvent(event))) return tr;
  const { startState } = tr;
  let mended = false;
  const cursors: (number | undefined)[] = [];
  const changes: ChangeSpec[] = [];
  tr.changes.iterChanges((from, to, _from, _to, inserted) => {
    const found = kept(startState, from, to, inserted.toString());
    mended ||= found !== null;
    cursors.push(found?.cursor);
    changes.push(found?.changes ?? { from, to, insert: inserted });
  });
  if (!mended) return tr;
  const userEvent = tr.annotation(Transaction.userEvent);
  const selection = cursors.length === 1 && cursors[0] !== undefined ? { anchor: cursors[0] } : undefined;
  return { changes, ...(selection && { selection }), ...(userEvent && { userEvent }), effects: tr.effects, annotations: whole.of(true), scrollIntoView: true };
});

/** The keys of a grid and what keeps it whole. */
export const writingInGrids: Extension = [Prec.high(keys), mouse, placing, guarding];
