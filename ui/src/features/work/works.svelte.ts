// Long work that the window started: how far each is, and the way to stop it. One of a kind at a time.

import type { Host } from "../../host/host";
import { Pace } from "../../state/pace";
import type { Work, WorkProgress, WorkStage } from "../../wire";

/** How far one is, and the minutes that its stage goes on for, where that can be told. */
export interface Running extends WorkProgress {
  readonly minutes: number | null;
}

/** Before so many milliseconds of a stage nothing is said of its end: the first pieces take longer than the others, or less. */
const TELLS_AFTER_MS = 3000;

export class Works {
  /** How far each is that is under way and has said so. */
  running = $state.raw<readonly Running[]>([]);

  readonly #host: Host;
  /** The time, in milliseconds. */
  readonly #now: () => number;
  readonly #begun = new Set<Work>();
  /** When each began what it is doing, and its pace. */
  readonly #stages = new Map<Work, { stage: WorkStage; at: number; pace: Pace }>();

  constructor(host: Host, now: () => number = () => performance.now()) {
    this.#host = host;
    this.#now = now;
  }

  /** How far one of them is. What comes after its end is not heard. */
  heard(progress: WorkProgress): void {
    if (!this.#begun.has(progress.work)) return;
    const at = this.running.findIndex(({ work }) => work === progress.work);
    const told = { ...progress, minutes: this.#minutes(progress) };
    this.running = at >= 0 ? this.running.with(at, told) : [...this.running, told];
  }

  /** How long its stage goes on, at the pace so far. */
  #minutes({ work, stage, done, total }: WorkProgress): number | null {
    const now = this.#now();
    let at = this.#stages.get(work);
    if (at?.stage !== stage) {
      at = { stage, at: now, pace: new Pace() };
      this.#stages.set(work, at);
    }
    if (total === null) return null;
    at.pace.note(total - done, now);
    return now - at.at < TELLS_AFTER_MS ? null : at.pace.minutesLeft(now);
  }

  /** Does it, and shows how far it is from when it begins to say so until it is done. */
  async run<T>(work: Work, act: () => Promise<T>): Promise<T> {
    this.#begun.add(work);
    try {
      return await act();
    } finally {
      this.#begun.delete(work);
      this.#stages.delete(work);
      this.running = this.running.filter((one) => one.work !== work);
    }
  }

  /** Asks it to stop; it answers for itself. */
  stop(work: Work): void {
    void this.#host.call("work_stop", { work });
  }
}
