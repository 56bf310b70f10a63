// Misspelt words, underlined where they are in sight, and what may be meant by them. The core is asked when typing rests, never
// on the way of a key and never while an input method composes; what it said of a line stands until the line is another.

import { type Completion, type CompletionContext, type CompletionResult, closeCompletion, startCompletion } from "@codemirror/autocomplete";
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Facet, type Line, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { linesOf } from "./lines";
import { LINES_ASKED, type Speller } from "./speller";

/** How long typing rests before words are looked at, in milliseconds. */
const REST_MS = 300;
/** How long parsing up to the next lines may take when a person looks for the next word, in milliseconds. */
const PARSED_WITHIN_MS = 100;

/** What spelling needs to know. */
export interface Spelling {
  speller: Speller;
  language: string;
}

interface Word {
  from: number;
  to: number;
}

const spellingOf = Facet.define<Spelling, Spelling | null>({ combine: ([first]) => first ?? null });
/** What is known has changed: show it, or ask again where it was forgotten. */
export const lookAgain = StateEffect.define<"show" | "ask">();
const ask = StateEffect.define<Word>();

/** The word that corrections are offered for, until anything else is done. */
const asked = StateField.define<Word | null>({
  create: () => null,
  update(word, tr) {
    for (const effect of tr.effects) if (effect.is(ask)) return effect.value;
    return tr.docChanged || tr.selection ? null : word;
  },
});

