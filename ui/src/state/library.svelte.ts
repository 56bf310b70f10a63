// The library that this window shows: its name and how many articles stand on each shelf.

import { asFailure, type Host } from "../host/host";
import type { Failure, LibraryStatus } from "../wire";

export class Library {
  status = $state.raw<LibraryStatus | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** False until the first answer. */
  answered = $state(false);

  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks anew. Where that fails, what was known stays beside the failure. */
  async refresh(): Promise<void> {
    try {
      this.status = await this.#host.call("library_status", {});
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
    this.answered = true;
  }

  /** Another program has opened it, too, or the last one that had has ended. */
  neighbours(there: boolean): void {
    if (this.status && this.status.openElsewhere !== there) this.status = { ...this.status, openElsewhere: there };
  }
}
