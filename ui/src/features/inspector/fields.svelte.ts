// What is typed into the fields of an article beside its text.
// Here: when it is saved, what was refused, what is kept of it until then. Not here: which fields there are, which Details.svelte shows.

import { asFailure, type Host } from "../../host/host";
import type { Changes, Failure } from "../../wire";
import { Kept } from "./kept.svelte";

/** A field that says nothing but a text is saved after a pause of this long. */
export const FIELD_PAUSE_MS = 1000;
/** What could not be saved is tried again after this long, then after twice as long, and so on. */
export const FIELD_RETRY_MS = 2000;
const FIELD_RETRY_MOST_MS = 30_000;
/** These say of a value, or of its article, that it is not taken, however often it is tried. Anything else may pass. */
const REFUSED: ReadonlySet<Failure["code"]> = new Set(["invalid", "not_found", "not_allowed", "stale"] as const);

interface Needs {
  host: Host;
  /** Saves the article's text; false where that cannot be done. */
  flush: () => Promise<boolean>;
  /** A value was refused, and the article that it was for is shown no longer. */
  onlost: (why: Failure) => void;
  /** A value was chosen, or written and left, and is saved: it can be undone. */
  onsaved: (changes: Changes) => void;
  /** In these fields of the article that is shown now stands what was typed before the app ended, and was not saved. */
  onfound: (fields: readonly string[]) => void;
}

/** What was typed and not saved yet; it knows its article, which may be left before. */
interface Entry {
  id: string;
  field: string;
  value: string;
  /** It is saved at each pause. */
  soon: boolean;
  /** That it could not be saved was told. */
  told?: true;
}

/** A time as it can be typed again, in the library's time zone: what `galley set` reads. */
export function timeTyped(time: string | null): string {
  return time?.replace("T", " ").replace(/(:00)?(\.\d+)?(Z|[+-]\d\d:\d\d)$/, "") ?? "";
}

export class Fields {
  /** Why a value of the article that is shown was refused. */
  failure = $state.raw<Failure | null>(null);
  /** Whether what is typed stands above the text and not beside it: there it is told what was refused. */
  above = $state(true);
  /** The field that is typed into and what it was given last: it is given nothing else, or its cursor would move. */
  #held = $state.raw<{ field: string; given: string } | null>(null);

