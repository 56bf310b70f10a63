// The list in the middle: a shelf of the library page by page, or what a search found.
// Here: what is asked for, which answer counts, which row is chosen, what is selected. Not here: how a row looks.
//
// Of a long shelf only a stretch is here, which begins at the top or ends at the end, and grows as one scrolls. So what is
// selected may be more than what is here: all of the shelf but some.

import { asFailure, type Host } from "../host/host";
import type { ArticleFilter, ArticleRow, Failure, ListOrder, Mark, Status } from "../wire";
import { Latest } from "./latest";

/** The statuses in the order of an article's life. */
export const STATUSES = ["draft", "review", "approved", "scheduled", "published", "archived"] as const satisfies Status[];

/** What the sidebar offers: everything, one status, or the trash. */
export type Shelf = Status | "all" | "trash";
export const SHELVES = ["all", ...STATUSES, "trash"] as const satisfies Shelf[];

/** What a shelf or a search is narrowed to, besides: each a category by id, a tag by id, a language by tag. */
export type Narrow = Pick<ArticleFilter, "category" | "tag" | "language">;
const WIDE: Narrow = { category: null, tag: null, language: null };

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

/** Rows asked for at once after a change. */
const RELOAD_ROWS = 1000;
/** Most rows that are asked for anew after a change; who has scrolled farther begins at the top again. */
const RELOAD_MOST_ROWS = 20_000;
/** So far down an article is looked for that a search found: farther, its place in the list is not worth the wait. */
const FOLLOW_MOST_ROWS = 2_000;

/** An end of the list. */
export type End = "first" | "last";

interface Question {
  shelf: Shelf;
  query: string;
  narrow: Narrow;
  order: ListOrder;
  rows: number;
  /** From which end on. */
  from: End;
  /** Goes on until this one is there, as far as a list may go. */
  until?: string;
}

/** A stretch of a shelf. Where a cursor is null, the shelf has its end there. */
interface Stretch {
  rows: readonly Listed[];
  previous: string | null;
  next: string | null;
  /** How many articles stand before it. */
  offset: number;
}

/** The whole shelf is selected but for some. */
interface Whole {
  except: ReadonlySet<string>;
  count: number;
}

export class Articles {
  rows = $state.raw<readonly Listed[]>([]);
  /** How many articles of the shelf stand before the first row. */
  offset = $state(0);
  /** On which side the rows grew last. */
  grew = $state<"above" | "below">("below");
  shelf = $state<Shelf>("all");
  query = $state("");
  narrow = $state.raw<Narrow>(WIDE);
  /** The order of a shelf; a search has its own: the best first. */
  order = $state.raw<ListOrder>({ by: "date", reversed: false });
  /** The article that is open. */
  chosen = $state<string | null>(null);
  /** The articles that are selected together; none where it is the open one alone, or the whole shelf. */
  picked = $state.raw<ReadonlySet<string>>(new Set());
  /** The whole shelf is selected, whose rows are not all here. */
  whole = $state.raw<Whole | null>(null);
  /** What is selected, as far as it is here. */
  readonly selectedRows: readonly ArticleRow[] = $derived(this.rows.map((row) => row.article).filter(({ id }) => this.isSelected(id)));
  /** The statuses that those that are selected may have, each once. */
  readonly statuses: readonly Status[] = $derived.by(() => {
    const mayBe = this.whole ? (status: Status) => this.shelf === status || !STATUSES.some((other) => other === this.shelf) : (status: Status) => this.selectedRows.some((row) => row.status === status);
    return STATUSES.filter(mayBe);
  });
  failure = $state.raw<Failure | null>(null);
  /** False until the first answer: an empty list before it is not yet news. */
  answered = $state(false);
  /** The answer in `rows` leaves more articles out than it shows (search only; a shelf goes on as one scrolls). */
  cut = $state(false);

  readonly #host: Host;
  readonly #questions: Latest<Question>;
  #previous: string | null = null;
  #next: string | null = null;
  #fetching = false;
  /** Where a stretch of selected rows begins. */
  #anchor: string | null = null;
  /** The same where that row is not here: what lies on its other side, and how many are selected from it to the end. */
  #far: { beyond: readonly string[]; count: number } | null = null;
  /** What the rows are an answer to. */
  #shownOf: Question | null = null;
  /** How many times the list was answered anew. */
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

