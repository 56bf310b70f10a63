// Which dictionaries look at an article: those that a person chose for it, or for all articles in its language, else the one of
// its language. Kept in the webview, since dictionaries are of this machine and not of the library.

/** What was chosen, by article and by language; an empty list is none at all. */
type Kept = Record<string, readonly string[]>;

/** Most articles with a choice of their own that are remembered; the oldest choice goes first. */
export const ARTICLES_KEPT = 500;
/** Most dictionaries that look at one article; the core takes no more. */
export const DICTIONARIES_MOST = 4;

const [ARTICLES, LANGUAGES] = ["dictionaries-articles", "dictionaries-languages"] as const;

export class ChosenDictionaries {
  readonly #store: Pick<Storage, "getItem" | "setItem">;
  #articles: Kept = {};
  #languages: Kept = {};

  constructor(store: Pick<Storage, "getItem" | "setItem"> = localStorage) {
    this.#store = store;
    this.#look();
  }

  /** Before anything is changed, too: what another window chose meanwhile stays. */
  #look(): void {
    [this.#articles, this.#languages] = [this.#read(ARTICLES), this.#read(LANGUAGES)];
  }

  /** The languages whose dictionaries look at an article. */
  of(article: string, language: string): readonly string[] {
    return this.own(article) ?? this.#languages[language] ?? [language];
  }

  /** What was chosen for the article itself, if anything was. */
  own(article: string): readonly string[] | undefined {
    return this.#articles[article];
  }

  /** Whether anything was chosen for it or for its language. */
  chosen(article: string, language: string): boolean {
    return this.own(article) !== undefined || this.#languages[language] !== undefined;
  }

  choose(article: string, languages: readonly string[]): void {
    this.#look();
    const { [article]: _, ...others } = this.#articles;
    const entries = [...Object.entries(others), [article, languages] as const];
    this.#articles = Object.fromEntries(entries.slice(-ARTICLES_KEPT));
    this.#keep();
  }

  /** The same for all articles in a language; this one needs no choice of its own then. */
  chooseForAll(article: string, language: string, languages: readonly string[]): void {
    this.#look();
    this.#languages = { ...this.#languages, [language]: languages };
    this.#forgetOwn(article);
  }

  /** As if nothing was ever chosen, for the article and for its language. */
  reset(article: string, language: string): void {
    this.#look();
    const { [language]: _, ...others } = this.#languages;
    this.#languages = others;
    this.#forgetOwn(article);
  }

  #forgetOwn(article: string): void {
    const { [article]: _, ...others } = this.#articles;
    this.#articles = others;
    this.#keep();
  }

  #keep(): void {
    this.#store.setItem(ARTICLES, JSON.stringify(this.#articles));
    this.#store.setItem(LANGUAGES, JSON.stringify(this.#languages));
  }

  /** What is there and is no such list is as if nothing was. */
  #read(name: string): Kept {
    try {
      const kept: unknown = JSON.parse(this.#store.getItem(name) ?? "{}");
      const entries = Object.entries(kept ?? {}).filter(([, tags]) => Array.isArray(tags) && tags.every((tag) => typeof tag === "string"));
      return Object.fromEntries(entries) as Kept;
    } catch {
      return {};
    }
  }
}
