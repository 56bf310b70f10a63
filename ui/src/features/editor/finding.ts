// Find and replace: what the keys, the palette and the menus ask of the surface's own panel.

import { startCompletion } from "@codemirror/autocomplete";
import { redo, undo } from "@codemirror/commands";
import { findNext, findPrevious, gotoLine, openSearchPanel, replaceAll, replaceNext, search, searchKeymap, selectMatches } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { type Command, type EditorView, keymap } from "@codemirror/view";

/** Opens the panel with the keyboard in the field for what is put instead. */
const findReplace: Command = (view) => {
  if (!openSearchPanel(view)) return false;
  const field = view.dom.querySelector<HTMLInputElement>(".cm-search [name=replace]");
  field?.focus();
  field?.select();
  return field !== null;
};

/** Offers the articles that a link may lead to, as the two brackets do when they are typed. */
const linkArticle: Command = (view: EditorView) => {
  if (view.state.readOnly) return false;
  const words = view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to).replace(/[[\]\n]/g, " ");
  const change = view.state.replaceSelection(`[[${words}`);
  view.dispatch(view.state.update(change, { userEvent: "input", scrollIntoView: true }));
  return startCompletion(view);
};

/** These leave the keyboard where they put it: in the panel, or in the text. */
export const findCommands: Readonly<Record<string, Command>> = {
  find: openSearchPanel,
  findReplace,
  findNext,
  findPrevious,
  findAll: selectMatches,
  replaceNext,
  replaceAll,
  findLine: gotoLine,
};

/** What else the surface can do that is no mark in the text. */
export const textCommands: Readonly<Record<string, Command>> = { undo, redo, linkArticle };

/** The panel, which Escape closes; its other keys are those of the registry. */
export const finding: Extension = [
  search({ top: true }),
  keymap.of(searchKeymap.filter(({ key }) => key === "Escape")),
];
