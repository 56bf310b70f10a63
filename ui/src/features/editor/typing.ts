// A letter that is typed goes straight into the text. Left to the webview, its own editing puts the letter into the page, and the
// surface reads it back from there: in a paragraph with marks that takes longer than all that the surface does with it.

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Whether what is typed goes where the cursor is: what the system corrects, or puts an accent on, stands elsewhere. */
function goesToCursor(event: InputEvent, view: EditorView): boolean {
  const [place, another] = event.getTargetRanges();
  const { from, to } = view.state.selection.main;
  return place !== undefined && another === undefined && view.posAtDOM(place.startContainer, place.startOffset) === from && view.posAtDOM(place.endContainer, place.endOffset) === to;
}

/** What an input method composes is the webview's, as is everything but a letter at the cursor. */
export const typing: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data } = event;
    const isLetter = event.inputType === "insertText" && data !== null && data !== "" && event.cancelable;
    if (!isLetter || event.isComposing || view.composing || view.state.readOnly || !goesToCursor(event, view)) return false;
    const { from, to } = view.state.selection.main;
    const insert = () => view.state.update(view.state.replaceSelection(view.state.toText(data)), { userEvent: "input.type", scrollIntoView: true });
    // As the surface itself asks who else has a say in it: signs, and what is written in tables.
    if (!view.state.facet(EditorView.inputHandler).some((handles) => handles(view, from, to, data, insert))) view.dispatch(insert());
    return true; // The webview does nothing more.
  },
});
