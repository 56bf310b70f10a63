// What is told of what was done, in the corner of the window: one thing at a time, with a way back or onwards.

import { asFailure } from "../../host/host";
import type { Code, Failure, Op } from "../../wire";
import { sentenceOf } from "../failures";

/** How long a notice stands; one about something that could not be done stays until it is closed. */
const STANDS_MS = 10_000;

/** What could not be done, and is no trouble. */
const QUIET: readonly Code[] = ["cancelled", "nothing_to_undo", "nothing_to_redo"];

/** What a notice offers; with an operation it undoes that one, as long as it is the last. */
export interface Way {
  label: string;
  run: () => void;
  op?: Op;
}

interface Notice {
  words: string;
  way?: Way;
  /** Where it leads on to, besides. */
  also?: Way;
  /** What the core says of a failure, in English: it can be unfolded. */
  detail?: string;
}

export class Notices {
  shown = $state.raw<Notice | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  tell(words: string, way?: Way, also?: Way): void {
    this.close();
    this.shown = { words, ...(way && { way }), ...(also && { also }) };
    this.#timer = setTimeout(() => (this.shown = null), STANDS_MS);
  }

  /** Does something, and says so where it could not be done. */
  async doing(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (thrown) {
      this.failed(asFailure(thrown));
    }
  }

  /** Says that something could not be done. */
  failed(failure: Failure): void {
    // Who stopped it knows; and that nothing is left to undo hurts nobody.
    if (QUIET.includes(failure.code)) return this.tell(sentenceOf(failure));
    this.close();
    this.shown = { words: sentenceOf(failure), detail: failure.message };
  }

  /** Something was done: undo would now undo something else than the notice names. */
  done(op: Op): void {
    if (this.shown?.way?.op && this.shown.way.op !== op) this.shown = { words: this.shown.words, ...(this.shown.also && { also: this.shown.also }) };
  }

  /** Whether it is told of something that failed, which stays until it is closed. */
  get stays(): boolean {
    return this.shown?.detail !== undefined;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.shown = null;
  }
}
