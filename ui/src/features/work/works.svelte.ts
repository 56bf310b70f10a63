// Long work that the window started: how far each is, and the way to stop it. One of a kind at a time.

import type { Host } from "../../host/host";
import type { Work, WorkProgress } from "../../wire";

export class Works {
  /** How far each is that is under way and has said so. */
  running = $state.raw<readonly WorkProgress[]>([]);

  readonly #host: Host;
  readonly #begun = new Set<Work>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** How far one of them is. What comes after its end is not heard. */
  heard(progress: WorkProgress): void {
    if (!this.#begun.has(progress.work)) return;
    const at = this.running.findIndex(({ work }) => work === progress.work);
    this.running = at >= 0 ? this.running.with(at, progress) : [...this.running, progress];
  }

  /** Does it, and shows how far it is from when it begins to say so until it is done. */
  async run<T>(work: Work, act: () => Promise<T>): Promise<T> {
    this.#begun.add(work);
    try {
      return await act();
    } finally {
      this.#begun.delete(work);
      this.running = this.running.filter((one) => one.work !== work);
    }
  }

  /** Asks it to stop; it answers for itself. */
  stop(work: Work): void {
    void this.#host.call("work_stop", { work });
  }
}
