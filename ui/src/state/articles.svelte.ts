// The list in the middle: a shelf of the library page by page, or what a search found.
// Here: what is asked for, which answer counts, which row is chosen. Not here: how a row looks.

import { asFailure, type Host } from "../host/host";
import type { ArticleFilter, ArticleRow, Failure, ListOrder, Mark, Status } from "../wire";
import { Latest } from "./latest";

/** What the sidebar offers: everything, one status, or the trash. */
export type Shelf = Status | "all" | "trash";

/** What a shelf or a search is narrowed to, besides: each a category by id, a tag by id, a language by tag. */
export type Narrow = Pick<ArticleFilter, "category" | "tag" | "language">;

/** A row of the list; a search brings its headline, and the words around what it found, in pieces. */
export interface Listed {
  article: ArticleRow;
  found: { headline: readonly Mark[]; snippet: readonly Mark[] } | null;
}

/** Rows asked for at once: some three windows full. */
export const PAGE_ROWS = 100;
/** Rows a search shows; who needs more of them types another word. */
export const SEARCH_ROWS = 200;
/** How near to the end of what is there the next page is asked for. */
const AHEAD_ROWS = 40;

/** Most rows that are asked for anew at once after a change; who has scrolled farther begins at the top again. */
const RELOAD_MOST_ROWS = 1000;

interface Question {
  shelf: Shelf;
  query: string;
  narrow: Narrow;
  order: ListOrder;
  rows: number;
}

export class Articles {
  rows = $state.raw<readonly Listed[]>([]);
  shelf = $state<Shelf>("all");
  query = $state("");
  narrow = $state.raw<Narrow>({ category: null, tag: null, language: null });
  /** The order of a shelf; a search has its own: the best first. */
  order = $state.raw<ListOrder>({ by: "date", reversed: false });
  /** The article that is open. */
  chosen = $state<string | null>(null);
  /** The articles that are selected together; none where it is the open one alone. */
  picked = $state.raw<ReadonlySet<string>>(new Set());
  failure = $state.raw<Failure | null>(null);
  /** False until the first answer: an empty list before it is not yet news. */
  answered = $state(false);
  /** The answer in `rows` leaves more articles out than it shows (search only; a shelf goes on as one scrolls). */
  cut = $state(false);

  readonly #host: Host;
  readonly #questions: Latest<Question>;
  #next: string | null = null;
  #fetching = false;
  /** Where a stretch of selected rows begins. */
  #anchor: string | null = null;
  /** How many times the list was answered from its top. */
  #answers = 0;
  /** True until the first answer to a new question: then a row is chosen anew. */
  #begins = true;

  constructor(host: Host) {
    this.#host = host;
    this.#questions = new Latest((question) => this.#answer(question));
  }

  get searching(): boolean {
    return this.query.trim() !== "";
  }

  /** The place of the chosen row, or -1. */
  get chosenIndex(): number {
    return this.rows.findIndex((row) => row.article.id === this.chosen);
  }

  showShelf(shelf: Shelf): Promise<void> {
    this.shelf = shelf;
    this.query = "";
    return this.refresh();
  }

  /** Narrows what is shown to a category, a tag or a language; the same once more widens it again. */
  narrowTo(part: keyof Narrow, value: string): Promise<void> {
    this.narrow = { ...this.narrow, [part]: this.narrow[part] === value ? null : value };
    return this.refresh();
  }

  /** Puts the shelves in another order. */
  putInOrder(order: ListOrder): Promise<void> {
    this.order = order;
    return this.refresh();
  }

  search(query: string): Promise<void> {
    this.query = query;
    return this.refresh();
  }

  /** Asks again for what is shown, from the top. */
  refresh(): Promise<void> {
    this.#begins = true;
    this.pickNone();
    return this.#ask(PAGE_ROWS);
  }

  /** Asks again for as much as is shown, so that nothing moves under a person's eyes but what changed. */
  reload(): Promise<void> {
    return this.#ask(Math.min(RELOAD_MOST_ROWS, Math.max(PAGE_ROWS, this.rows.length)));
  }

  /** Puts an article that was saved in place of its row. Its place in the list waits for the next question. */
  replace(article: ArticleRow): void {
    const at = this.rows.findIndex((row) => row.article.id === article.id);
    const found = this.rows[at]?.found ?? null;
    if (at >= 0) this.rows = this.rows.with(at, { article, found });
  }

  /** Chooses the row at this place, and it alone; a place off the list is brought back onto it. */
  chooseAt(index: number): void {
    this.chosen = this.#at(index);
    this.pickNone();
  }

  /** What is done next is done to these. */
  get selection(): readonly string[] {
    if (this.picked.size > 0) return [...this.picked];
    return this.chosen === null ? [] : [this.chosen];
  }

  /** What is selected, as far as it is in the list. */
  get selectedRows(): readonly ArticleRow[] {
    return this.rows.map((row) => row.article).filter(({ id }) => this.isSelected(id));
  }

  isSelected(id: string): boolean {
    return this.picked.size > 0 ? this.picked.has(id) : this.chosen === id;
  }

