// Questions of which only the newest matters: a search at each key, a choice at each arrow.
// One is under way at a time; of those that come meanwhile the last one waits and the others are never asked.

export class Latest<Question> {
  readonly #ask: (question: Question) => Promise<void>;
  #waiting: { question: Question } | null = null;
  #running: Promise<void> | null = null;

  /** `ask` handles its own failures. */
  constructor(ask: (question: Question) => Promise<void>) {
    this.#ask = ask;
  }

  /** True when a newer question waits: the answer in hand is not worth showing. */
  get overtaken(): boolean {
    return this.#waiting !== null;
  }

  /** Asks, now or after the one under way. Settles when nothing is under way any more. */
  ask(question: Question): Promise<void> {
    this.#waiting = { question };
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    // One turn later, so that `#running` is set before the first question is asked.
    await Promise.resolve();
    while (this.#waiting) {
      const { question } = this.#waiting;
      this.#waiting = null;
      await this.#ask(question);
    }
    this.#running = null;
  }
}
