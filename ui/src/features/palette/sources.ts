// What can be chosen from a list by typing: what can be done, the articles, the headings of the text.

import type { Action } from "../../actions/actions";
import { written } from "../../actions/shortcuts";
import { asFailure, type Host } from "../../host/host";
import { date, text, wordsFor } from "../../texts";
import type { Heading } from "../editor/surface";
import { sentenceOf } from "../failures";
import { articlesLike } from "../library/articlesLike";
import { statusWords } from "../library/statuses";
import { matching } from "./matching";

/** A line of the list. */
export interface Item {
  id: string;
  words: string;
  /** Stands at the end of the line. */
  note?: string;
  /** How far it stands in, where it belongs to one above. */
  depth?: number;
  run: () => void;
}

/** What a list is made of. */
export interface Source {
  /** What the list is called. */
  name: string;
  /** What to type. */
  label: string;
  /** Said where nothing is found. */
  none: string;
  find: (typed: string) => Item[] | Promise<Item[]>;
}

/** Before the key of what is chosen now. */
const CHOSEN = "✓";

/** What can be done now: asked before the list takes the keyboard away from where it is. */
export function commandsOf(actions: readonly Action[], mac: boolean): Source {
  const items = actions
    // The list of all commands need not offer itself, nor what goes by keys that everyone knows.
    .filter((action) => action.id !== "palette" && !action.native && action.when())
    .map(({ id, label, shortcuts: [shortcut], on, run }) => {
      const note = [on?.() && CHOSEN, shortcut && written(shortcut, mac)].filter(Boolean).join(" ");
      return { id, words: text(label), others: wordsFor(label), ...(note && { note }), run };
    });
  const help = items.find(({ id }) => id === "help");
  return {
    name: text("action-palette"),
    label: text("palette-label"),
    none: text("palette-none"),
    find(typed): Item[] {
      const found = matching(items, ({ words }) => words, typed, ({ others }) => others);
      return found.length === 0 && help ? [{ ...help, words: text("palette-help") }] : found;
    },
  };
}

/** The articles of the library, by the words in them. */
export function articlesOf(host: Host, open: (id: string) => void): Source {
  const source: Source = {
    name: text("action-quick-open"),
    label: text("quick-open-label"),
    none: text("empty-search-title"),
    async find(typed) {
      try {
        const rows = await articlesLike(host, typed);
        source.none = text("empty-search-title");
        return rows.map((row) => ({
          id: row.id,
          words: row.headline || text("row-no-headline"),
          note: `${statusWords(row)} · ${date(row.date)}`,
          run: () => open(row.id),
        }));
      } catch (thrown) {
        source.none = sentenceOf(asFailure(thrown));
        return [];
      }
    },
  };
  return source;
}

/** The headings of the text that is open. */
export function headingsOf(headings: readonly Heading[], go: (line: number) => void): Source {
  const top = Math.min(...headings.map(({ level }) => level));
  const items = headings.map(({ words, level, line }): Item => ({ id: `line-${line}`, words, depth: level - top, run: () => go(line) }));
  return {
    name: text("action-outline"),
    label: text("outline-label"),
    none: text("outline-none"),
    find: (typed) => matching(items, ({ words }) => words, typed),
  };
}

/** One of a list of names: categories, tags. With `fresh`, what was typed may be a new one. */
export function namesOf(name: string, none: string, all: readonly { id: string; name: string }[], take: (id: string, name: string) => void, fresh?: (name: string) => void): Source {
  const items = all.map(({ id, name: words }): Item => ({ id, words, run: () => take(id, words) }));
  return {
    name,
    label: name,
    none,
    find(typed) {
      const found = matching(items, ({ words }) => words, typed);
      const asked = typed.trim();
      if (!fresh || asked === "" || items.some(({ words }) => words.toLowerCase() === asked.toLowerCase())) return found;
      return [...found, { id: "fresh", words: text("pick-fresh", { name: asked }), run: () => fresh(asked) }];
    },
  };
}
