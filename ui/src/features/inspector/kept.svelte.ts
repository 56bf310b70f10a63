// What is half typed in a field, and would not be saved before the field is left: kept as it stands, outside of the library, so that it
// stands there again where the app is killed.

import type { Host } from "../../host/host";
import type { HalfTyped } from "../../wire";

/** What is typed is kept after a pause of this long... */
export const KEEP_PAUSE_MS = 300;
/** ...and while one types on, after this long: on the disk it is within a second of its key. */
export const KEEP_STRETCH_MS = 600;

interface Typed {
  field: string;
  value: string;
}

export class Kept {
  /** What was found at the start and neither typed over nor left since. */
  #found = $state.raw<readonly HalfTyped[]>([]);

  readonly #host: Host;
  /** What is typed in an article now and not saved. */
  readonly #typed: (id: string) => readonly Typed[];
  /** What the disk has, by article. */
  readonly #onDisk = new Map<string, string>();
  readonly #since = new Map<string, number>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #keeping: Promise<void> = Promise.resolve();

  constructor(host: Host, typed: (id: string) => readonly Typed[]) {
    this.#host = host;
    this.#typed = typed;
  }

  /** Reads what the disk has. */
  async read(): Promise<void> {
    let all: readonly HalfTyped[];
    try {
      all = await this.#host.call("fields_kept", {});
    } catch {
      return; // Nothing is lost by it that is not lost already.
    }
    // What was typed meanwhile is newer.
    this.#found = all.filter(({ article, field }) => !this.#typed(article).some((typed) => typed.field === field));
    for (const { article } of all) this.#onDisk.set(article, written(all.filter((kept) => kept.article === article)));
  }

  /** What was found for a field of an article. */
  found(id: string, field: string): string | null {
    return this.#found.find((kept) => kept.article === id && kept.field === field)?.value ?? null;
  }

  /** The fields of an article for which something was found. */
  fields(id: string): readonly string[] {
    return this.#found.filter(({ article }) => article === id).map(({ field }) => field);
  }

  /** A field has another value now: what was found for it is told no more. */
  drop(id: string, field: string): void {
    if (this.found(id, field) !== null) this.#found = this.#found.filter((kept) => kept.article !== id || kept.field !== field);
  }

  /** Something was typed: keeps it after a pause. */
  soon(id: string): void {
    const now = Date.now();
    const since = this.#since.get(id) ?? now;
    this.#since.set(id, since);
    clearTimeout(this.#timers.get(id));
    const wait = Math.max(0, Math.min(KEEP_PAUSE_MS, KEEP_STRETCH_MS - (now - since)));
    this.#timers.set(id, setTimeout(() => void this.now(id), wait));
  }

  /** Keeps what is not saved of an article, and no more. */
  now(id: string): Promise<void> {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#since.delete(id);
    this.#keeping = this.#keeping.then(() => this.#keep(id));
    return this.#keeping;
  }

  async #keep(id: string): Promise<void> {
    const all = [...this.#found.filter(({ article }) => article === id), ...this.#typed(id)];
    const now = written(all);
    if (now === (this.#onDisk.get(id) ?? NOTHING)) return;
    try {
      await this.#host.call("fields_keep", { id, values: all.map(({ field, value }) => [field, value]) });
      this.#onDisk.set(id, now);
    } catch {
      // On a full disk it is in memory alone, until the next key is kept.
    }
  }
}

function written(all: readonly Typed[]): string {
  return JSON.stringify(all.map(({ field, value }) => [field, value]));
}

const NOTHING = written([]);
