// The Markdown that the writing surface understands: enough of the dialect to colour it and to know where things stand.
// What a text means is decided in the core; nothing here is ever written to it.

import { defineLanguageFacet, HighlightStyle, Language, languageDataProp, syntaxHighlighting, type syntaxTree } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { GFM, parser as commonmark } from "@lezer/markdown";
import { footnotes } from "./notes/markdown";

/** A piece of the text as it was parsed. */
export type SyntaxNode = ReturnType<typeof syntaxTree>["topNode"];

const facet = defineLanguageFacet({ commentTokens: { block: { open: "<!--", close: "-->" } } });
const parser = commonmark.configure([GFM, footnotes, { props: [languageDataProp.add({ Document: facet })] }]);

/** CommonMark with GFM and footnotes. */
export const markdown = new Language(facet, parser, [], "markdown");

const style = HighlightStyle.define([
  { tag: tags.heading, class: "md-heading" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.emphasis, class: "md-emphasis" },
  { tag: tags.strikethrough, class: "md-strike" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.link, class: "md-link" },
  { tag: tags.url, class: "md-address" },
  { tag: tags.quote, class: "md-quote" },
  { tag: [tags.processingInstruction, tags.labelName, tags.contentSeparator], class: "md-mark" },
  { tag: [tags.comment, tags.angleBracket, tags.tagName], class: "md-mark" },
]);

export const highlighting = syntaxHighlighting(style);
