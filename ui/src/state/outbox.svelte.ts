// What is on its way to servers, as the window shows it.

import type { Host } from "../host/host";
import type { OutboxCounts, OutboxItem } from "../wire";
import { Pace } from "./pace";

/** Of fewer nobody asks how long they take. */
const MANY = 5;

const NONE: OutboxCounts = { all: 0, failed: 0, open: 0, overdue: 0, offline: 0, done: 0, again: 0 };

export class Outbox {
  #host: Host;
  jobs = $state.raw<readonly OutboxItem[]>([]);

  /** Of all of them, also of those that the list has no room for. */
  counts = $state.raw<OutboxCounts>(NONE);

  readonly failed = $derived(this.counts.failed);
  /** What the site shows at its time is on its way no longer. */
  readonly open = $derived(this.counts.open);
  /** Not done long after their time: whatever they wait for, a person has to know. */
  readonly overdue = $derived(this.counts.overdue);
  readonly offline = $derived(this.counts.offline);

  /** The library came from elsewhere, with jobs in it: nothing goes out until a person says that it may. */
  held = $state(false);

  #pace = new Pace();
  /** Where many are on their way: how many are done, of how many, and the minutes that are left, if that can be said. */
  far = $state.raw<{ done: number; total: number; minutes: number | null } | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  async refresh(): Promise<void> {
    try {
      const page = await this.#host.call("outbox_list", {});
      [this.jobs, this.counts] = [page.jobs, page.counts];
      this.held = this.counts.all > 0 && (await this.#host.call("outbox_held", {}));
      const now = Date.now();
      this.#pace.note(this.open, now);
      // What waits for the network has no pace.
      const goesOn = this.open > MANY && this.offline === 0;
      this.far = goesOn ? { done: this.#pace.done, total: this.#pace.total, minutes: this.#pace.minutesLeft(now) } : null;
    } catch {
      // Whatever is wrong with the library, the next thing that is done says it.
    }
  }
}
