// Typographic signs while typing: quotes as the article's language has them, an apostrophe, an ellipsis, a dash. Each is a
// step of its own in the editor's history, so that one undo brings back the plain sign. Not in code, addresses and markup.

import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { isolateHistory } from "@codemirror/commands";

/** Opening and closing quotes, the outer pair and the one within. */
type Quotes = readonly [string, string, string, string];

const ENGLISH: Quotes = ["“", "”", "‘", "’"];
/** By language, or language and region, where they are not the English ones. After the delimiters of Unicode CLDR. */
const QUOTES: Record<string, Quotes> = {
  bg: ["„", "“", "‚", "‘"],
  cs: ["„", "“", "‚", "‘"],
  da: ["»", "«", "›", "‹"],
  de: ["„", "“", "‚", "‘"],
  "de-ch": ["«", "»", "‹", "›"],
  el: ["«", "»", "“", "”"],
  es: ["«", "»", "“", "”"],
  fi: ["”", "”", "’", "’"],
  // A narrow space that does not break stands within.
  fr: ["«\u202f", "\u202f»", "“", "”"],
  "fr-ch": ["«\u202f", "\u202f»", "‹", "›"],
  hu: ["„", "”", "»", "«"],
  it: ["«", "»", "“", "”"],
  ja: ["「", "」", "『", "』"],
  nb: ["«", "»", "‘", "’"],
  no: ["«", "»", "‘", "’"],
  pl: ["„", "”", "«", "»"],
  "pt-pt": ["«", "»", "“", "”"],
  ro: ["„", "”", "«", "»"],
  ru: ["«", "»", "„", "“"],
  sk: ["„", "“", "‚", "‘"],
  sv: ["”", "”", "’", "’"],
  uk: ["«", "»", "„", "“"],
};

/** Where no spaces part the words, a quote opens what is not open. */
const UNSPACED = /^(?:zh|ja|th)\b/i;

function quotesOf(language: string): Quotes {
  const tag = language.toLowerCase();
  return QUOTES[tag] ?? QUOTES[tag.split("-")[0] ?? ""] ?? ENGLISH;
}

/** What stands in place of the end of a line. */
export interface Sign {
  /** How many characters of the line it takes the place of, with the typed one. */
  of: number;
  sign: string;
}

/** The sign for what was just typed at the end of `line`; null where it stays as it is. `line` ends with the typed character. */
export function signFor(line: string, language: string): Sign | null {
  const typed = line.slice(-1);
  const before = line.slice(0, -1);
  if (typed === ".") return /(?<!\.)\.\.$/.test(before) ? { of: 3, sign: "…" } : null;
  // A dash between words; what stands alone is a rule or a table.
  if (typed === " ") return /[\p{L}\p{N}\p{Pe}\p{Pf}"'.,!?…*_] -- $/u.test(line) ? { of: 4, sign: " – " } : null;
  if (typed !== '"' && typed !== "'") return null;
  const [opening, closing, innerOpening, innerClosing] = quotesOf(language);
  const isOpen = (first: string, last: string) => first !== last && before.lastIndexOf(first) > before.lastIndexOf(last);
  const begins = UNSPACED.test(language)
    ? !isOpen(typed === '"' ? opening : innerOpening, typed === '"' ? closing : innerClosing)
    : /(^|[\s([{\-–—/*_~>])$/.test(before) || (opening !== closing && (before.endsWith(opening) || before.endsWith(innerOpening)));
  if (typed === '"') return { of: 1, sign: begins ? opening : closing };
  if (begins && !(UNSPACED.test(language) && /[a-z0-9]$/i.test(before))) return { of: 1, sign: innerOpening };
  // It closes what was opened; else it is an apostrophe, the same sign in every language.
  return { of: 1, sign: isOpen(innerOpening, innerClosing) ? innerClosing : "’" };
}

/** Signs stay plain in these up to where they end; */
const PLAIN_WITHIN = new Set(["InlineCode", "URL", "LinkTitle", "HTMLTag", "Autolink", "Comment"]);
/** in these, whose end may be still to come, there too. */
const PLAIN_TO_END = new Set(["FencedCode", "CodeBlock", "HTMLBlock", "CommentBlock"]);

/** Whether signs stay plain there: in code, in markup, and within the brackets that hold an address. */
function plainAt(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); ; ) {
    if (PLAIN_TO_END.has(node.name) || (PLAIN_WITHIN.has(node.name) && at < node.to)) return true;
    const { parent } = node;
    if (!parent) break;
    node = parent;
  }
  const line = state.doc.lineAt(at);
  const before = state.sliceDoc(line.from, at);
  // An address that is not complete yet, a tag that is not closed yet, attributes.
  const ticks = before.match(/`/g)?.length ?? 0;
  return ticks % 2 === 1 || /\]\([^)]*$|<[a-zA-Z/][^>]*$|\{[#.][^}]*$/.test(before);
}

/** Puts signs in place of what is typed, in this language. */
export function typography(language: string): Extension {
  return EditorView.inputHandler.of((view, from, to, inserted, insert) => {
    if (view.composing || inserted.length !== 1 || from !== to || view.state.selection.ranges.length > 1) return false;
    if (!/["'. ]/.test(inserted)) return false;
    const line = view.state.doc.lineAt(from);
    const found = signFor(view.state.sliceDoc(Math.max(line.from, from - 400), from) + inserted, language);
    if (!found || plainAt(view.state, from)) return false;
    view.dispatch(insert());
    const end = from + 1;
    view.dispatch({
      changes: { from: end - found.of, to: end, insert: found.sign },
      selection: { anchor: end - found.of + found.sign.length },
      annotations: [isolateHistory.of("full"), Transaction.userEvent.of("input.sign")],
      scrollIntoView: true,
    });
    return true;
  });
}