  get narrowed(): boolean {
    return Object.values(this.narrow).some((value) => value !== null);
  }

  /** The place of the chosen row among those that are here, or -1. */
  get chosenIndex(): number {
    return this.rows.findIndex((row) => row.article.id === this.chosen);
  }

  showShelf(shelf: Shelf): Promise<void> {
    this.shelf = shelf;
    this.query = "";
    return this.refresh();
  }

  /** Shows all articles: the whole shelf of them, whatever it was narrowed to. */
  showAll(): Promise<void> {
    this.narrow = WIDE;
    return this.showShelf("all");
  }

  /** Narrows what is shown to a category, a tag or a language; the same once more widens it again. */
  narrowTo(part: keyof Narrow, value: string): Promise<void> {
    this.narrow = { ...this.narrow, [part]: this.narrow[part] === value ? null : value };
    return this.refresh();
  }

  /** Shows all categories, tags and languages. */
  widen(): Promise<void> {
    this.narrow = WIDE;
    return this.refresh();
  }

  /** Puts the shelves in another order. */
  putInOrder(order: ListOrder): Promise<void> {
    this.order = order;
    return this.refresh();
  }

  search(query: string): Promise<void> {
    const ends = this.searching && query.trim() === "";
    this.query = query;
    // Who has found what they looked for goes on from there.
    return this.refresh(ends && this.chosenIndex >= 0 ? this.chosen : null);
  }

  /** Asks again for what is shown, from the top; as far as to this article. */
  refresh(until: string | null = null): Promise<void> {
    this.#begins = true;
    this.pickNone();
    return this.#ask(PAGE_ROWS, "first", until);
  }

  /** Asks again for as much as is shown, so that nothing moves under a person's eyes but what changed. */
  reload(): Promise<void> {
    return this.#ask(Math.min(RELOAD_MOST_ROWS, Math.max(PAGE_ROWS, this.rows.length)), this.#previous === null ? "first" : "last");
  }

  /** Puts an article that was saved in place of its row. Its place in the list waits for the next question. */
  replace(article: ArticleRow): void {
    const at = this.rows.findIndex((row) => row.article.id === article.id);
    const found = this.rows[at]?.found ?? null;
    if (at >= 0) this.rows = this.rows.with(at, { article, found });
  }

  /** Chooses an article, wherever it stands, and it alone: what was selected before is not meant any more. */
  choose(id: string): void {
    this.chosen = id;
    this.pickNone();
  }

  /** Chooses the row at this place, and it alone; a place off the list is brought back onto it. */
  chooseAt(index: number): void {
    this.chosen = this.#at(index);
    this.pickNone();
  }

  /** Several are selected together. */
  get several(): boolean {
    return this.whole !== null || this.picked.size > 0;
  }

  /** How many are selected. */
  get count(): number {
    return this.whole?.count ?? this.selection.length;
  }

  isSelected(id: string): boolean {
    if (this.whole) return !this.whole.except.has(id);
    return this.picked.size > 0 ? this.picked.has(id) : this.chosen === id;
  }

  /** The ids of all that are selected and whose status is meant, also of those that are not here. */
  async selectedIds(means: (status: Status) => boolean = () => true): Promise<string[]> {
    if (this.whole) return this.#host.call("articles_chosen", { ...this.#wholeFilter(), statuses: STATUSES.filter(means) });
    const spared = new Set(this.selectedRows.filter(({ status }) => !means(status)).map(({ id }) => id));
    return this.selection.filter((id) => !spared.has(id));
  }

  /** All that are selected, also those that are not here: these are fetched, which takes a while. */
  async allSelected(): Promise<readonly ArticleRow[]> {
    if (!this.whole) return this.selectedRows;
    const { filter, except } = this.#wholeFilter();
    const spared = new Set(except);
    const all: ArticleRow[] = [];
    let after: string | null = null;
    do {
      const page: { articles: ArticleRow[]; next: string | null } = await this.#host.call("articles_list", { filter, order: this.order, after, limit: RELOAD_ROWS });
      all.push(...page.articles.filter(({ id }) => !spared.has(id)));
      after = page.next;
    } while (after !== null);
    return all;
  }

