// Footnotes in the surface's Markdown, which knows none by itself: `[^name]` in the text, `[^name]: words` where it is said.

import type { BlockContext, LeafBlock, LeafBlockParser, MarkdownConfig } from "@lezer/markdown";

/** Longest name of a footnote, in characters. */
export const NAME_MAX = 100;

const REFERENCE = new RegExp(`^\\[\\^[^[\\]\\n]{1,${NAME_MAX}}\\]`);
export const DEFINITION = new RegExp(`^ {0,3}\\[\\^([^[\\]\\n]{1,${NAME_MAX}})\\]:`);

class Definition implements LeafBlockParser {
  nextLine(): boolean {
    return false;
  }

  finish(cx: BlockContext, leaf: LeafBlock): boolean {
    const { start, content } = leaf;
    const mark = DEFINITION.exec(content)?.[0].length ?? 0;
    const words = cx.parser.parseInline(content.slice(mark), start + mark);
    cx.addLeafElement(leaf, cx.elt("FootnoteDefinition", start, start + content.length, [cx.elt("FootnoteMark", start, start + mark), ...words]));
    return true;
  }
}

export const footnotes: MarkdownConfig = {
  defineNodes: [{ name: "FootnoteDefinition", block: true }, "FootnoteMark", "FootnoteReference"],
  parseBlock: [
    {
      name: "FootnoteDefinition",
      before: "LinkReference",
      leaf: (_, { content }) => (DEFINITION.test(content) ? new Definition() : null),
      endLeaf: (_, line) => DEFINITION.test(line.text.slice(line.pos)),
    },
  ],
  parseInline: [
    {
      name: "FootnoteReference",
      before: "Link",
      parse(cx, next, at) {
        const found = next === 91 ? REFERENCE.exec(cx.slice(at, Math.min(cx.end, at + NAME_MAX + 3))) : null;
        return found ? cx.addElement(cx.elt("FootnoteReference", at, at + found[0].length)) : -1;
      },
    },
  ],
};
