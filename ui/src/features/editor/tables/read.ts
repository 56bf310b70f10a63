// A Markdown table as rows of cells, each with where it stands in the text. Nothing here changes a text.

import { syntaxTree } from "@codemirror/language";
import type { EditorState, Line, Text } from "@codemirror/state";
import type { SyntaxNode } from "../language";

/** Rows of a table that is shown as a grid; a longer one stays text. */
export const ROWS_MAX = 500;

export interface Cell {
  /** From behind its pipe up to the next one. */
  from: number;
  to: number;
  /** Its words, without the spaces around them; where it is empty, where they would go. */
  textFrom: number;
  textTo: number;
}

export interface Row {
  /** Its line. */
  from: number;
  to: number;
  cells: readonly Cell[];
  /** Whether a pipe stands before its first cell, and behind its last one. */
  opened: boolean;
  closed: boolean;
}

export type Alignment = "left" | "center" | "right" | null;

export interface Table {
  from: number;
  to: number;
  /** The header first; the line of dashes is not among them. */
  rows: readonly Row[];
  /** The line of dashes, which says how many columns there are. */
  dashes: Row;
  alignments: readonly Alignment[];
}

/** A cell by row and column, both counted from 0; the header is row 0. */
export interface Place {
  row: number;
  column: number;
}

/** A line as a row. A pipe behind a backslash is a sign of the words. */
export function readRow({ from, to, text }: Pick<Line, "from" | "to" | "text">): Row {
  const pipes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "|") pipes.push(at);
  }
  const isBlank = (start: number, end?: number) => text.slice(start, end).trim() === "";
  const opened = pipes[0] !== undefined && isBlank(0, pipes[0]);
  const last = pipes.at(-1);
  const closed = last !== undefined && (pipes.length > 1 || !opened) && isBlank(last + 1);
  const starts = [...(opened ? [] : [-1]), ...(closed ? pipes.slice(0, -1) : pipes)].map((pipe) => pipe + 1);
  const ends = [...(opened ? pipes.slice(1) : pipes), ...(closed ? [] : [text.length])];
  const cells = starts.map((start, index) => readCell(text, from, start, ends[index] ?? text.length));
  return { from, to, cells, opened, closed };
}

function readCell(text: string, line: number, start: number, end: number): Cell {
  const words = text.slice(start, end);
  const [from, to] = [line + start, line + end];
  if (words.trim() === "") {
    const at = from + (words.length > 1 ? 1 : 0);
    return { from, to, textFrom: at, textTo: at };
  }
  return { from, to, textFrom: from + words.search(/\S/), textTo: from + words.trimEnd().length };
}

/** The table of so many lines that begins with this one. */
export function readTable(doc: Text, first: number, lines: number): Table {
  const rows: Row[] = [];
  for (let number = first; number < first + lines; number += 1) rows.push(readRow(doc.line(number)));
  const [header, dashes, ...body] = rows;
  if (!header || !dashes) throw new RangeError("a table has at least two lines");
  return { from: header.from, to: rows.at(-1)?.to ?? dashes.to, rows: [header, ...body], dashes, alignments: alignmentsOf(doc, dashes) };
}

/** What the line of dashes says of each column. */
export function alignmentsOf(doc: Text, dashes: Row): Alignment[] {
  return dashes.cells.map(({ textFrom, textTo }) => alignmentOf(doc.sliceString(textFrom, textTo)));
}

export function alignmentOf(dashes: string): Alignment {
  const [left, right] = [dashes.startsWith(":"), dashes.endsWith(":")];
  if (left && right) return "center";
  return left ? "left" : right ? "right" : null;
}

/** Lines of the table that this node of the tree is; null where it is none that can be a grid. */
export function tableLines({ doc }: EditorState, node: SyntaxNode): { first: number; count: number } | null {
  // In a quote or a list each line has more before it than the table's own signs.
  if (node.name !== "Table" || node.parent?.name !== "Document") return null;
  const first = doc.lineAt(node.from).number;
  const count = doc.lineAt(node.to).number - first + 1;
  return count >= 2 && count <= ROWS_MAX ? { first, count } : null;
}

/** The node of the table that this place of the text touches. */
export function tableNode(state: EditorState, at: number): SyntaxNode | null {
  for (const side of [1, -1] as const) {
    for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(at, side); node; node = node.parent) {
      if (node.name === "Table") return node;
    }
  }
  return null;
}

/** The table that this place of the text touches; null where there is none. */
export function tableAt(state: EditorState, at: number): Table | null {
  const node = tableNode(state, at);
  const lines = node && tableLines(state, node);
  return lines && readTable(state.doc, lines.first, lines.count);
}

/** The cell whose words this place is in or nearest to. */
export function placeAt({ rows, dashes }: Table, at: number): Place {
  let row = rows.findIndex(({ to }) => at <= to);
  if (row < 0) row = rows.length - 1;
  if (at >= dashes.from && at <= dashes.to) row = 0;
  const cells = rows[row]?.cells ?? [];
  const column = cells.findIndex(({ to }) => at <= to);
  return { row, column: column < 0 ? Math.max(0, cells.length - 1) : column };
}

export function cellAt(table: Table, { row, column }: Place): Cell | null {
  return table.rows[row]?.cells[column] ?? null;
}
