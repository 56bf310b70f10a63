// What is tried in a sheet: where it fails, that is shown where it was asked for.

import { asFailure } from "../host/host";
import type { Failure } from "../wire";

export class Trying {
  /** Of the last thing that was tried. */
  failure = $state.raw<Failure | null>(null);

  /** Does it. Whether it came through. */
  readonly act = async (run: () => Promise<unknown>): Promise<boolean> => {
    this.failure = null;
    try {
      await run();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    }
  };
}
