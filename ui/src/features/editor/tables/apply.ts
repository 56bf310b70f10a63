// A change of a table as a transaction of the text.

import { Annotation, type EditorState, type TransactionSpec } from "@codemirror/state";
import type { Edit } from "./edits";
import { cellAt, readTable, type Table } from "./read";

/** On a change of a grid as such, which is what it should be already. */
export const whole = Annotation.define<boolean>();

/** A change of a table as a transaction, with the cursor behind the words of its cell. */
export function editing(state: EditorState, table: Table, { changes: specs, then }: Edit, userEvent = "input.table"): TransactionSpec {
  const changes = state.changes(specs);
  const doc = changes.apply(state.doc);
  const from = changes.mapPos(table.from, -1);
  let anchor = from;
  if (then) {
    const lines = table.rows.length + 1 + doc.lines - state.doc.lines;
    anchor = cellAt(readTable(doc, doc.lineAt(from).number, lines), then)?.textTo ?? from;
  }
  return { changes, selection: { anchor }, userEvent, annotations: whole.of(true), scrollIntoView: true };
}
