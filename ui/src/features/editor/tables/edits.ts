// What is done to a table, each as the least change of its text: cells that are not touched keep their bytes.

import type { Text } from "@codemirror/state";
import { type Alignment, alignmentOf, type Place, type Row, type Table } from "./read";

/** A change of a table, and the cell that the cursor is in afterwards; null where the table is gone. */
export interface Edit {
  changes: readonly Change[];
  then: Place | null;
}

export interface Change {
  from: number;
  to?: number;
  insert?: string;
}

/** Words as they can stand in a cell: on one line, without a pipe of their own. */
export function asCell(words: string): string {
  return escaped(words.replace(/\s*\n\s*/g, " ").trim());
}

/** Puts a backslash before each pipe that has none. */
export function escaped(words: string): string {
  return words.replace(/\\[\s\S]|\|/g, (found) => (found === "|" ? "\\|" : found));
}

/** How many columns the table has. */
export const columnsOf = (table: Table): number => table.dashes.cells.length;

const allLines = ({ rows, dashes }: Table): Row[] => [...rows.slice(0, 1), dashes, ...rows.slice(1)];

/** What stands between two pipes where these words are the cell. */
const padded = (words: string): string => (words === "" ? "  " : ` ${words} `);

/** Cells behind the last one of a row. */
function appended(row: Row, words: readonly string[]): Change {
  const last = row.cells.at(-1);
  const from = last ? last.to + (row.closed ? 1 : 0) : row.to;
  return { from, insert: (row.closed || !last ? "" : " |") + words.map((cell) => `${padded(cell)}|`).join("") };
}

/** A row of the table with these words, as a line. */
function lineOf({ rows: [header] }: Table, doc: Text, words: readonly string[]): string {
  const indent = header ? (/^\s*/.exec(doc.sliceString(header.from, header.to))?.[0] ?? "") : "";
  return `${indent}|${words.map((cell) => `${padded(cell)}|`).join("")}`;
}

const blank = (count: number): string[] => Array<string>(Math.max(0, count)).fill("");

/** Where there is no such cell yet, makes it; the others of the row before it, too. */
export function reach(table: Table, place: Place): Edit {
  const row = table.rows[place.row];
  const missing = row ? place.column + 1 - row.cells.length : 0;
  return { changes: row && missing > 0 ? [appended(row, blank(missing))] : [], then: place };
}

/** An empty row behind this one; behind the header it is the first one of the body. */
export function addRow(table: Table, doc: Text, { row, column }: Place): Edit {
  const before = row === 0 ? table.dashes : table.rows[row];
  if (!before) return { changes: [], then: { row, column } };
  const insert = `\n${lineOf(table, doc, blank(columnsOf(table)))}`;
  return { changes: [{ from: before.to, insert }], then: { row: row + 1, column } };
}

/** Takes a row away; the first one of the body takes the header's place, and with the last one the table goes. */
export function removeRow(table: Table, doc: Text, { row, column }: Place): Edit {
  const { rows } = table;
  const [header, first] = rows;
  const gone = row === 0 ? first : rows[row];
  if (!gone || !header) return { changes: [{ from: table.from, to: table.to }], then: null };
  const changes: Change[] = [{ from: gone.from - 1, to: gone.to }];
  if (row === 0) changes.unshift({ from: header.from, to: header.to, insert: doc.sliceString(gone.from, gone.to) });
  return { changes, then: { row: Math.min(row, rows.length - 2), column } };
}

/** Changes places with the row above or below; above the first one of the body is the header. */
export function moveRow({ rows }: Table, doc: Text, { row, column }: Place, by: 1 | -1): Edit | null {
  const [upper, lower] = [rows[Math.min(row, row + by)], rows[Math.max(row, row + by)]];
  if (!upper || !lower) return null;
  return { changes: swapped(doc, upper, lower), then: { row: row + by, column } };
}

