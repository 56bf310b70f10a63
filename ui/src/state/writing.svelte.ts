// The article that is written: opened, saved at every pause, never lost.
// Here: when a save is due, what a failed or late one means. Not here: the writing surface, which is asked for its text
// only when it is saved.

import { asFailure, type Host } from "../host/host";
import type { ArticleText, Changes, Failure } from "../wire";

/** A save is due after a pause of this long... */
export const PAUSE_MS = 400;
/** ...and while one types on without a pause, after this long. */
export const STRETCH_MS = 1000;
/** What an input method composes is not text yet, but saved as it stands after this long: a whole sentence may be in it. */
export const COMPOSING_MOST_MS = 5000;
/** A save that failed is tried again after this long, then after twice as long, and so on. */
export const RETRY_MS = 2000;
const RETRY_MOST_MS = 30_000;
/** A save that takes longer than this waits for something: whoever writes is told. */
export const WAITS_MS = 2000;
/** What is typed while a person has not decided between two texts is kept at a pause, but no more often than this. */
export const LATE_MS = 10_000;

/** What an editor types. */
export interface Typed {
  headline: string;
  lead: string;
  body: string;
}

/**
 * `saved`: what is on the screen is on the disk. `typing`: a save is due in a moment. `failed`: it could not be saved and
 * is tried again. `late`: someone else saved first; `theirs` is what they saved, and a person decides.
 */
export type SaveState = "saved" | "typing" | "failed" | "late";

export class Writing {
  /** The article as it was last read or saved; its text may be behind what is on the screen. */
  article = $state.raw<ArticleText | null>(null);
  state = $state<SaveState>("saved");
  /** When the text on the disk was saved, RFC 3339. */
  savedAt = $state<string | null>(null);
  /** A save is under way for so long that it waits for something else: the text is in memory alone. */
  waits = $state(false);
  failure = $state.raw<Failure | null>(null);
  theirs = $state.raw<ArticleText | null>(null);
  /** The text of the screen could not be saved, and a person put it into a file: they may leave it. */
  elsewhere = $state(false);
  /** Counts the times that the text on the screen must be taken from `article` anew. */
  shown = $state(0);

  readonly #host: Host;
  /** Holds on to what is on the screen; read at a save only. */
  #screen: () => () => Typed = () => () => ({ headline: "", lead: "", body: "" });
  /** Whether an input method composes, and what was on the screen before, where that is not saved yet. */
  #composing = false;
  #committed: (() => Typed) | null = null;
  /** The text that is on the disk as far as this window knows. */
  #stored: Typed = { headline: "", lead: "", body: "" };
  #dirtySince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #failures = 0;
  /** The text that came late and that the core has in the history, when it was sent, and since when there is another one. */
  #kept: Typed | null = null;
  #keptAt = 0;
  #unkeptSince: number | null = null;
  #keeping: Promise<boolean> | null = null;
  /** The opening under way: who asks for the same article meanwhile waits for the same answer. */
  #going: { id: string | null; opened: Promise<boolean> } | null = null;
  #opening = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Says where the text on the screen is to be had: `screen` holds on to it at no cost, what it answers reads it. */
  attach(screen: () => () => Typed): void {
    this.#screen = screen;
  }

  /** True where something on the screen is not on the disk. */
  get dirty(): boolean {
    return this.#dirtySince !== null || this.#saving !== null;
  }

