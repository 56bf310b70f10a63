// Cells that are pasted: into a grid from its cell on, or as a table of their own where nothing is written yet.

import type { EditorState, TransactionSpec } from "@codemirror/state";
import { editing } from "./apply";
import { cellsOf, fill, newTable } from "./edits";
import { gridAt } from "./grid";

/** What pasting this does to cells; null where it is nothing for them. `html` is what the clipboard has beside the text. */
export function pasteOfCells(state: EditorState, plain: string, html: string): TransactionSpec | null {
  const { main } = state.selection;
  const grid = gridAt(state, main.head);
  if (grid) {
    const cells = cellsOf(plain, /<table\b/i.test(html));
    return cells && editing(state, grid.table, fill(grid.table, state.doc, grid.place, cells), "input.paste");
  }
  // HTML has a table's other forms; the core knows them.
  const line = state.doc.lineAt(main.head);
  const cells = html === "" && main.empty && line.text.trim() === "" ? cellsOf(plain) : null;
  const width = cells?.[0]?.length ?? 0;
  if (!cells || cells.length < 2 || cells.some(({ length }) => length !== width)) return null;
  const before = line.number > 1 && state.doc.line(line.number - 1).text.trim() !== "" ? "\n" : "";
  const after = line.number < state.doc.lines && state.doc.line(line.number + 1).text.trim() !== "" ? "\n" : "";
  const insert = before + newTable(cells) + after;
  return { changes: { from: line.from, to: line.to, insert }, selection: { anchor: line.from + insert.length - after.length }, userEvent: "input.paste", scrollIntoView: true };
}
