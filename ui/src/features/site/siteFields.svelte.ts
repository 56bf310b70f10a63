// The fields of the site, as its sheets show and set them: each is kept as soon as it is changed.

import { asFailure, type Host } from "../../host/host";
import type { Failure, SiteSettings } from "../../wire";

export class SiteFields {
  shown = $state.raw<SiteSettings | null>(null);
  /** What could not be kept, by field; under no name what could not be read. */
  failures = $state<Record<string, Failure>>({});
  readonly #host: Host;
  readonly #fields = $derived(new Map(this.shown?.fields));

  constructor(host: Host) {
    this.#host = host;
  }

  readonly value = (field: string): string => this.#fields.get(field) ?? "";

  async open(): Promise<void> {
    this.failures = {};
    await this.look();
  }

  async look(): Promise<void> {
    try {
      this.shown = await this.#host.call("site_settings", {});
    } catch (thrown) {
      this.fails("", asFailure(thrown));
    }
  }

  fails(field: string, failure: Failure | null): void {
    const { [field]: _, ...others } = this.failures;
    this.failures = failure ? { ...others, [field]: failure } : others;
  }

  /** Runs what changes a field; what it says then is what was kept. True where it was. */
  readonly keep = async (field: string, run: (id: string) => Promise<unknown>): Promise<boolean> => {
    if (!this.shown) return false;
    this.fails(field, null);
    try {
      await run(this.shown.id);
      await this.look();
      return true;
    } catch (thrown) {
      this.fails(field, asFailure(thrown));
      return false;
    }
  };

  readonly set = (field: string, value: string): Promise<boolean> => this.keep(field, (id) => this.#host.call("target_set", { id, values: [[field, value]] }));
}