const NOT_PROSE = new Set([
  ...["InlineCode", "FencedCode", "CodeBlock", "URL", "Autolink", "HTMLBlock", "HTMLTag", "Comment", "CommentBlock"],
  ...["ProcessingInstruction", "ProcessingInstructionBlock", "LinkLabel", "Entity", "TaskMarker"],
]);
/** What the dialect has and the parser of this surface does not know: labels of notes, attributes of headings, maths. */
const SIGNS = /\[\^[^\]\s]+\]|\{[#.][^}\n]*\}|\$\$[^$\n]+\$\$|\$(?=\S)[^$\n]*[^\s$]\$(?!\d)/g;

/** A line with spaces in place of what is no prose, so that places in it stay. */
export function prose(state: EditorState, line: Line, tree = syntaxTree(state)): string {
  let text = line.text;
  const away = (from: number, to: number) => {
    const [start, end] = [Math.max(0, from), Math.min(text.length, to)];
    if (end > start) text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  };
  tree.iterate({
    from: line.from,
    to: line.to,
    enter({ name, from, to }) {
      if (!NOT_PROSE.has(name)) return undefined;
      away(from - line.from, to - line.from);
      return false;
    },
  });
  for (const { index, 0: sign } of text.matchAll(SIGNS)) away(index, index + sign.length);
  return text;
}

/** The misspelt words of a line, as far as it was looked at. */
function wordsOf(state: EditorState, line: Line, { speller }: Spelling, tree = syntaxTree(state)): Word[] {
  return speller.marks(prose(state, line, tree)).map(([from, to]) => ({ from: line.from + from, to: line.from + to }));
}

const MISSPELT = Decoration.mark({ class: "misspelt" });

const underlines = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet = Decoration.none;
    readonly #view: EditorView;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #gone = false;
    /** Whether the word at the cursor is still in the making. */
    #typing = false;

    constructor(view: EditorView) {
      this.#view = view;
      this.#soon();
    }

    update(update: ViewUpdate): void {
      const { view, state, docChanged } = update;
      if (docChanged) {
        this.decorations = this.decorations.map(update.changes);
        this.#typing = update.transactions.some((tr) => tr.isUserEvent("input") || tr.isUserEvent("delete"));
      } else if (update.selectionSet) this.#typing = false;
      const again = update.transactions.flatMap((tr) => tr.effects).find((effect) => effect.is(lookAgain))?.value;
      if (docChanged && this.#typing && !view.composing) {
        const { head } = state.selection.main;
        this.decorations = this.decorations.update({ filter: (from, to) => head < from || head > to });
      } else if (again === "show" && !view.composing) this.decorations = this.#marked(view);
      const differs = (of: (state: EditorState) => unknown) => of(update.startState) !== of(state);
      const moved = docChanged || update.selectionSet || update.viewportChanged;
      if (again === "ask" || moved || differs(syntaxTree) || differs((at) => at.facet(spellingOf))) this.#soon();
    }

    destroy(): void {
      this.#gone = true;
      clearTimeout(this.#timer);
    }

    #soon(): void {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(), REST_MS);
    }

    async #look(): Promise<void> {
      const { state, composing } = this.#view;
      const spelling = state.facet(spellingOf);
      if (composing || !spelling) return composing ? this.#soon() : undefined;
      const lines = this.#view.visibleRanges.flatMap(({ from, to }) => [...linesOf(state.doc, from, to)]);
      await spelling.speller.check(spelling.language, lines.map((line) => prose(state, line)));
      if (this.#gone) return;
      if (this.#view.composing) this.#soon();
      else this.#view.dispatch({ effects: lookAgain.of("show") });
    }

    #marked({ state, visibleRanges }: EditorView): DecorationSet {
      const spelling = state.facet(spellingOf);
      if (!spelling) return Decoration.none;
      const { head } = state.selection.main;
      const inTheMaking = ({ from, to }: Word) => this.#typing && head >= from && head <= to;
      const lines = visibleRanges.flatMap(({ from, to }) => [...linesOf(state.doc, from, to)]);
      const words = lines.flatMap((line) => wordsOf(state, line, spelling)).filter((word) => !inTheMaking(word));
      return Decoration.set(words.map(({ from, to }) => MISSPELT.range(from, to)), true);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** A press with the other button, or a long one, opens the list at an underlined word. */
const pressed = EditorView.domEventHandlers({
  contextmenu(event, view) {
    const spelling = view.state.facet(spellingOf);
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (!spelling || at === null || !(event.target instanceof Element) || !event.target.closest(".misspelt")) return false;
    const word = wordAt(view.state, at, spelling);
    if (word) offer(view, word);
    return word !== undefined;
  },
});

/** Underlines what is misspelt, and offers what may be meant. */
export function spelling(of: Spelling): Extension {
  return [spellingOf.of(of), asked, underlines, pressed];
}

function wordAt(state: EditorState, at: number, of: Spelling): Word | undefined {
  return wordsOf(state, state.doc.lineAt(at), of).find(({ from, to }) => at >= from && at <= to);
}

function offer(view: EditorView, word: Word): void {
  view.focus();
  view.dispatch({ selection: { anchor: word.to }, effects: ask.of(word), scrollIntoView: true });
  startCompletion(view);
}

/** Offers corrections for the word at the cursor; where that is right, goes on to the next that is not. */
export async function correct(view: EditorView): Promise<void> {
  const { state } = view;
  const of = state.facet(spellingOf);
  if (!of || state.readOnly) return;
  const { head } = state.selection.main;
  await of.speller.check(of.language, [prose(state, state.doc.lineAt(head))]);
  if (view.state.doc !== state.doc) return;
  const word = wordAt(state, head, of) ?? (await nextWord(view, of));
  if (word && view.state.doc === state.doc) offer(view, word);
}

/** Selects the next misspelt word behind the cursor; from the end it goes on at the beginning. */
export async function next(view: EditorView): Promise<void> {
  const { doc } = view.state;
  const of = view.state.facet(spellingOf);
  const word = of && (await nextWord(view, of));
  if (word && view.state.doc === doc) view.dispatch({ selection: { anchor: word.from, head: word.to }, scrollIntoView: true, userEvent: "select" });
}

async function nextWord(view: EditorView, of: Spelling): Promise<Word | undefined> {
  const { state } = view;
  const { doc } = state;
  const cursor = state.selection.main.to;
  const here = doc.lineAt(cursor).number;
  // The line of the cursor comes first for what is behind it, and last for what is before.
  for (let from = here; from <= here + doc.lines; from += LINES_ASKED) {
    const count = Math.min(LINES_ASKED, here + doc.lines - from + 1);
    const lines = Array.from({ length: count }, (_, at) => doc.line(((from + at - 1) % doc.lines) + 1));
    // What lies far below was not parsed for the screen.
    const tree = ensureSyntaxTree(state, Math.max(...lines.map(({ to }) => to)), PARSED_WITHIN_MS) ?? syntaxTree(state);
    await of.speller.check(of.language, lines.map((line) => prose(state, line, tree)));
    if (view.state.doc !== doc) return undefined;
    for (const [at, line] of lines.entries()) {
      const found = wordsOf(state, line, of, tree).find((word) => from + at !== here || word.from >= cursor);
      if (found) return found;
    }
  }
  of.speller.options.onnone();
  return undefined;
}

/** What the list says besides the corrections. */
export interface SpellingWords {
  add: string;
  ignore: string;
}

/** The corrections for the word that was asked for. */
export function corrections(words: SpellingWords) {
  return async ({ state }: CompletionContext): Promise<CompletionResult | null> => {
    const of = state.facet(spellingOf);
    const word = state.field(asked, false);
    if (!word || !of) return null;
    const written = state.sliceDoc(word.from, word.to);
    const { speller, language } = of;
    const found = await speller.suggest(language, written);
    const way = (label: string, run: () => void): Completion => ({
      label,
      type: "way",
      apply: (view) => {
        closeCompletion(view);
        run();
        view.dispatch({ effects: lookAgain.of("show") });
      },
    });
    const options = [
      ...found.map((label): Completion => ({ label })),
      way(words.add, () => speller.options.onhouseword(written)),
      way(words.ignore, () => speller.ignore(written)),
    ];
    return { from: word.from, to: word.to, filter: false, options };
  };
}