  /** Saves what is open and opens another article; none where it is null. Stays where the save fails. */
  open(id: string | null): Promise<boolean> {
    if (this.#going?.id === id) return this.#going.opened;
    if (id !== null && id === this.article?.article.id) {
      // Choosing the open article again cancels an opening that is under way.
      if (this.#going) [this.#opening, this.#going] = [this.#opening + 1, null];
      return Promise.resolve(true);
    }
    const going = { id, opened: this.#open(id) };
    this.#going = going;
    return going.opened.finally(() => {
      if (this.#going === going) this.#going = null;
    });
  }

  async #open(id: string | null): Promise<boolean> {
    const turn = ++this.#opening;
    if (!(await this.flush())) return false;
    if (turn !== this.#opening) return true;
    let article: ArticleText | null = null;
    let failure: Failure | null = null;
    try {
      if (id !== null) article = await this.#host.call("article_open", { id });
    } catch (thrown) {
      failure = asFailure(thrown);
    }
    // The text that is left was on the screen until now: what was typed into it meanwhile is saved, too.
    while (turn === this.#opening && this.dirty && !this.elsewhere) {
      if (!(await this.flush())) return turn !== this.#opening;
    }
    if (turn !== this.#opening) return true;
    this.#show(article);
    this.failure = failure;
    return true;
  }

  /** Called at every change of headline, lead or body. */
  touch(): void {
    if (!this.article) return;
    this.#dirtySince ??= Date.now();
    this.elsewhere = false;
    if (this.state === "late") return this.#keepSoon();
    if (this.state === "saved") this.state = "typing";
    if (this.state !== "typing" || this.#committed) return;
    const since = Date.now() - this.#dirtySince;
    this.#due(this.#composing ? COMPOSING_MOST_MS - since : Math.min(PAUSE_MS, STRETCH_MS - since));
  }

  /** An input method begins to compose: what was committed before is saved at once, by itself. */
  composes(): void {
    if (this.#composing || !this.article) return;
    this.#composing = true;
    if (this.#dirtySince === null) return;
    this.#committed = this.#screen();
    if (this.state === "typing") this.#due(0);
  }

  /** It has composed. In WebKit the word comes into the text only after it said so. */
  composed(): void {
    if (!this.#composing) return;
    this.#composing = false;
    if (this.#dirtySince === null || this.#committed) return;
    this.#dirtySince = Date.now();
    if (this.state === "typing") this.#due(PAUSE_MS);
  }

  /** The window is left: saves at once, but nothing half composed. */
  leave(): void {
    if (!this.#composing) void this.flush();
  }

  /** Saves at once what is not saved yet. False where that fails, and the text is nowhere else, or a person must decide first. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.theirs) {
      await this.#keepLate();
      return false;
    }
    while (this.dirty) {
      await (this.#saving ?? this.#save());
      if (this.#isStuck()) return this.state === "failed" && this.elsewhere;
    }
    return true;
  }

  /** Tries a save that failed again, now. */
  async retry(): Promise<void> {
    if (this.state === "failed") await this.#save();
  }

  /** Takes the text of the screen over what someone else saved; theirs stays as a revision. */
  async keepMine(): Promise<void> {
    if (!this.theirs) return;
    this.#base(this.theirs);
    this.theirs = null;
    this.state = "typing";
    this.#dirtySince ??= Date.now();
    await this.#save();
  }

  /** Takes what someone else saved, once the text of the screen is in the history; where that fails, all stays as it is. */
  async takeTheirs(): Promise<void> {
    // What is typed while it is kept is no less worth keeping.
    while (this.theirs && !this.#isKept(this.#screen()())) {
      if (!(await this.#keepLate())) return;
    }
    if (this.theirs) this.#show(this.theirs);
  }

  /** Hears of a change of the library; null where no one knows what changed. */
  async changed(changes: Changes | null): Promise<void> {
    const open = this.article;
    if (!open || (changes && !changes.articles.includes(open.article.id))) return;
    // What stood in the way of a save may be gone: the library is back.
    if (this.state === "failed") return this.retry();
    // The echo of a save of this window.
    if (changes?.op === "write" && (this.#saving || changes.articles.length > 1)) return;
    const turn = this.#opening;
    await this.#saving;
    let now: ArticleText;
    try {
      now = await this.#host.call("article_open", { id: open.article.id });
    } catch {
      return; // The next save says what is wrong.
    }
    if (turn !== this.#opening || this.#saving) return;
    if (this.theirs) {
      // They may go on while no one decided here, or take back what they saved: then there is nothing to decide.
      this.theirs = now;
      if (sameText(now, this.#stored)) await this.keepMine();
      return;
    }
    // What was just saved is on the screen. Of what is said about a cover no version tells.
    if (changes?.op === "write" && now.version === this.article?.version) return;
    if (sameText(now, this.#stored)) this.#base(now);
    else if (this.#dirtySince === null) this.#show(now);
    // Else both changed: the next save is late and tells.
  }

  #show(article: ArticleText | null): void {
    clearTimeout(this.#timer);
    this.#dirtySince = null;
    this.#composing = false;
    this.#committed = null;
    this.#failures = 0;
    this.elsewhere = false;
    this.#kept = null;
    this.#unkeptSince = null;
    this.failure = null;
    this.theirs = null;
    this.state = "saved";
    this.article = null;
    if (article) this.#base(article);
    this.savedAt = article?.article.modified ?? null;
    this.shown += 1;
  }

  /** Goes on from this version: the text on the screen stays. */
  #base(article: ArticleText): void {
    this.article = article;
    this.#stored = { headline: article.headline, lead: article.lead, body: unix(article.body) };
  }

  #due(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), Math.max(0, afterMs));
  }

  #save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#saving) return this.#saving;
    const long = setTimeout(() => (this.waits = true), WAITS_MS);
    this.#saving = this.#saveNow().finally(() => {
      clearTimeout(long);
      this.waits = false;
      this.#saving = null;
      if (this.state !== "typing" || this.#dirtySince === null) return;
      this.#due(this.#committed ? 0 : this.#composing ? COMPOSING_MOST_MS : PAUSE_MS);
    });
    return this.#saving;
  }

  async #saveNow(): Promise<void> {
    const open = this.article;
    if (!open || this.#dirtySince === null) return;
    const committed = this.#committed;
    const typed = (committed ?? this.#screen())();
    this.#committed = null;
    // Behind what was committed may stand what was composed since.
    this.#dirtySince = committed && Date.now();
    if (sameText(typed, this.#stored)) {
      this.#settled();
      return;
    }
    // Where only a field was changed elsewhere it goes over that at once.
    let over: ArticleText | null = open;
    while (over) over = await this.#send(typed, over);
  }

  /** Saves a text over a version. Answers the version that it is to be saved over instead, if there is one. */
  async #send(typed: Typed, over: ArticleText): Promise<ArticleText | null> {
    try {
      const { version, article, counts } = await this.#host.call("article_save", { id: over.article.id, base: over.version, ...typed });
      this.#stored = typed;
      this.article = { ...over, ...typed, article, version, counts };
      this.savedAt = article.modified;
      this.#settled();
      return null;
    } catch (thrown) {
      return this.#failed(asFailure(thrown), over, typed);
    }
  }

  #isKept(typed: Typed): boolean {
    return this.#kept !== null && sameText(typed, this.#kept);
  }

  #keepSoon(): void {
    const now = Date.now();
    this.#unkeptSince ??= now;
    const rest = this.#keptAt + LATE_MS - now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keepLate(), Math.max(0, rest, Math.min(PAUSE_MS, LATE_MS - (now - this.#unkeptSince))));
  }

  #keepLate(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#keeping ??= this.#keepLateNow().finally(() => (this.#keeping = null));
    return this.#keeping;
  }

  /**
   * Has the text of the screen kept in the history, by saving it over the version that it was based on: the core answers
   * that it is late and keeps it. False where it answers anything else.
   */
  async #keepLateNow(): Promise<boolean> {
    const open = this.article;
    const typed = this.#screen()();
    this.#unkeptSince = null;
    if (!open || this.#isKept(typed)) return true;
    this.#keptAt = Date.now();
    let failure: Failure;
    try {
      await this.#host.call("article_save", { id: open.article.id, base: open.version, ...typed });
      this.#kept = typed;
      return true;
    } catch (thrown) {
      failure = asFailure(thrown);
    }
    if (!this.theirs) return true; // Decided meanwhile.
    this.failure = failure;
    if (failure.code === "stale") {
      this.#kept = typed;
      return true;
    }
    this.#keepSoon();
    return false;
  }

  #isStuck(): boolean {
    return this.state === "failed" || this.state === "late";
  }

  #settled(): void {
    this.#failures = 0;
    this.elsewhere = false;
    this.failure = null;
    this.state = this.#dirtySince === null ? "saved" : "typing";
  }

  async #failed(failure: Failure, over: ArticleText, typed: Typed): Promise<ArticleText | null> {
    let why = failure;
    if (failure.code === "stale") {
      try {
        const theirs = await this.#host.call("article_open", { id: over.article.id });
        // A tag or a release is no other text: no one has to decide.
        if (theirs.version !== over.version && sameText(theirs, this.#stored)) {
          this.#base(theirs);
          return theirs;
        }
        this.#dirtySince ??= Date.now();
        [this.theirs, this.failure, this.state] = [theirs, failure, "late"];
        [this.#kept, this.#keptAt, this.#unkeptSince] = [typed, Date.now(), null];
        // There may be more on the screen by now.
        this.#keepSoon();
        return null;
      } catch (thrown) {
        why = asFailure(thrown);
      }
    }
    this.#dirtySince ??= Date.now();
    [this.failure, this.state] = [why, "failed"];
    const wait = Math.min(RETRY_MOST_MS, RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#due(wait);
    return null;
  }
}

export function sameText(a: Typed, b: Typed): boolean {
  return a.headline === b.headline && a.lead === b.lead && unix(a.body) === unix(b.body);
}

/** A writing surface knows one kind of line end; the core puts the stored ones back. */
export function unix(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
