// The footnotes of the whole text, with their numbers as the page counts them. Typing elsewhere only moves them along: the
// lines that changed are looked at, and all footnotes are counted again where one came or went.

import { syntaxTree } from "@codemirror/language";
import { type EditorState, RangeSet, RangeValue, type Range, StateField, type Text, type Transaction } from "@codemirror/state";
import { linesOf } from "../lines";
import { DEFINITION, NAME_MAX } from "./markdown";

/** Mentions of footnotes in a text; those behind are shown as they are written. */
const MENTIONS_MAX = 2000;

/** Where a text names a footnote: refers to it, or says it. */
export class Mention extends RangeValue {
  /** As it is compared: small and capital letters are the same. */
  readonly name: string;
  readonly defines: boolean;

  constructor(name: string, defines: boolean) {
    super();
    this.name = name.toLowerCase();
    this.defines = defines;
  }

  override eq(other: Mention): boolean {
    return this.name === other.name && this.defines === other.defines;
  }
}

export interface Notes {
  mentions: RangeSet<Mention>;
  /** Names with their numbers; what is not referred to, or not said, has none. */
  numbers: ReadonlyMap<string, number>;
}

const MENTION = new RegExp(`\\[\\^([^[\\]\\n]{1,${NAME_MAX}})\\]`, "g");

/** Signs of code, and the line ends that end it. */
const CODE = /[`~\n]/;

function mentionsIn(doc: Text, from: number, to: number): Range<Mention>[] {
  return [...linesOf(doc, from, to)].flatMap(({ text, from: start }) => {
    if (!text.includes("[^")) return [];
    const defined = DEFINITION.exec(text)?.[0].length ?? 0;
    return [...text.matchAll(MENTION)].map(({ 0: found, 1: name = "", index }) => {
      const end = start + index + found.length;
      return new Mention(name, index + found.length < defined).range(start + index, end);
    });
  });
}

/** False in code, as far as the text is parsed. */
function counts(state: EditorState, at: number): boolean {
  const tree = syntaxTree(state);
  return at >= tree.length || /^Footnote/.test(tree.resolveInner(at, 1).name);
}

/** Numbers in the order in which the text refers to footnotes, then the footnotes to one another. */
function numbered(state: EditorState, mentions: RangeSet<Mention>): ReadonlyMap<string, number> {
  const body: string[] = [];
  /** What each footnote refers to itself. */
  const said = new Map<string, string[]>();
  let open = { to: -1, refers: body };
  let left = MENTIONS_MAX;
  for (const at = mentions.iter(); at.value && left > 0; at.next(), left -= 1) {
    const { name, defines } = at.value;
    if (!counts(state, at.from)) continue;
    if (at.from > open.to) open = { to: -1, refers: body };
    if (!defines) {
      open.refers.push(name);
      continue;
    }
    open = { to: state.doc.lineAt(at.from).to, refers: [] };
    // The first one of a name counts.
    if (!said.has(name)) said.set(name, open.refers);
  }
  const numbers = new Map<string, number>();
  const cite = (name: string) => {
    if (said.has(name) && !numbers.has(name)) numbers.set(name, numbers.size + 1);
  };
  body.forEach(cite);
  // Those that are cited here are gone over, too.
  for (const name of numbers.keys()) said.get(name)?.forEach(cite);
  return numbers;
}

function follow({ mentions, numbers }: Notes, tr: Transaction): Notes {
  let stretches = 0;
  let code = false;
  let moved = mentions.map(tr.changes);
  const [gone, come]: [Mention[], Mention[]] = [[], []];
  tr.changes.iterChangedRanges((fromBefore, toBefore, from, to) => {
    stretches += 1;
    const [filterFrom, filterTo] = [tr.newDoc.lineAt(from).from, tr.newDoc.lineAt(to).to];
    // What begins or ends code makes footnotes further down come or go.
    code ||= CODE.test(tr.newDoc.sliceString(filterFrom, filterTo)) || CODE.test(tr.startState.sliceDoc(fromBefore, toBefore));
    const add = mentionsIn(tr.newDoc, filterFrom, filterTo);
    come.push(...add.map(({ value }) => value));
    moved = moved.update({ filterFrom, filterTo, filter: (_at, _end, value) => (gone.push(value), false), add });
  });
  // What a deletion took is in no line any more.
  const lost = moved.size - come.length + gone.length !== mentions.size;
  const same = !lost && !code && stretches === 1 && gone.length === come.length && gone.every((mention, at) => come[at]?.eq(mention));
  return { mentions: moved, numbers: same ? numbers : numbered(tr.state, moved) };
}

export const notes = StateField.define<Notes>({
  create(state) {
    const mentions = RangeSet.of(mentionsIn(state.doc, 0, state.doc.length));
    return { mentions, numbers: numbered(state, mentions) };
  },
  update(value, tr) {
    if (tr.docChanged) return follow(value, tr);
    // Parsed further, it is known what is code.
    if (value.mentions.size === 0 || syntaxTree(tr.startState).length === syntaxTree(tr.state).length) return value;
    return { ...value, numbers: numbered(tr.state, value.mentions) };
  },
});

export interface Found {
  from: number;
  to: number;
  mention: Mention;
}

/** The footnote that is named at this place. */
export function mentionAt(state: EditorState, place: number): Found | null {
  let found: Found | null = null;
  state.field(notes).mentions.between(place, place, (from, to, mention) => {
    found = { from, to, mention };
    return false;
  });
  return found && counts(state, (found as Found).from) ? found : null;
}

/** The first place that this holds for. */
function first(state: EditorState, holds: (mention: Mention) => boolean): Found | null {
  for (const at = state.field(notes).mentions.iter(); at.value; at.next()) {
    if (holds(at.value) && counts(state, at.from)) return { from: at.from, to: at.to, mention: at.value };
  }
  return null;
}

export const definitionOf = (state: EditorState, name: string): Found | null => first(state, (mention) => mention.defines && mention.name === name);
export const referenceTo = (state: EditorState, name: string): Found | null => first(state, (mention) => !mention.defines && mention.name === name);

/** The words of a footnote without their marks, on one line; null where no one says it. */
export function wordsOf(state: EditorState, name: string): string | null {
  const said = definitionOf(state, name);
  if (!said) return null;
  const words: string[] = [];
  for (let line = state.doc.lineAt(said.from); ; line = state.doc.line(line.number + 1)) {
    words.push(line.text.trim());
    const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : "";
    if (next.trim() === "" || DEFINITION.test(next)) break;
  }
  const whole = words.join(" ").replace(DEFINITION, "").trim();
  return whole.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/(\*\*|\*|~~|`)(\S(?:[\s\S]*?\S)?)\1/g, "$2");
}
