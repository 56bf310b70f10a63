// Misspelt words: what may be meant by one, and what becomes a word of the house.

import { Speller } from "../features/editor/speller";
import type { Notices, Way } from "../features/notices/notices.svelte";
import type Picker from "../features/palette/Picker.svelte";
import { namesOf } from "../features/palette/sources";
import { ChosenDictionaries, DICTIONARIES_MOST } from "../features/spelling/dictionaries";
import type { Host } from "../host/host";
import { languageName, text } from "../texts";
import type { Op } from "../wire";

interface Needs {
  host: Host;
  notices: Notices;
  undo: (op: Op) => Way;
  /** The language of what is written. */
  language: () => string;
  /** The list that is chosen from by typing. */
  picker: () => Picker | undefined;
  /** Has the spelling looked at again. */
  respell: () => void;
  /** Shows the dictionaries. */
  ondictionaries: () => void;
}

export interface Spelling {
  speller: Speller;
  dictionaries: ChosenDictionaries;
  /** Offers what may be meant by a word of the headline or the lead, and has `put` called with what is chosen. */
  offer: (word: string, put: (instead: string) => void) => Promise<void>;
  houseWord: (word: string, what: "add" | "remove") => Promise<void>;
}

export function toSpelling({ host, notices, undo, language, picker, respell, ondictionaries }: Needs): Spelling {
  const dictionaries = new ChosenDictionaries();
  /** The dictionaries of English on this machine: where nobody chose one, a word is right that any of them has. */
  let english: readonly string[] = [];
  void host.call("spelling_dictionaries", { language: "en" }).then(
    ({ languages }) => {
      english = languages.filter((one) => one.startsWith("en-"));
      if (english.length > 1) respell();
    },
    () => {}, // One of them looks at it all the same.
  );
  const speller = new Speller({
    host,
    languages: (article, language) => (language === "en" && english.length > 1 && !dictionaries.chosen(article, language) ? english.slice(0, DICTIONARIES_MOST) : dictionaries.of(article, language)),
    onmissing: (missing) => notices.tell(text("notice-no-dictionary", { language: languageName(missing) }), { label: text("notice-dictionaries"), run: ondictionaries }),
    onhouseword: (word) => void houseWord(word, "add"),
    onnone: () => notices.tell(text("notice-none-misspelt")),
  });

  async function offer(word: string, put: (instead: string) => void): Promise<void> {
    const meant = await speller.suggest(language(), word);
    const ways = [{ id: "house", name: text("spelling-add") }, { id: "ignore", name: text("spelling-ignore") }];
    const all = [...meant.map((name, at) => ({ id: `meant-${at}`, name })), ...ways];
    picker()?.open(namesOf(text("action-spelling-correct"), text("pick-none"), all, (id, name) => {
      if (id === "house") return void houseWord(word, "add");
      if (id !== "ignore") return put(name);
      speller.ignore(word);
      respell();
    }));
  }

  async function houseWord(word: string, what: "add" | "remove"): Promise<void> {
    await notices.doing(async () => {
      const { op, tags } = await host.call(what === "add" ? "house_word_add" : "house_word_remove", { word });
      if (tags.length > 0) notices.tell(text(what === "add" ? "notice-word-added" : "notice-word-removed", { word }), undo(op));
    });
  }

  return { speller, dictionaries, offer, houseWord };
}
