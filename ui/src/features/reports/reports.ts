// Reports that are read in the window: what an import said of its files, what checks found. Each is a list of lines, under what they
// have in common, with a way to the article where there is one. Not here: how it is shown.

import { text, type TextKey } from "../../texts";
import type { FileNote, Finding, ImportReport, RemarkReason, TakenFile } from "../../wire";
import { sentenceOfLeft } from "./left";

/** An article, and a line of its text. */
export interface Way {
  article: string;
  line: number | null;
}

export type ReportRow =
  /** What the rows below have in common: a section, an article. */
  | { kind: "head"; words: string; way: Way | null }
  /** What is said of the places below. */
  | { kind: "said"; words: string }
  /** A place, and what is said of it alone. */
  | { kind: "place"; place: string; words: string; stops: boolean; way: Way | null };

export interface Report {
  title: string;
  about: string;
  rows: readonly ReportRow[];
}

/** What was checked. */
export type Checked = "article" | "articles" | "site" | "links";

/** Something that was said of a place in a file. */
interface Said {
  path: string;
  line: number | null;
  code: string;
  words: string;
  article: string | null;
}

/** What an import left, and what it remarked on what it took: by kind, each kind by file and line. Null where nothing is to be said. */
export function reportOfImport(report: ImportReport, from: "folder" | "server"): Report | null {
  const left = report.left.map(({ path, line, reason }): Said => ({ path, line, code: reason.code, words: sentenceOfLeft(reason), article: null }));
  const taken = report.taken.flatMap((file) => file.notes.map((note) => remarked(file, note)));
  if (left.length === 0 && taken.length === 0) return null;
  const section = (words: string, said: readonly Said[]): ReportRow[] => (said.length === 0 ? [] : [{ kind: "head", words, way: null }, ...byKind(said)]);
  return {
    title: text("report-import-title"),
    about: left.length === 0 ? text("report-import-about") : text(from === "server" ? "left-body-server" : "left-body"),
    rows: [...section(text("report-left", { count: left.length + report.leftMore }), left), ...unlisted(report.leftMore), ...section(text("report-taken", { count: taken.length + report.takenMore }), taken), ...unlisted(report.takenMore)],
  };
}

/** The last row of a section: how many it does not list. */
function unlisted(count: number): ReportRow[] {
  return count === 0 ? [] : [{ kind: "said", words: text("report-unlisted", { count }) }];
}

function remarked({ path, article }: TakenFile, { line, reason }: FileNote): Said {
  return { path, line, code: reason.code, words: sentenceOfRemark(reason), article };
}

/** The sentence of a remark: the core sends a code and what it names, the words are made here. */
export function sentenceOfRemark(reason: RemarkReason): string {
  return (text as (key: TextKey, names: object) => string)(`remark-${reason.code}`, reason);
}

/** Once for all places of which the same is said; kinds in the order in which they came first. */
function byKind(said: readonly Said[]): ReportRow[] {
  const kinds = new Map<string, Map<string, Said[]>>();
  for (const one of said) {
    const kind = kinds.get(one.code) ?? new Map<string, Said[]>();
    kinds.set(one.code, kind);
    const alike = kind.get(one.words);
    if (alike) alike.push(one);
    else kind.set(one.words, [one]);
  }
  const place = ({ path, line, article }: Said): ReportRow => ({ kind: "place", place: line === null ? path : `${path}:${line}`, words: "", stops: false, way: article === null ? null : { article, line: null } });
  return [...kinds.values()].flatMap((kind) => [...kind].flatMap(([words, alike]): ReportRow[] => [{ kind: "said", words }, ...alike.map(place)]));
}

/** What checks found, by article. */
export function reportOfFindings(checked: Checked, found: readonly Finding[]): Report {
  const rows: ReportRow[] = [];
  let of: string | null = null;
  for (const finding of found) {
    const { article, headline, line, stops } = finding;
    // What is about no article is about a file, or about the site.
    const way = finding.named === "" ? null : { article, line: null };
    const whose = `${article} ${headline}`;
    if (whose !== of) rows.push({ kind: "head", words: headline || text("row-no-headline"), way });
    of = whose;
    rows.push({ kind: "place", place: line === null ? "" : text("report-line", { line }), words: sentenceOf(finding), stops, way: way && { article, line } });
  }
  return { title: text("report-check-title"), about: text(`report-${checked}-about`), rows };
}

/** The checks that have a sentence here. What the core says of another is shown as it is. */
const CHECKS = [
  "address-taken", "class-removed", "cover-without-alt", "dead-link", "dead-menu", "duplicate-id", "empty-heading", "empty-link", "external-gone",
  "external-moved", "external-unclear", "footnote", "foreign-tag", "former-address", "heading-skip", "html-removed", "long-headline", "missing-alt",
  "missing-picture", "nested", "no-category", "no-headline", "no-lead", "no-picture", "placeholder", "site-dead-link", "site-file-changed", "site-file-gone",
  "source-gone", "stale-translation", "unsafe-address",
] as const;

function sentenceOf({ check, about, message }: Finding): string {
  const known = CHECKS.find((word) => word === check);
  return known ? (text as (key: TextKey, names: object) => string)(`check-${known}`, { about }) : message;
}

/** The whole of it as a text, a line for each. */
export function textOf({ title, about, rows }: Report): string {
  const line = (row: ReportRow): string => {
    if (row.kind === "head") return `\n${row.words}\n`;
    if (row.kind === "said") return row.words;
    return `  ${[row.place, row.words].filter(Boolean).join(": ")}`;
  };
  return `${[title, about, ...rows.map(line)].join("\n")}\n`;
}
