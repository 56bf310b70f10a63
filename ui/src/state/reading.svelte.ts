// The article in the reading pane.

import { asFailure, type Host } from "../host/host";
import type { ArticleView, Failure } from "../wire";
import { Latest } from "./latest";

export class Reading {
  view = $state.raw<ArticleView | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #host: Host;
  readonly #questions: Latest<string | null>;

  constructor(host: Host) {
    this.#host = host;
    this.#questions = new Latest((id) => this.#answer(id));
  }

  /** Shows this article; none where it is null. */
  show(id: string | null): Promise<void> {
    return this.#questions.ask(id);
  }

  async #answer(id: string | null): Promise<void> {
    let view: ArticleView | null = null;
    let failure: Failure | null = null;
    try {
      if (id !== null) view = await this.#host.call("article_show", { id });
    } catch (thrown) {
      failure = asFailure(thrown);
    }
    if (this.#questions.overtaken) return;
    this.view = view;
    this.failure = failure;
  }
}
