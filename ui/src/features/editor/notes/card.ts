// The words of a footnote in a small card: where the pointer rests on its number, and where the cursor stands at it.

import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { hoverTooltip, showTooltip, type Tooltip, WidgetType } from "@codemirror/view";
import { cameFrom } from "./commands";
import { type Found, mentionAt, notes, wordsOf } from "./notes";

/** Longest text of a card, in characters. */
const CARD_MAX = 400;
/** How long the pointer rests before the card comes, in milliseconds. */
const REST_MS = 250;

/** A footnote's number in the text, raised; before what it says, with a point. */
export class NoteNumber extends WidgetType {
  readonly #number: number;
  readonly #defines: boolean;

  constructor(number: number, defines: boolean) {
    super();
    this.#number = number;
    this.#defines = defines;
  }

  override eq(other: NoteNumber): boolean {
    return this.#number === other.#number && this.#defines === other.#defines;
  }

  override toDOM(): HTMLElement {
    const made = document.createElement(this.#defines ? "span" : "sup");
    made.className = this.#defines ? "md-note-said" : "md-note";
    made.textContent = this.#defines ? `${this.#number}.` : String(this.#number);
    return made;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** `unsaid` is read where a footnote is referred to and no one says it. */
export function noteCards(unsaid: string): Extension {
  const card = (state: EditorState, { from, to, mention }: Found): Tooltip => {
    const words = wordsOf(state, mention.name) ?? unsaid;
    const create = () => {
      const dom = document.createElement("div");
      dom.className = "md-note-card";
      dom.dir = "auto";
      dom.setAttribute("role", "status");
      dom.textContent = words.length > CARD_MAX ? `${words.slice(0, CARD_MAX)}…` : words;
      return { dom, offset: { x: 0, y: 6 } };
    };
    return { pos: from, end: to, above: true, create };
  };
  const at = (state: EditorState, place: number): Tooltip | null => {
    const found = mentionAt(state, place);
    return found && !found.mention.defines ? card(state, found) : null;
  };
  const byKey = StateField.define<Tooltip | null>({
    create: () => null,
    update(shown, { state, docChanged, selection }) {
      if (!state.selection.main.empty) return null;
      return docChanged || selection ? at(state, state.selection.main.head) : shown;
    },
    provide: (shown) => showTooltip.from(shown),
  });
  const byPointer = hoverTooltip((view, place) => (view.state.field(byKey) ? null : at(view.state, place)), { hoverTime: REST_MS });
  return [notes, cameFrom, byKey, byPointer];
}
