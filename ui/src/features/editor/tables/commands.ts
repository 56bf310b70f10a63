// What is done to the table at the cursor, by the palette, by keys and by the bar above it. In either face.

import type { EditorState, StateCommand, Text } from "@codemirror/state";
import { editing } from "./apply";
import { addColumn, addRow, align, type Edit, moveColumn, moveRow, removeColumn, removeRow, tidy } from "./edits";
import { type Alignment, type Place, placeAt, type Table, tableAt } from "./read";

/** The table at the cursor, and the cell there. */
function here(state: EditorState): { table: Table; place: Place } | null {
  const { head } = state.selection.main;
  const table = tableAt(state, head);
  return table && { table, place: placeAt(table, head) };
}

function change(edit: (table: Table, place: Place, doc: Text) => Edit | null, userEvent?: string): StateCommand {
  return ({ state, dispatch }) => {
    const found = state.readOnly ? null : here(state);
    const made = found && edit(found.table, found.place, state.doc);
    if (!made) return false;
    dispatch(state.update(editing(state, found.table, made, userEvent)));
    return true;
  };
}

const aligned = (alignment: Alignment) => change((table, place, doc) => align(table, doc, place, table.alignments[place.column] === alignment ? null : alignment));

export const rowAbove = change((table, place, doc) => (place.row === 0 ? null : addRow(table, doc, { ...place, row: place.row - 1 })));
export const rowBelow = change((table, place, doc) => addRow(table, doc, place));
export const rowUp = change((table, place, doc) => moveRow(table, doc, place, -1), "move.table");
export const rowDown = change((table, place, doc) => moveRow(table, doc, place, 1), "move.table");
export const rowRemove = change((table, place, doc) => removeRow(table, doc, place), "delete.table");
export const columnBefore = change((table, place) => addColumn(table, place, place.column));
export const columnAfter = change((table, place) => addColumn(table, place, place.column + 1));
export const columnBack = change((table, place, doc) => moveColumn(table, doc, place, -1), "move.table");
export const columnOn = change((table, place, doc) => moveColumn(table, doc, place, 1), "move.table");
export const columnRemove = change(removeColumn, "delete.table");
export const alignLeft = aligned("left");
export const alignCenter = aligned("center");
export const alignRight = aligned("right");
export const tidyTable = change((table, place, doc) => tidy(table, doc, place));