  /** Selects all rows from where one began up to this place, and opens the last. */
  pickTo(index: number): void {
    this.#anchor ??= this.chosen;
    this.chosen = this.#at(index);
    const [begin, end] = [this.rows.findIndex((row) => row.article.id === this.#anchor), this.chosenIndex];
    if (begin < 0 && this.#far) return this.#pickFrom(this.#far, end);
    const ends = [begin, end].sort((a, b) => a - b);
    this.#pick(this.rows.slice(Math.max(0, ends[0] ?? 0), (ends[1] ?? 0) + 1).map((row) => row.article.id));
  }

  /** The stretch begins at a row that is not here: between it and what is here all are selected. */
  #pickFrom({ beyond, count }: { beyond: readonly string[]; count: number }, end: number): void {
    const rest = this.#previous === null ? this.rows.slice(0, Math.max(0, end)) : this.rows.slice(end + 1);
    this.picked = new Set();
    this.whole = { except: new Set([...beyond, ...rest.map((row) => row.article.id)]), count: count - rest.length };
  }

  /** Goes to the row at this place and leaves the selection as it is. */
  walkTo(index: number): void {
    const ids = this.selection;
    this.chosen = this.#at(index);
    this.#anchor = this.chosen;
    this.#far = null;
    if (!this.whole) this.#pick(ids);
  }

  /** Goes to the first or the last article of the list, also where that is not here: it alone, with all up to it, or by itself. */
  async toEnd(end: End, how: "choose" | "pick" | "walk"): Promise<void> {
    const last = end === "last";
    const far = (last ? this.#next : this.#previous) !== null;
    if (how === "pick") this.#anchor ??= this.chosen;
    // A stretch of a shelf touches one of its ends: what lies on the other side of the row where the selection begins is here.
    const at = this.rows.findIndex((row) => row.article.id === this.#anchor);
    const beyond = (last ? this.rows.slice(0, Math.max(0, at)) : this.rows.slice(at + 1)).map((row) => row.article.id);
    if (far) {
      const answers = this.#answers;
      await this.#ask(PAGE_ROWS, end);
      if (this.#answers === answers || this.failure) return;
    }
    const goal = last ? this.rows.length - 1 : 0;
    if (how === "walk") this.walkTo(goal);
    else if (how === "choose") this.chooseAt(goal);
    else if (!far || this.rows.some((row) => row.article.id === this.#anchor)) this.pickTo(goal);
    else {
      const count = await this.#count(beyond);
      if (count === null) return;
      this.#far = { beyond, count };
      this.pickTo(goal);
    }
  }

  /** Takes the row that keys act on into the selection, or out of it; one stays selected. */
  toggleChosen(): void {
    const { chosen } = this;
    if (chosen === null || this.#toggleInWhole(chosen)) return;
    const others = this.selection.filter((id) => id !== chosen);
    this.#anchor = chosen;
    this.#pick(this.isSelected(chosen) && others.length > 0 ? others : [...others, chosen]);
  }

  /** Takes the row at this place into the selection, or out of it. */
  toggleAt(index: number): void {
    const id = this.#at(index);
    if (id === null) return;
    if (this.#toggleInWhole(id)) return void (this.chosen = id);
    const picked = new Set(this.selection);
    if (picked.has(id) && picked.size > 1) picked.delete(id);
    else picked.add(id);
    this.#anchor = id;
    this.chosen = picked.has(id) ? id : ([...picked].at(-1) ?? null);
    this.#pick([...picked]);
  }

  #toggleInWhole(id: string): boolean {
    if (!this.whole) return false;
    const { count } = this.whole;
    const except = new Set(this.whole.except);
    [this.#anchor, this.#far] = [id, null];
    if (except.delete(id)) this.whole = { except, count: count + 1 };
    else if (count > 1) this.whole = { except: except.add(id), count: count - 1 };
    return true;
  }

  /** Selects every article of the shelf, or all that a search shows. */
  async pickAll(): Promise<void> {
    if (this.searching || (this.#previous === null && this.#next === null)) return this.#pick(this.rows.map((row) => row.article.id));
    const count = await this.#count([]);
    if (count === null) return;
    this.pickNone();
    this.whole = { except: new Set(), count };
  }

  pickNone(): void {
    [this.#anchor, this.#far] = [null, null];
    this.picked = new Set();
    this.whole = null;
  }

  /** The article next to what is selected: what to go on with when that leaves the list. */
  get beside(): string | null {
    const at = this.chosenIndex;
    const stays = ({ article }: Listed) => !this.isSelected(article.id);
    return (this.rows.slice(at + 1).find(stays) ?? this.rows.slice(0, Math.max(0, at)).findLast(stays))?.article.id ?? null;
  }

  /** The ids of what is selected; of a whole shelf, of the chosen one alone. */
  get selection(): readonly string[] {
    if (this.picked.size > 0) return [...this.picked];
    return this.chosen === null ? [] : [this.chosen];
  }

  #at(index: number): string | null {
    return this.rows[Math.max(0, Math.min(index, this.rows.length - 1))]?.article.id ?? null;
  }

  #pick(ids: readonly string[]): void {
    this.whole = null;
    this.picked = ids.length === 1 && ids[0] === this.chosen ? new Set() : new Set(ids);
  }

  #wholeFilter(): { filter: ArticleFilter; except: string[] } {
    return { filter: filterOf(this.shelf, this.narrow), except: [...(this.whole?.except ?? [])] };
  }

  /** How many the shelf has without these; null where that cannot be said, or the list is another one by then. */
  async #count(except: readonly string[]): Promise<number | null> {
    const answers = this.#answers;
    try {
      const count = await this.#host.call("articles_count", { filter: filterOf(this.shelf, this.narrow), except: [...except] });
      return answers === this.#answers ? count : null;
    } catch (thrown) {
      if (answers === this.#answers) this.failure = asFailure(thrown);
      return null;
    }
  }

  /** Tells what a person sees, so that the next page is there before they are, on either side. */
  async seen(first: number, last: number): Promise<void> {
    if (last >= this.rows.length - AHEAD_ROWS && this.#next !== null) await this.#grow("below", this.#next);
    else if (first < AHEAD_ROWS && this.#previous !== null) await this.#grow("above", this.#previous);
  }

  async #grow(side: "above" | "below", after: string): Promise<void> {
    if (this.#fetching) return;
    const answer = this.#answers;
    this.#fetching = true;
    try {
      const page = await this.#page(filterOf(this.shelf, this.narrow), this.order, side === "above" ? "last" : "first", after, PAGE_ROWS);
      // The list was asked for anew meanwhile: this page belongs to the old one. A row that was replaced changes nothing in that.
      if (this.#answers !== answer) return;
      this.grew = side;
      if (side === "below") {
        this.rows = [...this.rows, ...page.rows];
        this.#next = page.cursor;
      } else {
        this.rows = [...page.rows, ...this.rows];
        this.#previous = page.cursor;
        this.offset = page.cursor === null ? 0 : Math.max(0, this.offset - page.rows.length);
      }
    } catch (thrown) {
      if (this.#answers === answer) this.failure = asFailure(thrown);
    } finally {
      this.#fetching = false;
    }
  }

  /** A page of a shelf from one of its ends, or from a cursor on its way; the rows as they stand in the list. */
  async #page(filter: ArticleFilter, order: ListOrder, from: End, after: string | null, limit: number): Promise<{ rows: Listed[]; cursor: string | null }> {
    const walked = from === "first" ? order : { ...order, reversed: !order.reversed };
    const { articles, next } = await this.#host.call("articles_list", { filter, order: walked, after, limit });
    const rows = articles.map((article): Listed => ({ article, found: null }));
    return { rows: from === "first" ? rows : rows.reverse(), cursor: next };
  }

  /** The same for any number of rows. */
  async #stretch(filter: ArticleFilter, order: ListOrder, from: End, least: number, until?: string): Promise<{ rows: Listed[]; cursor: string | null }> {
    let [rows, cursor]: [Listed[], string | null] = [[], null];
    let [limit, sought] = [least, until !== undefined];
    do {
      const page = await this.#page(filter, order, from, cursor, Math.min(RELOAD_ROWS, limit - rows.length));
      rows = from === "first" ? [...rows, ...page.rows] : [...page.rows, ...rows];
      cursor = page.cursor;
      sought &&= !page.rows.some((row) => row.article.id === until);
      if (sought) limit = Math.min(FOLLOW_MOST_ROWS, rows.length + RELOAD_ROWS);
    } while (cursor !== null && rows.length < limit && !this.#questions.overtaken);
    return { rows, cursor };
  }

  #ask(rows: number, from: End, until: string | null = null): Promise<void> {
    return this.#questions.ask({ shelf: this.shelf, query: this.query.trim(), narrow: this.narrow, order: this.order, rows, from, ...(until !== null && { until }) });
  }

  async #answer(question: Question): Promise<void> {
    const { query, shelf, narrow } = question;
    try {
      if (query === "") return await this.#answerShelf(question);
      const reply = await this.#host.call("articles_search", { query, filter: filterOf(shelf, narrow), limit: SEARCH_ROWS });
      const rows = reply.hits.map(({ article, ...found }) => ({ article, found }));
      this.#show({ rows, previous: null, next: null, offset: 0 }, reply.more, "always", question);
    } catch (thrown) {
      if (this.#questions.overtaken) return;
      this.failure = asFailure(thrown);
      this.answered = true;
    }
  }

  async #answerShelf(question: Question): Promise<void> {
    const { shelf, narrow, order, rows: limit, from, until } = question;
    const filter = filterOf(shelf, narrow);
    const { whole } = this;
    const counted = (except: readonly string[]) => this.#host.call("articles_count", { filter, except: [...except] });
    const [{ rows, cursor }, total, left] = await Promise.all([
      this.#stretch(filter, order, from, limit, until),
      from === "last" ? counted([]) : 0,
      whole ? counted([...whole.except]) : 0,
    ]);
    const stretch = from === "first" ? { rows, previous: null, next: cursor, offset: 0 } : { rows, previous: cursor, next: null, offset: Math.max(0, total - rows.length) };
    this.#show(stretch, false, cursor !== null && this.#holds(question) ? "never" : "where it is not here", question);
    if (whole === null || this.whole !== whole || this.#questions.overtaken) return;
    if (left > 0) this.whole = { ...whole, count: left };
    else this.pickNone();
  }

  /** Whether what is chosen stands in this shelf, too, though perhaps farther down: another order was asked for, or fewer limits. */
  #holds({ shelf, narrow }: Question): boolean {
    const before = this.#shownOf;
    if (before === null || this.chosen === null) return false;
    if (shelf !== before.shelf && (shelf !== "all" || before.shelf === "trash")) return false;
    return (Object.keys(narrow) as (keyof Narrow)[]).every((part) => narrow[part] === null || narrow[part] === before.narrow[part]);
  }

  /** `anew`: when the first row is chosen as an answer to a new question. */
  #show({ rows, previous, next, offset }: Stretch, cut: boolean, anew: "always" | "where it is not here" | "never", question: Question): void {
    if (this.#questions.overtaken) return;
    this.#shownOf = question;
    const here = new Set(rows.map((row) => row.article.id));
    // Of what was selected and is here no longer, nothing is known where the list is at another place now.
    const moved = (this.#previous === null) !== (previous === null);
    const gone = moved ? new Set() : new Set(this.rows.map((row) => row.article.id).filter((id) => !here.has(id)));
    this.#answers += 1;
    this.rows = rows;
    [this.#previous, this.#next] = [previous, next];
    this.offset = previous === null ? 0 : offset;
    this.grew = "below";
    this.cut = cut;
    this.failure = null;
    this.answered = true;
    // What is no longer in the list is not done anything to.
    if (!this.whole) this.#pick([...this.picked].filter((id) => !gone.has(id)));
    // Of a change elsewhere the choice knows nothing: what is open stays open, though its row may have left the list.
    const first = this.#begins && anew !== "never" && (anew === "always" || this.chosenIndex < 0);
    this.#begins = false;
    if (first || this.chosen === null) this.chooseAt(0);
  }
}

function filterOf(shelf: Shelf, narrow: Narrow): ArticleFilter {
  const status = shelf === "all" || shelf === "trash" ? null : shelf;
  return { status, trashed: shelf === "trash", ...narrow };
}
