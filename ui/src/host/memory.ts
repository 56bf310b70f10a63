// The host of tests: each command is answered by a function that the test gives, and every call is kept.

import type { Commands, Events, Host } from "./host";

export type Answers = { [C in keyof Commands]?: (args: Commands[C]["takes"]) => Commands[C]["gives"] | Promise<Commands[C]["gives"]> };

export class MemoryHost implements Host {
  readonly calls: { command: keyof Commands; args: unknown }[] = [];
  readonly #answers: Answers;
  readonly #hearing = new Map<string, Set<(told: never) => void>>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  async call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]> {
    this.calls.push({ command, args });
    const answer = this.#answers[command];
    if (!answer) throw { code: "broke", tone: "broke", message: `${command} has no answer in this test` };
    return answer(args);
  }

  listen<E extends keyof Events>(event: E, run: (told: Events[E]) => void): () => void {
    const all = this.#hearing.get(event) ?? new Set();
    this.#hearing.set(event, all);
    all.add(run);
    return () => all.delete(run);
  }

  /** Says what the core would say. */
  tell<E extends keyof Events>(event: E, told: Events[E]): void {
    for (const run of this.#hearing.get(event) ?? []) (run as (told: Events[E]) => void)(told);
  }
}
