// What is on its way to servers, as the window shows it.

import type { Host } from "../host/host";
import type { OutboxItem } from "../wire";

export class Outbox {
  #host: Host;
  jobs = $state.raw<readonly OutboxItem[]>([]);

  readonly failed = $derived(this.jobs.filter((job) => job.state === "failed").length);
  /** What the site shows at its time is on its way no longer. */
  readonly open = $derived(this.jobs.filter((job) => job.state === "running" || (job.state === "waiting" && job.why !== "scheduled")).length);
  readonly offline = $derived(this.jobs.filter((job) => job.state === "waiting" && job.why === "offline").length);

  constructor(host: Host) {
    this.#host = host;
  }

  async refresh(): Promise<void> {
    try {
      this.jobs = await this.#host.call("outbox_list", {});
    } catch {
      // Whatever is wrong with the library, the next thing that is done says it.
    }
  }
}
