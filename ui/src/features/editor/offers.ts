// What is offered: while typing, a block after "/" at the beginning of a line and an article after "[["; when asked for, what may
// be meant by a misspelt word.

import { autocompletion, closeCompletion, type Completion, type CompletionContext, type CompletionResult, completionStatus, pickedCompletion } from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import { corrections, type SpellingWords } from "./spelling";
import { CURSOR } from "./templates";

/** A block by what it is called and what it puts there. */
export interface BlockOffer {
  label: string;
  /** Other words that it is found by: its English name, for one. */
  also: string;
  text: string;
}

/** An article that a link may lead to. */
export interface ArticleOffer {
  headline: string;
  address: string;
  note: string;
}

export interface Offers {
  blocks: readonly BlockOffer[];
  /** The articles that answer to what was typed; the newest where that is nothing. */
  articles: (typed: string) => Promise<readonly ArticleOffer[]>;
  spelling: SpellingWords;
}

/** Signs that mean something in a link's text. */
const MARKUP = /[[\]\\`*_<>]/g;

export function offering(offers: Offers): Extension {
  return [nothingSeen, autocompletion({ override: [blocksOf(offers), articlesOf(offers), corrections(offers.spelling)], icons: false, activateOnTyping: true, optionClass: ({ type }) => (type === "way" ? "md-way" : "") })];
}

/** A list that is not there yet takes no Escape: pressed right after a letter, it means the table or whatever else it means. */
const nothingSeen = Prec.highest(
  keymap.of([
    {
      key: "Escape",
      run(view) {
        if (completionStatus(view.state) === "pending") closeCompletion(view);
        return false;
      },
    },
  ]),
);

function blocksOf({ blocks }: Offers) {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const typed = /^\s*\/(\S*)$/.exec(context.state.sliceDoc(line.from, context.pos));
    if (!typed || line.to !== context.pos) return null;
    const asked = (typed[1] ?? "").toLocaleLowerCase();
    const found = blocks.filter(({ label, also }) => `${label} ${also}`.toLocaleLowerCase().includes(asked));
    return { from: line.from, filter: false, options: found.map((block) => ({ label: block.label, apply: puts(block.text) })) };
  };
}

function articlesOf({ articles }: Offers) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const typed = context.matchBefore(/\[\[[^[\]\n]{0,80}/);
    if (!typed) return null;
    const found = await articles(typed.text.slice(2).trim());
    if (context.aborted) return null;
    const options = found.map(({ headline, address, note }) => ({
      label: headline,
      detail: note,
      apply: puts(`[${headline.replace(MARKUP, "\\$&")}](${address})`),
    }));
    return { from: typed.from, filter: false, options };
  };
}

/** Puts this in place of what asked for it, with the brackets that were closed already. */
function puts(text: string) {
  const at = text.indexOf(CURSOR);
  const insert = at < 0 ? text : text.slice(0, at) + text.slice(at + 1);
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const end = view.state.sliceDoc(to, to + 2) === "]]" && view.state.sliceDoc(from, from + 2) === "[[" ? to + 2 : to;
    view.dispatch({
      changes: { from, to: end, insert },
      selection: { anchor: from + (at < 0 ? insert.length : at) },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
      scrollIntoView: true,
    });
  };
}