  readonly #needs: Needs;
  /** By article and field. */
  readonly #unsaved = new Map<string, Entry>();
  readonly #kept: Kept;
  /** The field whose value was refused, with it. */
  #refused: Entry | null = null;
  #id = $state.raw<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<boolean> | null = null;
  #failures = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#kept = new Kept(needs.host, (id) => this.#typedIn(id));
  }

  /** A library is open: finds what was typed in it before the app ended, and not saved. */
  async begin(): Promise<void> {
    await this.#kept.read();
    this.#tellFound();
  }

  /** Goes on with another article, or with none; what was typed for the one before is saved. */
  show(id: string | null): void {
    if (id === this.#id) return;
    this.leave();
    this.#id = id;
    this.#tellFound();
  }

  /** What was typed into is shown no longer, and its article perhaps still: it is saved, and what was refused is told where it can be seen. */
  leave(): void {
    if (this.#refused) this.#kept.soon(this.#refused.id);
    this.#refused = null;
    void this.flush();
    // Who goes on at once has not seen it here.
    if (this.failure) this.#needs.onlost(this.failure);
    [this.failure, this.#held, this.above] = [null, null, true];
  }

  /** What a field is to show, where its article has this value. */
  shown(field: string, value: string): string {
    return this.#held?.field === field ? this.#held.given : (this.#found(field) ?? value);
  }

  /** Whether what a field shows was typed before the app ended, and is not saved. */
  isFound(field: string, value: string): boolean {
    return this.#held?.field !== field && (this.#found(field) ?? value) !== value;
  }

  /** A key was pressed in a field whose article has the value `stored`; `soon` where it is saved without being left. */
  typed(field: string, value: string, stored: string, soon: boolean): void {
    if (this.#id === null) return;
    if (this.#held?.field !== field) this.#held = { field, given: this.shown(field, stored) };
    this.#type(this.#id, field, value, soon);
    this.#kept.soon(this.#id);
    if (!soon) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), FIELD_PAUSE_MS);
  }

  /** A field was left, whose article has the value `stored`. What was refused stands in it still. Answers whether all is saved that was typed there. */
  async left(field: string, stored: string): Promise<boolean> {
    const found = this.#found(field);
    if (found !== null && this.#id !== null) {
      // Who leaves it has seen it.
      if (found === stored) this.#kept.drop(this.#id, field);
      else {
        this.#held = { field, given: found };
        this.#type(this.#id, field, found, false);
      }
      this.#kept.soon(this.#id);
    }
    const saved = await this.flush();
    const typedSince = [...this.#unsaved.values()].some((entry) => entry.id === this.#id && entry.field === field);
    if (!saved || typedSince) return false;
    if (this.#held?.field === field) this.#held = null;
    return true;
  }

  /** Something was chosen: saves it at once. */
  choose(field: string, value: string): void {
    if (this.#id === null) return;
    this.#type(this.#id, field, value, false);
    void this.flush();
  }

  /** Saves what was typed, also in the field that the keyboard is still in. False where something could not be saved. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    const before = this.#saving;
    if (!before && this.#unsaved.size === 0) return Promise.resolve(true);
    const saving = this.#after(before).finally(() => {
      if (this.#saving === saving) this.#saving = null;
    });
    this.#saving = saving;
    return saving;
  }

  /** What is typed in an article, by its fields, and is not saved. */
  #typedIn(id: string): { field: string; value: string }[] {
    const all = [...(this.#refused ? [this.#refused] : []), ...this.#unsaved.values()].filter((entry) => entry.id === id);
    return [...new Map(all.map((entry) => [entry.field, entry])).values()];
  }

  #found(field: string): string | null {
    return this.#id === null ? null : this.#kept.found(this.#id, field);
  }

  #tellFound(): void {
    const fields = this.#id === null ? [] : this.#kept.fields(this.#id);
    if (fields.length > 0) this.#needs.onfound(fields);
  }

  #type(id: string, field: string, value: string, soon: boolean): void {
    this.#kept.drop(id, field);
    if (this.#refused?.id === id && this.#refused.field === field) this.#refused = null;
    this.#unsaved.set(`${id} ${field}`, { id, field, value, soon });
  }

  /** One after the other: a field that is saved twice keeps what was typed last. */
  async #after(before: Promise<boolean> | null): Promise<boolean> {
    let all = (await before) ?? true;
    if (this.#unsaved.size === 0) return all;
    const failed = !(await this.#needs.flush());
    const articles = new Set<string>();
    for (const [key, entry] of failed ? [] : [...this.#unsaved]) {
      const failure = await this.#save(entry);
      all = failure === null && all;
      // What is refused is not tried again: it stands in its field with the reason until a person writes another.
      const done = failure === null || REFUSED.has(failure.code);
      if (done && this.#unsaved.get(key) === entry) this.#unsaved.delete(key);
      articles.add(entry.id);
    }
    this.#again(failed || !all);
    // What is saved would be found again.
    await Promise.all([...articles].map((id) => this.#kept.now(id)));
    return all && !failed;
  }

  /** What stands in the way of a save may be gone in a while: room on the disk, the library's folder. */
  #again(failed: boolean): void {
    this.#failures = failed && this.#unsaved.size > 0 ? this.#failures + 1 : 0;
    if (this.#failures === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), Math.min(FIELD_RETRY_MOST_MS, FIELD_RETRY_MS * 2 ** (this.#failures - 1)));
  }

  /** Answers why it could not be done. */
  async #save(entry: Entry): Promise<Failure | null> {
    const { id, field, value, soon } = entry;
    try {
      const changes = await this.#needs.host.call("articles_set", { ids: [id], values: [[field, value]] });
      if (id === this.#id && (this.#refused === null || field === this.#refused.field)) [this.failure, this.#refused] = [null, null];
      if (!soon) this.#needs.onsaved(changes);
      return null;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (id === this.#id) [this.failure, this.#refused] = [failure, entry];
      else if (!entry.told) this.#needs.onlost(failure);
      entry.told = true;
      return failure;
    }
  }
}
