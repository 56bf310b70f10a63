// Making footnotes, and going between the text and what they say.

import { type EditorState, EditorSelection, type StateCommand, StateEffect, StateField } from "@codemirror/state";
import { whole } from "../tables/apply";
import { DEFINITION } from "./markdown";
import { definitionOf, mentionAt, notes, referenceTo } from "./notes";

/** A reference where the cursor is and its footnote at the end of the text, where the cursor goes. */
export const noteInsert: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { doc } = state;
  const names = new Set<string>();
  for (const at = state.field(notes).mentions.iter(); at.value; at.next()) names.add(at.value.name);
  let number = 1;
  while (names.has(String(number))) number += 1;
  const at = state.selection.main.to;
  const reference = `[^${number}]`;
  const text = doc.toString().trimEnd();
  const last = doc.lineAt(text.length);
  // Footnotes stand below one another, apart from the text.
  const apart = DEFINITION.test(last.text) && at < last.from ? 1 : 2;
  const ends = at === doc.length ? 0 : doc.length - text.length;
  const definition = `${"\n".repeat(Math.max(0, apart - ends))}${reference}: `;
  const changes = [
    { from: at, insert: reference },
    { from: doc.length, insert: definition },
  ];
  const anchor = doc.length + reference.length + definition.length;
  dispatch(state.update({ changes, selection: { anchor }, annotations: whole.of(true), effects: leftFrom.of(at + reference.length), userEvent: "input", scrollIntoView: true }));
  return true;
};

const leftFrom = StateEffect.define<number>();

/** Where a footnote was gone to from. */
export const cameFrom = StateField.define<number | null>({
  create: () => null,
  update(place, { effects, changes }) {
    const left = effects.find((effect) => effect.is(leftFrom));
    return left ? (left.value as number) : place === null ? null : changes.mapPos(place, 1);
  },
});

/** The name of the footnote that the line of the cursor says. */
function saidHere(state: EditorState): string | null {
  for (let line = state.doc.lineAt(state.selection.main.head); line.text.trim() !== ""; line = state.doc.line(line.number - 1)) {
    const name = DEFINITION.exec(line.text)?.[1];
    if (name !== undefined) return name.toLowerCase();
    if (line.number === 1) break;
  }
  return null;
}

/** From a reference to its footnote, and from a footnote back to where it was gone to from, or is first referred to. */
export const noteGo: StateCommand = ({ state, dispatch }) => {
  const { head } = state.selection.main;
  const here = mentionAt(state, head);
  const go = (at: number, effects: StateEffect<number>[] = []) => {
    dispatch(state.update({ selection: EditorSelection.cursor(at), effects, scrollIntoView: true }));
    return true;
  };
  if (here && !here.mention.defines) {
    const said = definitionOf(state, here.mention.name);
    if (!said) return false;
    const line = state.doc.lineAt(said.from);
    return go(Math.min(line.to, said.to + 2), [leftFrom.of(here.to)]);
  }
  const name = saidHere(state);
  const from = state.field(cameFrom);
  const back = name === null ? null : from === null ? null : mentionAt(state, from);
  const reference = name === null ? null : back && !back.mention.defines && back.mention.name === name ? back : referenceTo(state, name);
  return reference ? go(reference.to) : false;
};
