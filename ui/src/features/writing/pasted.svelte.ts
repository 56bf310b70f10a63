// What was pasted last: how it came in, what was left out, and what went wrong.

import { asFailure, type Host } from "../../host/host";
import type { Failure, Pasted, PictureTaken } from "../../wire";
import { asAlt, asTitle } from "../editor/described";
import { bodyOf, MARKDOWN_BYTES_MAX } from "../editor/markdownFile";
import type { Pasting } from "../editor/paste";
import { takePicture } from "../pictures";

/** How long is told how something came in, in milliseconds. What was left out stays until a person has read it. */
const TOLD_MS = 8000;
/** After so long it is said that something is still to come, in milliseconds. */
const WAITS_MS = 300;

export class LastPasted implements Pasting {
  /** What was left out of it; null where nothing is to be told. */
  told = $state.raw<{ left: readonly Left[]; plain: string } | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** It takes so long that one might think that nothing comes. */
  waits = $state(false);
  /** It came too late: another text is shown. */
  late = $state(false);

  readonly #host: Host;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was pasted, and the texts that were shown meanwhile: only the last paste is told of. */
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  markdown = async (html: string, plain: string): Promise<string | null> => {
    const turn = this.clear();
    this.#timer = setTimeout(() => (this.waits = true), WAITS_MS);
    try {
      const pasted = await this.#host.call("paste_html", { seen: html });
      if (turn !== this.#turn) return pasted.markdown;
      this.clear();
      const left = leftOut(pasted);
      if (pasted.markdown.trim() === plain.trim() && left.length === 0) return plain;
      this.#tell(left, plain);
      return pasted.markdown;
    } catch (thrown) {
      this.clear();
      this.failure = asFailure(thrown);
      return null;
    }
  };

  missed = (): void => {
    this.clear();
    this.late = true;
  };

  table = (plain: string): void => {
    this.clear();
    this.#tell([], plain);
  };

  picture = async (file: File | null): Promise<string | null> => {
    this.clear();
    try {
      const taken = file ? await takePicture(this.#host, file) : await this.#host.call("paste_picture", { name: "picture" });
      return taken && shown(taken);
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    }
  };

  text = async (file: File): Promise<string | null> => {
    const turn = this.clear();
    try {
      if (file.size > MARKDOWN_BYTES_MAX) throw tooLarge(file);
      const { body, front } = bodyOf(await file.text());
      if (front && turn === this.#turn) this.#tell([{ kind: "frontMatter", count: 1 }], "");
      return body;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    }
  };

  #tell(left: readonly Left[], plain: string): void {
    this.told = { left, plain };
    if (left.length === 0) this.#timer = setTimeout(() => this.clear(), TOLD_MS);
  }

  clear(): number {
    clearTimeout(this.#timer);
    this.told = null;
    this.failure = null;
    [this.waits, this.late] = [false, false];
    this.#turn += 1;
    return this.#turn;
  }
}

/** The Markdown that shows a picture. */
export function shown({ path, alt, caption }: PictureTaken): string {
  return `![${asAlt(alt)}](${path}${asTitle(caption)})`;
}

function tooLarge({ name }: File): Failure {
  return { code: "invalid", tone: "cannot_now", message: name };
}

const KINDS = ["pictures", "comments", "deletions", "mergedCells", "objects"] as const;

/** A kind of things that are not in what was pasted, and how many of them. */
export interface Left {
  kind: (typeof KINDS)[number] | "frontMatter";
  count: number;
}

export function leftOut(pasted: Pasted): Left[] {
  return KINDS.map((kind) => ({ kind, count: pasted[kind] })).filter(({ count }) => count > 0);
}
