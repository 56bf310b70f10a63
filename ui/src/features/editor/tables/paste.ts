// Cells that are pasted: into a grid from its cell on, or as a table of their own where nothing is written yet.

import type { EditorState, TransactionSpec } from "@codemirror/state";
import { editing } from "./apply";
import { cellsOf, fill, newTable } from "./edits";
import { gridAt } from "./grid";

/** What pasting this does to the grid in which the cursor stands; null where it is nothing for one. `html` is what the clipboard has beside the text. */
export function pasteIntoGrid(state: EditorState, plain: string, html: string): TransactionSpec | null {
  const grid = gridAt(state, state.selection.main.head);
  const cells = grid && cellsOf(plain, /<table\b/i.test(html));
  return cells && editing(state, grid.table, fill(grid.table, state.doc, grid.place, cells), "input.paste");
}

/** The table that this is when it is pasted where nothing is written yet, and the place of that; null where it is none. */
export function pasteAsTable(state: EditorState, plain: string, html: string): { from: number; to: number; insert: string; cursor: number } | null {
  const { main } = state.selection;
  if (gridAt(state, main.head)) return null;
  // HTML has a table's other forms; the core knows them.
  const line = state.doc.lineAt(main.head);
  const cells = html === "" && main.empty && line.text.trim() === "" ? cellsOf(plain) : null;
  const width = cells?.[0]?.length ?? 0;
  if (!cells || cells.length < 2 || cells.some(({ length }) => length !== width)) return null;
  // Code is indented by tabs.
  if (cells.every(([first = ""]) => first.trim() === "")) return null;
  const before = line.number > 1 && state.doc.line(line.number - 1).text.trim() !== "" ? "\n" : "";
  const after = line.number < state.doc.lines && state.doc.line(line.number + 1).text.trim() !== "" ? "\n" : "";
  const insert = before + newTable(cells) + after;
  return { from: line.from, to: line.to, insert, cursor: insert.length - after.length };
}
