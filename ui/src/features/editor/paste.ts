// What is pasted or dropped into the text: HTML as Markdown, pictures into the library, files of Markdown and the rest as
// they are.
// Here: what a clipboard holds and where it goes. Not here: what HTML means, which the core says.

import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { type ChangeDesc, type EditorState, type Extension, Facet, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { apart } from "./apart";
import type { SyntaxNode } from "./language";
import { isMarkdown } from "./markdownFile";
import { pasteAsTable, pasteIntoGrid } from "./tables/paste";

/** What the surface needs for it. */
export interface Pasting {
  /** The Markdown of HTML from elsewhere; null where that failed, and was told. */
  markdown: (html: string, plain: string) => Promise<string | null>;
  /**
   * Takes a picture into the library and gives the Markdown that shows it: a file, or what only the core can see on the
   * clipboard. Null where there is none, or where that failed, and was told.
   */
  picture: (file: File | null) => Promise<string | null>;
  /** The body of a file of Markdown; null where it cannot be read, and was told. */
  text: (file: File) => Promise<string | null>;
  /** What was pasted is known only now, and the text that it was for is no longer shown. It is still on the clipboard. */
  missed: () => void;
  /** What was pasted as plain text has cells, and became a table. */
  table: (plain: string) => void;
}

/** How long after its key a plain paste is waited for, in milliseconds. */
const PLAIN_WITHIN_MS = 1000;

/** Where something stands in the text. */
interface Place {
  from: number;
  to: number;
}

const pasted = StateEffect.define<Place>();

/** Where the last paste stands, whatever was typed since. */
export const lastPaste = StateField.define<Place | null>({
  create: () => null,
  update(place, { effects, changes }) {
    const anew = effects.find((effect) => effect.is(pasted));
    if (anew) return anew.value as Place;
    if (place === null || changes.empty) return place;
    const from = changes.mapPos(place.from, 1);
    return { from, to: Math.max(from, changes.mapPos(place.to, -1)) };
  },
});

/** Something is to come here once it is known; nothing more, where there is no place. */
const awaited = StateEffect.define<{ what: symbol; place: Place | null }>();

/** Where what was pasted and is not there yet will stand, whatever is typed meanwhile; in the order of the pastes. */
export const places = StateField.define<ReadonlyMap<symbol, Place>>({
  create: () => new Map(),
  update(places, { effects, changes }) {
    const told = effects.filter((effect) => effect.is(awaited)).map((effect) => effect.value);
    if (told.length === 0 && (places.size === 0 || changes.empty)) return places;
    const after = new Map<symbol, Place>();
    // What was pasted before the one that came stays before it, what was pasted after it comes behind.
    let side: 1 | -1 = -1;
    for (const [what, place] of places) {
      if (told.some((effect) => effect.what === what)) side = 1;
      after.set(what, moved(place, changes, side));
    }
    for (const { what, place } of told) {
      if (place) after.set(what, place);
      else after.delete(what);
    }
    return after;
  },
});

function moved({ from, to }: Place, changes: ChangeDesc, side: 1 | -1): Place {
  let touched = from === to;
  changes.iterChangedRanges((fromA, toA) => {
    if (fromA < to && toA > from) touched = true;
  });
  if (!touched) return { from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) };
  // What was selected and is written over by now is not written over again.
  const at = side === 1 ? changes.mapPos(to, 1) : changes.mapPos(from, -1);
  return { from: at, to: at };
}

/** How long parsing up to the cursor may take at a paste, in milliseconds. */
const PARSED_WITHIN_MS = 100;

/** Whether the cursor stands in code, inline or in a block. */
export function isInCode(state: EditorState): boolean {
  return codeAt(state) !== null;
}

/** The code that the cursor stands in, inline or a block; null where it stands in none. */
export function codeAt(state: EditorState): SyntaxNode | null {
  const { head } = state.selection.main;
  const tree = ensureSyntaxTree(state, head, PARSED_WITHIN_MS) ?? syntaxTree(state);
  for (let node: SyntaxNode | null = tree.resolveInner(head, -1); node; node = node.parent) {
    const ends = node.getChildren("CodeMark");
    if (node.name === "CodeBlock" || (node.name === "InlineCode" && head > node.from && head < node.to)) return node;
    // Behind the fence that ends it stands no code.
    if (node.name === "FencedCode") return head > node.from && (ends.length < 2 || head <= (ends.at(-1)?.from ?? 0)) ? node : null;
  }
  return null;
}

/** Keeps the selection as the place of something that is to come. */
export function awaiting(state: EditorState, what: symbol): TransactionSpec {
  const { from, to } = state.selection.main;
  return { effects: awaited.of({ what, place: { from, to } }) };
}

/** Nothing more is to come of it. */
export function settled(what: symbol): TransactionSpec {
  return { effects: awaited.of({ what, place: null }) };
}

/** Tells one text of the surface from the next: what was pasted into one must not come out in another. */
const shownText = Facet.define<symbol>();

