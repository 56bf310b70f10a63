// The pictures of a text and what it says of each: the words in the brackets and the title behind the address. Fields beside
// the text show and change them; the text is where they stand.

import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { ChangeSpec, EditorState, TransactionSpec } from "@codemirror/state";
import type { SyntaxNode } from "./language";
import { type Said, saidOf } from "./objects";

/** How long a text that was not parsed to its end may take, in milliseconds. */
const WITHIN_MS = 200;

function imagesOf(state: EditorState): { node: SyntaxNode; said: Said }[] {
  const found: { node: SyntaxNode; said: Said }[] = [];
  const text = state.doc.toString();
  if (!text.includes("![")) return found;
  const tree = ensureSyntaxTree(state, state.doc.length, WITHIN_MS) ?? syntaxTree(state);
  // Only where a picture may begin: a long text has far more nodes than pictures.
  for (let at = text.indexOf("!["); at >= 0; at = text.indexOf("![", at + 2)) {
    let node: SyntaxNode | null = tree.resolveInner(at + 1, 0);
    while (node && !(node.name === "Image" && node.from === at)) node = node.parent;
    const said = node && saidOf(state, node);
    if (node && said) found.push({ node, said });
  }
  return found;
}

/** The pictures in their order, with plain words. */
export function picturesOf(state: EditorState): Said[] {
  return imagesOf(state).map(({ said }) => ({ ...said, alt: said.alt.replace(/\\([[\]\\])/g, "$1") }));
}

const line = (words: string) => words.replace(/\s*\n\s*/g, " ");

/** Words as they stand in the brackets of a picture: nothing in them ends it. */
export function asAlt(words: string): string {
  return line(words).replace(/[[\]\\]/g, "\\$&");
}

/** Words as they stand behind a picture's address; nothing where there are none. */
export function asTitle(words: string): string {
  return words === "" ? "" : ` "${line(words).replace(/["\\]/g, "\\$&")}"`;
}

/** Has the text say something else of one of its pictures; null where it is there no more, or says just that. */
export function describing(state: EditorState, nth: number, { path, alt, caption }: Said): TransactionSpec | null {
  const image = imagesOf(state)[nth];
  if (!image || image.said.path !== path || state.readOnly) return null;
  const { node, said } = image;
  const [opening, closing] = node.getChildren("LinkMark");
  const [url, title] = [node.getChild("URL"), node.getChild("LinkTitle")];
  if (!opening || !closing || !url) return null;
  const changes: ChangeSpec[] = [];
  const words = asAlt(alt);
  if (words !== said.alt) changes.push({ from: opening.to, to: closing.from, insert: words });
  if (line(caption) !== said.caption) {
    changes.push({ from: url.to, to: title?.to ?? url.to, insert: asTitle(caption) });
  }
  return changes.length === 0 ? null : { changes, userEvent: "input.describe" };
}