  /** Selects all rows from where one began up to this place, and opens the last. */
  pickTo(index: number): void {
    this.#anchor ??= this.chosen;
    this.chosen = this.#at(index);
    const ends = [this.rows.findIndex((row) => row.article.id === this.#anchor), this.chosenIndex].sort((a, b) => a - b);
    this.#pick(this.rows.slice(Math.max(0, ends[0] ?? 0), (ends[1] ?? 0) + 1).map((row) => row.article.id));
  }

  /** Goes to the row at this place and leaves the selection as it is. */
  walkTo(index: number): void {
    const { selection } = this;
    this.chosen = this.#at(index);
    this.#anchor = this.chosen;
    this.#pick(selection);
  }

  /** Takes the row that keys act on into the selection, or out of it; one stays selected. */
  toggleChosen(): void {
    const { chosen } = this;
    if (chosen === null) return;
    const others = this.selection.filter((id) => id !== chosen);
    this.#anchor = chosen;
    this.#pick(this.isSelected(chosen) && others.length > 0 ? others : [...others, chosen]);
  }

  /** Takes the row at this place into the selection, or out of it. */
  toggleAt(index: number): void {
    const id = this.#at(index);
    if (id === null) return;
    const picked = new Set(this.selection);
    if (picked.has(id) && picked.size > 1) picked.delete(id);
    else picked.add(id);
    this.#anchor = id;
    this.chosen = picked.has(id) ? id : ([...picked].at(-1) ?? null);
    this.#pick([...picked]);
  }

  /** Selects every row that is there. */
  pickAll(): void {
    this.#pick(this.rows.map((row) => row.article.id));
  }

  pickNone(): void {
    this.#anchor = null;
    this.picked = new Set();
  }

  /** The article next to what is selected: what to go on with when that leaves the list. */
  get beside(): string | null {
    const at = this.chosenIndex;
    const stays = ({ article }: Listed) => !this.isSelected(article.id);
    return (this.rows.slice(at + 1).find(stays) ?? this.rows.slice(0, Math.max(0, at)).findLast(stays))?.article.id ?? null;
  }

  #at(index: number): string | null {
    return this.rows[Math.max(0, Math.min(index, this.rows.length - 1))]?.article.id ?? null;
  }

  #pick(ids: readonly string[]): void {
    this.picked = ids.length === 1 && ids[0] === this.chosen ? new Set() : new Set(ids);
  }

  /** Tells how far down a person has come, so that the next page is there before they are. */
  async seenTo(index: number): Promise<void> {
    if (this.#next === null || this.#fetching || index < this.rows.length - AHEAD_ROWS) return;
    const answer = this.#answers;
    this.#fetching = true;
    try {
      const page = await this.#host.call("articles_list", {
        filter: filterOf(this.shelf, this.narrow),
        order: this.order,
        after: this.#next,
        limit: PAGE_ROWS,
      });
      // The list was asked for anew meanwhile: this page belongs to the old one. A row that was replaced changes nothing in that.
      if (this.#answers !== answer) return;
      this.rows = [...this.rows, ...page.articles.map(listed)];
      this.#next = page.next;
    } catch (thrown) {
      if (this.#answers === answer) this.failure = asFailure(thrown);
    } finally {
      this.#fetching = false;
    }
  }

  #ask(rows: number): Promise<void> {
    return this.#questions.ask({ shelf: this.shelf, query: this.query.trim(), narrow: this.narrow, order: this.order, rows });
  }

  async #answer({ shelf, query, narrow, order, rows }: Question): Promise<void> {
    try {
      const filter = filterOf(shelf, narrow);
      if (query === "") {
        const page = await this.#host.call("articles_list", { filter, order, after: null, limit: rows });
        this.#show(page.articles.map(listed), page.next, false, false);
      } else {
        const reply = await this.#host.call("articles_search", { query, filter, limit: SEARCH_ROWS });
        this.#show(reply.hits.map(({ article, ...found }) => ({ article, found })), null, reply.more, true);
      }
    } catch (thrown) {
      if (this.#questions.overtaken) return;
      this.failure = asFailure(thrown);
      this.answered = true;
    }
  }

  #show(rows: readonly Listed[], next: string | null, cut: boolean, bestFirst: boolean): void {
    if (this.#questions.overtaken) return;
    this.#answers += 1;
    this.rows = rows;
    this.#next = next;
    this.cut = cut;
    this.failure = null;
    this.answered = true;
    // What is no longer in the list is not done anything to.
    this.#pick(rows.map((row) => row.article.id).filter((id) => this.picked.has(id)));
    // Of a change elsewhere the choice knows nothing: what is open stays open, though its row may have left the list.
    const anew = this.#begins && (bestFirst || this.chosenIndex < 0);
    this.#begins = false;
    if (anew || this.chosen === null) this.chooseAt(0);
  }
}

function listed(article: ArticleRow): Listed {
  return { article, found: null };
}

function filterOf(shelf: Shelf, narrow: Narrow): ArticleFilter {
  const status = shelf === "all" || shelf === "trash" ? null : shelf;
  return { status, trashed: shelf === "trash", ...narrow };
}