/** Puts files in where the cursor is: pictures, and the text of files of Markdown. */
export const puttingIn = Facet.define<(view: EditorView, files: readonly File[]) => void>();

/** `text` is the one that is shown, by whatever name. */
export function pasting(to: Pasting, text: symbol): Extension {
  const stillShown = (view: EditorView) => view.state.facet(shownText)[0] === text && !view.state.readOnly;
  let plainUntil = 0;

  async function insertFiles(view: EditorView, files: readonly (File | null)[]): Promise<void> {
    const what = Symbol();
    view.dispatch(awaiting(view.state, what));
    for (const file of files) {
      const isText = file !== null && isMarkdown(file);
      const markdown = await (isText ? to.text(file) : to.picture(file));
      if (markdown === null) continue;
      if (!stillShown(view)) {
        to.missed();
        return;
      }
      // The next words are what the picture shows.
      const cursor = files.length === 1 && markdown.startsWith("![]") && !isText ? 2 : markdown.length;
      view.dispatch(pasteOf(view.state, markdown, { what, block: true, cursor }));
    }
    view.dispatch(settled(what));
  }

  function taken(event: ClipboardEvent, data: DataTransfer, view: EditorView): boolean {
    const html = data.getData("text/html");
    const plain = data.getData("text/plain");
    const texts = [...data.files].filter(isMarkdown);
    const pictures = [...data.files].filter((file) => file.type.startsWith("image/"));
    // What code is has no marks: its letters go in as they are.
    if (plain !== "" && isInCode(view.state)) return false;
    const table = pasteAsTable(view.state, plain, html);
    const cells = table ? replaced(table, table.insert, table.cursor) : pasteIntoGrid(view.state, plain, html);
    if (cells) {
      event.preventDefault();
      view.dispatch(cells);
      if (table) to.table(plain);
      return true;
    }
    if (texts.length > 0) {
      event.preventDefault();
      void insertFiles(view, texts);
      return true;
    }
    if (html.trim() !== "" && (plain.trim() !== "" || pictures.length === 0)) {
      event.preventDefault();
      const what = Symbol();
      view.dispatch(awaiting(view.state, what));
      void to.markdown(html, plain).then((markdown) => {
        const text = markdown ?? plain;
        if (!stillShown(view)) {
          if (text !== "") to.missed();
          return;
        }
        if (text !== "") view.dispatch(pasteOf(view.state, text, { what }));
        view.dispatch(settled(what));
      });
      return true;
    }
    if (plain !== "") return false;
    event.preventDefault();
    void insertFiles(view, pictures.length > 0 ? pictures : [null]);
    return true;
  }

  const handlers = EditorView.domEventHandlers({
    keydown(event) {
      // The webview itself pastes by this key; here is only remembered how.
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyV") plainUntil = Date.now() + PLAIN_WITHIN_MS;
      return false;
    },
    paste(event, view) {
      const plain = Date.now() < plainUntil;
      plainUntil = 0;
      return !view.state.readOnly && !plain && event.clipboardData !== null && taken(event, event.clipboardData, view);
    },
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (view.state.readOnly || files.length === 0) return false;
      event.preventDefault();
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null) view.dispatch({ selection: { anchor: at } });
      void insertFiles(view, files);
      return true;
    },
  });
  return [shownText.of(text), puttingIn.of((view, files) => void insertFiles(view, files)), lastPaste, places, handlers];
}

interface Pasted {
  /** What was awaited; without it Markdown goes where the cursor is. */
  what?: symbol;
  /** It gets a paragraph of its own. */
  block?: boolean;
  /** How far into it the cursor goes. */
  cursor?: number;
}

/** Puts Markdown where it was pasted, and the cursor into it if that is still there; what comes next of it stands behind. */
export function pasteOf(state: EditorState, markdown: string, { what, block = markdown.includes("\n"), cursor = markdown.length }: Pasted = {}): TransactionSpec {
  const { main } = state.selection;
  const { from, to } = (what && state.field(places).get(what)) ?? main;
  const [above, below] = block ? apart(state.sliceDoc(Math.max(0, from - 2), from), state.sliceDoc(to, to + 2)) : ["", ""];
  const spec = replaced({ from, to }, above + markdown + below, above.length + cursor);
  if (!what) return spec;
  const end = from + above.length + markdown.length;
  const all = { ...spec, effects: [spec.effects, awaited.of({ what, place: { from: end, to: end } })] };
  if (main.from === from && main.to === to) return all;
  // Who writes on elsewhere stays there.
  const { selection: _, scrollIntoView: __, ...others } = all;
  return others;
}

/** Puts another text in place of the last paste, wherever it stands now; what was typed since stays. */
export function insteadOfPaste(state: EditorState, text: string): TransactionSpec {
  return replaced(state.field(lastPaste) ?? state.selection.main, text);
}

function replaced({ from, to }: Place, text: string, cursor = text.length) {
  return {
    changes: { from, to, insert: text },
    selection: { anchor: from + cursor },
    effects: pasted.of({ from, to: from + text.length }),
    userEvent: "input.paste",
    scrollIntoView: true,
  };
}
