// A file of Markdown that is put into the text: its body, without what stands before it for a site's generator. And the other way: a
// text as a file of its own, as import reads it.

import type { Typed } from "../../state/writing.svelte";

/** Most bytes of such a file. */
export const MARKDOWN_BYTES_MAX = 5 * 1024 * 1024;

export function isMarkdown({ name, type }: Pick<File, "name" | "type">): boolean {
  return type === "text/markdown" || /\.(?:md|markdown|mdown|mkd)$/i.test(name);
}

export interface Body {
  body: string;
  /** Whether front matter was left out. */
  front: boolean;
}

/** Front matter is what stands between two lines of `---` or `+++` at the beginning; without its end it is none. */
export function bodyOf(file: string): Body {
  const text = file.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const found = /^(?:---[ \t]*\n(?:[\s\S]*?\n)?(?:---|\.\.\.)|\+\+\+[ \t]*\n(?:[\s\S]*?\n)?\+\+\+)[ \t]*(?:\n|$)/.exec(text);
  return { body: text.slice(found?.[0].length ?? 0).trim(), front: found !== null };
}

/** A text as a file; headline and lead stand before it. */
export function fileOf({ headline, lead, body }: Typed): string {
  // What JSON says of a text, YAML understands.
  return `---\ntitle: ${JSON.stringify(headline)}\nlead: ${JSON.stringify(lead)}\n---\n\n${body}\n`;
}

/** Most characters of a file's name: in Chinese each has three bytes, and systems take 255. */
const NAME_MAX = 60;

/** The name of a file for these words; empty where they have no letter. */
export function fileName(words: string): string {
  const name = [...words.replace(/[^\p{L}\p{N}]+/gu, "-")].slice(0, NAME_MAX).join("");
  return name.replace(/^-+|-+$/g, "").toLowerCase();
}
