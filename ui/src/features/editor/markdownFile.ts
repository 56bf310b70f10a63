// A file of Markdown that is put into the text: its body, without what stands before it for a site's generator.

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
