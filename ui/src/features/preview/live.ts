// What is asked of the core while a text is written: the page once, then what changed in it.
// One question is under way at a time; of the keys typed meanwhile only the text after the last one is asked about. A
// question goes out after the key was painted, and none while an input method composes.

import { asFailure, type Host } from "../../host/host";
import { afterPaint } from "../../parts/painted";
import { Latest } from "../../state/latest";
import type { Typed } from "../../state/writing.svelte";
import type { Failure, PreviewPage, PreviewPatch } from "../../wire";

/** While an input method composes, it is looked again after this long. */
export const COMPOSING_MS = 150;

/** Who shows what comes. */
export interface Screen {
  show(page: PreviewPage): void;
  patch(patch: PreviewPatch): void;
}

export interface Source {
  typed: () => Typed;
  composing: () => boolean;
}

export class Live {
  readonly #host: Host;
  readonly #screen: Screen;
  readonly #source: Source;
  readonly #failed: (failure: Failure | null) => void;
  readonly #questions: Latest<void>;
  readonly #painted: () => Promise<void>;
  #id: string | null = null;
  /** The number of the page on the screen, and whose it is. */
  #shown: { id: string; number: number } | null = null;
  #fresh = false;

  /** `failed` is told of each failure, and null once it goes again. `painted` settles after the next frame. */
  constructor(host: Host, screen: Screen, source: Source, failed: (failure: Failure | null) => void, painted = afterPaint) {
    this.#host = host;
    this.#screen = screen;
    this.#source = source;
    this.#failed = failed;
    this.#painted = painted;
    this.#questions = new Latest(() => this.#ask());
  }

  /** Shows this article; none where it is null. */
  open(id: string | null): Promise<void> {
    this.#id = id;
    return this.#questions.ask();
  }

  /** Says that something was typed. */
  update(): Promise<void> {
    return this.#questions.ask();
  }

  /** Says that pages may have other style sheets: the page is asked for as a whole. */
  reopen(): Promise<void> {
    this.#shown = null;
    return this.#questions.ask();
  }

  /** Says that something changed in the library. */
  refresh(): Promise<void> {
    this.#fresh = true;
    return this.#questions.ask();
  }

  async #ask(): Promise<void> {
    await this.#painted();
    while (this.#source.composing()) await new Promise((later) => setTimeout(later, COMPOSING_MS));
    const id = this.#id;
    if (id === null) return;
    const question = { id, ...this.#source.typed() };
    const fresh = this.#fresh;
    this.#fresh = false;
    try {
      if (this.#shown?.id === id) {
        const patch = await this.#host.call("preview_patch", { ...question, since: this.#shown.number, fresh });
        this.#shown.number = patch.number;
        // Another article was opened meanwhile; its page is asked for next.
        if (id === this.#id) this.#screen.patch(patch);
        else this.#shown = null;
      } else {
        const page = await this.#host.call("preview_page", question);
        if (id !== this.#id) return;
        this.#shown = { id, number: page.patch.number };
        this.#screen.show(page);
      }
      this.#failed(null);
    } catch (thrown) {
      this.#fresh ||= fresh;
      this.#failed(asFailure(thrown));
    }
  }
}
