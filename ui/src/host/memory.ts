// The host of tests: each command is answered by a function that the test gives, and every call is kept.

import type { Commands, Host } from "./host";

export type Answers = { [C in keyof Commands]?: (args: Commands[C]["takes"]) => Commands[C]["gives"] | Promise<Commands[C]["gives"]> };

export class MemoryHost implements Host {
  readonly calls: { command: keyof Commands; args: unknown }[] = [];
  readonly #answers: Answers;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  async call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]> {
    this.calls.push({ command, args });
    const answer = this.#answers[command];
    if (!answer) throw { code: "broke", tone: "broke", message: `${command} has no answer in this test` };
    return answer(args);
  }
}
