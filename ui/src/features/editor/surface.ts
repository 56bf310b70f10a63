// The writing surface: CodeMirror with one Markdown text and two faces. Outside the framework's reactivity: what is typed
// goes through nothing but this.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { EditorState, type Extension, StateEffect } from "@codemirror/state";
import { type Command, Decoration, type DecorationSet, EditorView, keymap, placeholder, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { styleNonce } from "../../parts/nonce";
import { type Aids, aiding, toCome } from "./aids";
import type { BarWords } from "./bar";
import * as commands from "./commands";
import { cursor } from "./cursor";
import { describing, picturesOf } from "./described";
import { findCommands, finding, textCommands } from "./finding";
import { highlighting, markdown } from "./language";
import { linesOf } from "./lines";
import { type Said, type Showing, showing } from "./objects";
import { noteCards } from "./notes/card";
import { noteGo, noteInsert } from "./notes/commands";
import { type Offers, offering } from "./offers";
import type { Speller } from "./speller";
import { correct, lookAgain, next } from "./spelling";
import { insteadOfPaste, type Pasting, pasting, puttingIn } from "./paste";
import { onlyRead } from "./reading";
import { selectionBar } from "./selectionBar";
import { styled } from "./styled";
import { tableBar, toBar } from "./tables/bar";
import * as tableCommands from "./tables/commands";
import { grids } from "./tables/grid";
import { writingInGrids } from "./tables/keys";
import { tableAt } from "./tables/read";
import { blockCode, blockNote, blockRule, blockTable } from "./templates";

export type Face = "styled" | "source";

/** A heading of the text. */
export interface Heading {
  words: string;
  /** From 1 to 6. */
  level: number;
  line: number;
}

/** How long the headings of a text that was not parsed to its end may take, in milliseconds. */
const HEADINGS_WITHIN_MS = 200;

const { ticking: _, newLine: __, ...marks } = commands;
/** What an action of the registry may ask the text for; the first ones leave the keyboard where they put it. */
const STAYING: Readonly<Record<string, Command>> = { ...findCommands, toBar };
const COMMANDS: Readonly<Record<string, Command>> = { ...STAYING, ...textCommands, ...marks, ...tableCommands, noteInsert, noteGo, blockTable, blockNote, blockCode, blockRule };
/** All of them by name. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** How a text is shown. */
export interface Look {
  language: string;
  face: Face;
  readOnly: boolean;
  aids: Aids;
  words: Words;
}

/** The interface's own words. */
export interface Words {
  label: string;
  empty: string;
  /** For the surface's panels. */
  phrases: Record<string, string>;
  objects: Showing["words"];
  blocks: Offers["blocks"];
  spelling: Offers["spelling"];
  /** In place of a footnote that no one says. */
  unsaid: string;
  bar: BarWords;
  tableBar: BarWords;
}

export interface Options extends Look {
  text: string;
  pasting: Pasting;
  picture: Showing["picture"];
  articles: Offers["articles"];
  speller: Speller;
  onchange: () => void;
  /** Called when another stretch is selected, or none any more; not when the cursor alone moves. */
  onselect: () => void;
  /** Called when a person scrolled; not when `scrollToLine` did. */
  onscroll: () => void;
}

/** Keys of CodeMirror's that mean something else in Galley: the registry of actions has them all. */
const TAKEN = new Set(["Mod-Enter", "Mod-/", "Mod-i", "Shift-Mod-k", "Mod-Shift-l", "Shift-Alt-ArrowUp", "Shift-Alt-ArrowDown", "Alt-ArrowLeft", "Alt-ArrowRight"]);
const usual = [...historyKeymap, ...defaultKeymap].filter(({ key }) => key === undefined || !TAKEN.has(key));

/** Farther from every place than the browser rounds: the top, too, is a place. */
const NOWHERE = Number.NEGATIVE_INFINITY;

export class Surface {
  readonly view: EditorView;
  readonly #options: Options;
  #look: Look;
  /** The text that is shown. */
  #shown = Symbol();
  /** Where the text was scrolled to from outside; nowhere, if it was not. */
  #put = NOWHERE;

  constructor(parent: HTMLElement, options: Options) {
    this.#options = options;
    const { text, language, face, readOnly, aids, words } = options;
    this.#look = { language, face, readOnly, aids, words };
    this.view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions: this.#extensions() }) });
    this.view.scrollDOM.addEventListener("scroll", () => {
      // The browser rounds what it is told.
      if (Math.abs(this.view.scrollDOM.scrollTop - this.#put) > 1) options.onscroll();
      this.#put = NOWHERE;
    });
  }

  /** The text, its lines ending in `\n`. */
  text(): string {
    return this.view.state.doc.toString();
  }

  /** Holds on to the text as it is now, whatever is typed next; what it answers reads it. */
  held(): () => string {
    const { doc } = this.view.state;
    return () => doc.toString();
  }

  /** What is selected, each stretch as a paragraph of its own. */
  selected(): string {
    const { state } = this.view;
    return state.selection.ranges.filter(({ empty }) => !empty).map(({ from, to }) => state.sliceDoc(from, to)).join("\n\n");
  }

  /** Shows another text: another article, from its beginning, or this one as it was saved elsewhere. Its undo begins here. */
  show(text: string, look: Look, same: boolean): void {
    this.#look = look;
    this.#shown = Symbol();
    this.view.setState(EditorState.create({ doc: text, extensions: this.#extensions() }));
    // The page beside it goes along.
    if (!same) this.view.scrollDOM.scrollTop = 0;
  }

  /** Shows the same text otherwise; cursor and undo stay. */
  wear(look: Look): void {
    const same = (Object.keys(look) as (keyof Look)[]).every((part) => look[part] === this.#look[part]);
    if (same) return;
    this.#look = look;
    this.view.dispatch({ effects: StateEffect.reconfigure.of(this.#extensions()) });
  }

  run(name: string): void {
    if (Object.hasOwn(COMMANDS, name)) COMMANDS[name]?.(this.view);
    if (!Object.hasOwn(STAYING, name)) this.view.focus();
  }

  /** Puts files in where the cursor is, as dropping them does. */
  putIn(files: readonly File[]): void {
    if (!this.view.state.readOnly) this.view.state.facet(puttingIn)[0]?.(this.view, files);
    this.view.focus();
  }

  /** Goes to the next misspelt word, or offers what may be meant by this one. */
  spell(which: "next" | "correct"): void {
    void (which === "next" ? next : correct)(this.view);
    this.view.focus();
  }

  /** Looks again at the spelling: the words of the house are others now. */
  respell(): void {
    this.#options.speller.forget();
    this.view.dispatch({ effects: lookAgain.of("ask") });
  }

  /** Whether the cursor is in a table. */
  inTable(): boolean {
    const { state } = this.view;
    return tableAt(state, state.selection.main.head) !== null;
  }

  /** Puts another text in place of what was pasted last. */
  insteadOfPaste(text: string): void {
    this.view.dispatch(insteadOfPaste(this.view.state, text));
    this.view.focus();
  }

  /** The headings of the text, with their lines counted from 1. */
  headings(): Heading[] {
    const { state } = this.view;
    const found: Heading[] = [];
    // The whole text, however long, is parsed for it; a person asked.
    (ensureSyntaxTree(state, state.doc.length, HEADINGS_WITHIN_MS) ?? syntaxTree(state)).iterate({
      enter({ name, from, to }) {
        const level = /^(?:ATX|Setext)Heading([1-6])$/.exec(name)?.[1];
        if (!level) return name === "Document" || name === "Blockquote";
        const line = state.doc.lineAt(from);
        const words = state.sliceDoc(from, to).replace(/^#+\s+|\s+#+\s*$|\n[=-]+\s*$/g, "").replace(/[*_`]/g, "");
        found.push({ words, level: Number(level), line: line.number });
        return false;
      },
    });
    return found;
  }

  /** The pictures of the text and what it says of each. */
  pictures(): Said[] {
    return picturesOf(this.view.state);
  }

  /** Has the text say something else of one of its pictures. */
  describe(nth: number, said: Said): void {
    const spec = describing(this.view.state, nth, said);
    if (spec) this.view.dispatch(spec);
  }

  goToLine(line: number): void {
    const { doc } = this.view.state;
    const at = doc.line(Math.min(Math.max(1, Math.round(line)), doc.lines));
    this.view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
    this.view.focus();
  }

  /** The line at the upper edge, counted from 1, with how much of it is above. */
  topLine(): number {
    const top = this.view.scrollDOM.scrollTop - this.view.documentPadding.top;
    const block = this.view.lineBlockAtHeight(Math.max(0, top));
    const part = block.height > 0 ? (top - block.top) / block.height : 0;
    return this.view.state.doc.lineAt(block.from).number + Math.min(0.999, Math.max(0, part));
  }

  scrollToLine(line: number): void {
    const { doc } = this.view.state;
    const whole = Math.min(Math.max(1, Math.floor(line)), doc.lines);
    const block = this.view.lineBlockAt(doc.line(whole).from);
    const before = this.view.scrollDOM.scrollTop;
    this.view.scrollDOM.scrollTop = this.view.documentPadding.top + block.top + (line - whole) * block.height;
    // Where nothing moved, no event comes to be ignored.
    if (this.view.scrollDOM.scrollTop !== before) this.#put = this.view.scrollDOM.scrollTop;
  }

  /** Whether an input method composes just now. */
  composing(): boolean {
    return this.view.composing;
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  #extensions(): Extension {
    const { pasting: to, picture, articles, speller, onchange, onselect } = this.#options;
    const { language, face, readOnly, aids, words } = this.#look;
    const { label, empty, phrases, objects, blocks, spelling } = words;
    // The window's content policy takes styles by this nonce only; without it the surface would lose its own.
    const nonce = styleNonce();
    return [
      history(),
      cursor,
      finding,
      keymap.of([{ key: "Enter", run: commands.newLine }, ...usual]),
      markdown,
      highlighting,
      directions,
      EditorView.lineWrapping,
      pasting(to, this.#shown),
      showing.of({ picture, words: objects }),
      offering({ blocks, articles, spelling }),
      toCome,
      noteCards(words.unsaid),
      selectionBar(words.bar, (command) => this.run(command)),
      tableBar(words.tableBar, (command) => this.run(command)),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "sentences", tabindex: "0" }),
      EditorState.phrases.of(phrases),
      placeholder(empty),
      nonce ? EditorView.cspNonce.of(nonce) : [],
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onchange();
        else if (update.selectionSet && !(update.state.selection.main.empty && update.startState.selection.main.empty)) onselect();
      }),
      extensionsOf(face),
      readOnly ? onlyRead : [],
      EditorView.contentAttributes.of({ lang: language }),
      aiding(aids, language, speller),
    ];
  }
}

function extensionsOf(face: Face): Extension {
  return face === "styled" ? [styled, grids, writingInGrids, EditorView.editorAttributes.of({ class: "styled" })] : EditorView.editorAttributes.of({ class: "source" });
}

const LINE = Decoration.line({ attributes: { dir: "auto" } });

/** Each line takes its direction from its own words; the surface's own setting alone leaves Arabic on the left. */
const directions = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = allLines(view);
    }

    update(update: ViewUpdate): void {
      if (update.viewportChanged || (update.docChanged && movesLines(update))) this.decorations = allLines(update.view);
      // A letter within a line leaves each where it is: what is the same set is not compared line by line.
      else if (update.docChanged) this.decorations = this.decorations.map(update.changes);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Whether a line begins or ends elsewhere than before. */
function movesLines({ changes, startState }: ViewUpdate): boolean {
  let moves = false;
  changes.iterChanges((from, to, _, __, inserted) => {
    moves ||= inserted.lines > 1 || startState.doc.lineAt(from).to < to;
  });
  return moves;
}

function allLines({ state, visibleRanges }: EditorView): DecorationSet {
  const ranges = visibleRanges.flatMap(({ from, to }) => [...linesOf(state.doc, from, to)].map((line) => LINE.range(line.from)));
  return Decoration.set(ranges, true);
}