function swapped(doc: Text, a: Pick<Row, "from" | "to">, b: Pick<Row, "from" | "to">): Change[] {
  const words = ({ from, to }: Pick<Row, "from" | "to">) => doc.sliceString(from, to);
  return [
    { from: a.from, to: a.to, insert: words(b) },
    { from: b.from, to: b.to, insert: words(a) },
  ];
}

/** An empty column before the one with this number; behind the last one where there is none. */
export function addColumn(table: Table, { row }: Place, column: number): Edit {
  const changes = allLines(table).flatMap((line): Change[] => {
    const words = line === table.dashes ? "---" : "";
    const here = line.cells[column];
    // A row that ends before this column goes on doing so.
    if (!here) return line.cells.length === column ? [appended(line, [words])] : [];
    if (column === 0 && !line.opened) return [{ from: line.from, insert: `|${padded(words)}| ` }];
    return [{ from: here.from, insert: `${padded(words)}|` }];
  });
  return { changes, then: { row, column } };
}

/** Takes a column away; with the last one the table goes. */
export function removeColumn(table: Table, { row, column }: Place): Edit {
  const columns = columnsOf(table);
  if (columns < 2) return { changes: [{ from: table.from, to: table.to }], then: null };
  const changes = allLines(table).flatMap((line): Change[] => {
    const here = line.cells[column];
    if (!here) return [];
    const isLast = column === line.cells.length - 1;
    const gone = isLast && !line.closed ? { from: here.from - 1, to: here.to } : { from: here.from, to: here.to + 1 };
    // One column alone is no table without a pipe; and a row of one cell still is a row.
    const needsPipe = line.cells.length === 2 && !line.opened && !line.closed;
    return needsPipe ? [{ from: line.from, insert: "| " }, gone] : line.cells.length > 1 ? [gone] : [{ from: here.textFrom, to: here.textTo }];
  });
  return { changes, then: { row, column: Math.min(column, columns - 2) } };
}

/** Changes places with the column before or behind. */
export function moveColumn(table: Table, doc: Text, { row, column }: Place, by: 1 | -1): Edit | null {
  const [left, right] = [Math.min(column, column + by), Math.max(column, column + by)];
  if (left < 0 || right >= columnsOf(table)) return null;
  const changes = allLines(table).flatMap((line): Change[] => {
    const [a, b] = [line.cells[left], line.cells[right]];
    if (a && b) return swapped(doc, a, b);
    if (!a) return [];
    // The row ends here: what it lacks comes to stand before its last cell.
    return left === 0 && !line.opened ? [{ from: line.from, insert: "|  | " }] : [{ from: a.from, insert: "  |" }];
  });
  return { changes, then: { row, column: column + by } };
}

/** Has the words of a column begin, stand or end where it says; null is as the page does it. */
export function align({ dashes }: Table, doc: Text, place: Place, alignment: Alignment): Edit {
  const cell = dashes.cells[place.column];
  if (!cell) return { changes: [], then: place };
  const present = doc.sliceString(cell.textFrom, cell.textTo);
  if (alignmentOf(present) === alignment) return { changes: [], then: place };
  return { changes: [{ from: cell.textFrom, to: cell.textTo, insert: dashesOf(alignment, present.length) }], then: place };
}

/** So many signs, or as many as it takes. */
function dashesOf(alignment: Alignment, width: number): string {
  const [left, right] = [alignment === "left" || alignment === "center", alignment === "right" || alignment === "center"];
  const dashes = "-".repeat(Math.max(3, width) - Number(left) - Number(right));
  return `${left ? ":" : ""}${dashes}${right ? ":" : ""}`;
}

