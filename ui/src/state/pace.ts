// How far a row of jobs is, and how long the rest will take at the pace so far.

const MINUTE_MS = 60_000;
/** Of fewer one knows nothing yet. */
const DONE_MIN = 3;

export class Pace {
  #open = 0;
  #began = 0;
  /** Since the row began; it begins with the first job after there was none. */
  done = 0;

  /** There are so many left now. */
  note(open: number, nowMs: number): void {
    if (this.#open === 0) [this.done, this.#began] = [0, nowMs];
    this.done += Math.max(0, this.#open - open);
    this.#open = open;
  }

  /** Of how many. */
  get total(): number {
    return this.done + this.#open;
  }

  /** Whole minutes, none where it is less than half of one; null while nothing can be said. */
  minutesLeft(nowMs: number): number | null {
    if (this.done < DONE_MIN || this.#open === 0) return null;
    const perJob = (nowMs - this.#began) / this.done;
    return Math.round((perJob * this.#open) / MINUTE_MS);
  }
}
