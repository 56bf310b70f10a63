// What is known of the spelling of lines: asked of the core once, kept by line, forgotten when the words of the house change.
// Outside the framework's reactivity; `spelling.ts` shows what stands here.

import type { Host } from "../../host/host";

/** Where a word begins and ends in its line. */
export type Mark = readonly [from: number, to: number];

/** Most lines that are kept; about what three long articles have. */
const LINES_KEPT = 2000;
/** Most lines of one question; the core takes no more than some of these. */
export const LINES_ASKED = 200;

export interface SpellerOptions {
  host: Host;
  /** The languages whose dictionaries look at an article that is in this one. */
  languages: (article: string, language: string) => readonly string[];
  /** Called once for a language that has no dictionary on this machine. */
  onmissing: (language: string) => void;
  /** Asks that a word becomes one of the house. */
  onhouseword: (word: string) => void;
  /** Called when a person looked for the next misspelt word and there is none. */
  onnone: () => void;
}

export class Speller {
  readonly options: SpellerOptions;
  /** The languages of what is known. */
  #asked = "";
  readonly #lines = new Map<string, readonly Mark[]>();
  /** Languages without a dictionary that were told of, and choices of languages of which none has one. */
  readonly #told = new Set<string>();
  readonly #unchecked = new Set<string>();
  /** What a person ignores, by article, until the window is closed. */
  readonly #ignored = new Map<string, Set<string>>();
  #article = "";
  /** Counts what was forgotten: an answer from before says nothing any more. */
  #turn = 0;

  constructor(options: SpellerOptions) {
    this.options = options;
  }

  /** Goes on with another article. */
  show(article: string): void {
    this.#article = article;
  }

  /** Forgets what was said: the words of the house, or the dictionaries, are others now. */
  forget(): void {
    this.#turn += 1;
    this.#lines.clear();
    this.#unchecked.clear();
  }

  /** Has these lines looked at, as far as they were not. What went wrong is as if nothing was found. */
  async check(language: string, lines: readonly string[]): Promise<void> {
    const languages = this.options.languages(this.#article, language);
    const key = languages.join();
    if (key !== this.#asked) {
      this.forget();
      this.#asked = key;
    }
    if (languages.length === 0 || this.#unchecked.has(key)) return;
    const turn = this.#turn;
    const asked = [...new Set(lines)].filter((line) => line.trim() !== "" && !this.#lines.has(line)).slice(0, LINES_ASKED);
    if (asked.length === 0) return;
    try {
      const { of, missing, lines: found } = await this.options.host.call("spelling_check", { languages, lines: asked });
      for (const one of missing.filter((one) => !this.#told.has(one))) {
        this.#told.add(one);
        this.options.onmissing(one);
      }
      if (turn !== this.#turn) return;
      if (of !== "checked") this.#unchecked.add(key);
      asked.forEach((line, at) => this.#lines.set(line, found[at] ?? []));
      for (const line of this.#lines.keys()) {
        if (this.#lines.size <= LINES_KEPT) break;
        this.#lines.delete(line);
      }
    } catch {
      // The text goes on without underlines.
    }
  }

  /** The misspelt words of a line that was looked at. */
  marks(line: string): readonly Mark[] {
    const ignored = this.#ignored.get(this.#article);
    const found = this.#lines.get(line) ?? [];
    return ignored ? found.filter(([from, to]) => !ignored.has(line.slice(from, to))) : found;
  }

  /** What may be meant by a word. */
  async suggest(language: string, word: string): Promise<readonly string[]> {
    try {
      return await this.options.host.call("spelling_suggest", { languages: this.options.languages(this.#article, language), word });
    } catch {
      return []; // The list has the other ways still.
    }
  }

  ignore(word: string): void {
    const ignored = this.#ignored.get(this.#article) ?? new Set();
    this.#ignored.set(this.#article, ignored.add(word));
  }
}