/** Puts these words into the cells from a place on, with the rows and columns that they need. */
export function fill(table: Table, doc: Text, { row, column }: Place, words: readonly (readonly string[])[]): Edit {
  const columns = Math.max(columnsOf(table), column + Math.max(...words.map(({ length }) => length)));
  const changes = table.rows.flatMap((line, index): Change[] => {
    const given = (words[index - row] ?? []).map(asCell);
    const inside = given.flatMap((cell, at): Change[] => {
      const here = line.cells[column + at];
      if (!here || doc.sliceString(here.textFrom, here.textTo) === cell) return [];
      return [{ from: here.textFrom, to: here.textTo, insert: cell }];
    });
    const beyond = given.slice(Math.max(0, line.cells.length - column));
    if (beyond.length > 0) beyond.unshift(...blank(column - line.cells.length));
    // Of rows that get nothing, only the header must have every column.
    if (index === 0) beyond.push(...blank(columns - line.cells.length - beyond.length));
    return beyond.length > 0 ? [...inside, appended(line, beyond)] : inside;
  });
  const more = columns - columnsOf(table);
  if (more > 0) changes.push(appended(table.dashes, Array<string>(more).fill("---")));
  const rest = words.slice(Math.max(0, table.rows.length - row));
  const lines = rest.map((given) => lineOf(table, doc, [...blank(column), ...given.map(asCell), ...blank(columns - column - given.length)]));
  if (lines.length > 0) changes.push({ from: table.to, insert: `\n${lines.join("\n")}` });
  return { changes, then: { row: row + words.length - 1, column: column + (words.at(-1)?.length ?? 1) - 1 } };
}

/** Pads each cell so that the pipes stand below one another. */
export function tidy(table: Table, doc: Text, place: Place): Edit {
  const columns = columnsOf(table);
  const words = (row: Row, column: number) => {
    const cell = row.cells[column];
    return cell ? doc.sliceString(cell.textFrom, cell.textTo) : "";
  };
  const widths = blank(columns).map((_, column) => Math.max(3, ...table.rows.map((row) => widthOf(words(row, column)))));
  const changes = allLines(table).flatMap((row): Change[] => {
    const cells = Array.from({ length: Math.max(columns, row.cells.length) }, (_, column) => {
      const width = widths[column] ?? 0;
      const alignment = table.alignments[column] ?? null;
      return row === table.dashes ? dashesOf(alignment, width) : spread(words(row, column), width, alignment);
    });
    const line = (/^\s*/.exec(doc.sliceString(row.from, row.to))?.[0] ?? "") + `| ${cells.join(" | ")} |`;
    return line === doc.sliceString(row.from, row.to) ? [] : [{ from: row.from, to: row.to, insert: line }];
  });
  return { changes, then: place };
}

function spread(words: string, width: number, alignment: Alignment): string {
  const room = Math.max(0, width - widthOf(words));
  const before = alignment === "right" ? room : alignment === "center" ? Math.floor(room / 2) : 0;
  return " ".repeat(before) + words + " ".repeat(room - before);
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

/** How wide words are where every letter has the same width and a Chinese one has two. */
function widthOf(words: string): number {
  let width = 0;
  for (const sign of words) width += /\p{M}/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return width;
}

/** A table with these words, the first row as its header. */
export function newTable(words: readonly (readonly string[])[]): string {
  const columns = Math.max(...words.map(({ length }) => length));
  const line = (cells: readonly string[]) => `|${[...cells.map(asCell), ...blank(columns - cells.length)].map((cell) => `${padded(cell)}|`).join("")}`;
  const [header = [], ...body] = words;
  return [line(header), `|${" --- |".repeat(columns)}`, ...body.map(line)].join("\n");
}

/** What a spreadsheet or Word copies, as rows of cells; null where it is none: no tab parts it, and no one says that it is. */
export function cellsOf(plain: string, isTable = false): string[][] | null {
  const text = plain.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (text === "" || !(isTable || text.includes("\t"))) return null;
  const rows: string[][] = [[]];
  // A cell in quotes may hold line ends, and each quote of its own twice.
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y;
  for (;;) {
    const [words = "", quoted] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted === undefined ? words : quoted.replaceAll('""', '"'));
    const end = text[cell.lastIndex];
    if (end === undefined) return rows;
    if (end === "\n") rows.push([]);
    cell.lastIndex += 1;
  }
}
