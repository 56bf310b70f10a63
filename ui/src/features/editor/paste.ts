// What is pasted or dropped into the text: HTML as Markdown, pictures into the library, the rest as it is.
// Here: what a clipboard holds and where it goes. Not here: what HTML means, which the core says.

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** What the surface needs for it. */
export interface Pasting {
  /** The Markdown of HTML from elsewhere; null where that failed, and was told. */
  markdown: (html: string, plain: string) => Promise<string | null>;
  /**
   * Takes a picture into the library and gives the Markdown that shows it: a file, or what only the core can see on the
   * clipboard. Null where there is none, or where that failed, and was told.
   */
  picture: (file: File | null) => Promise<string | null>;
}

/** How long after its key a plain paste is waited for, in milliseconds. */
const PLAIN_WITHIN_MS = 1000;

export function pasting(to: Pasting): Extension {
  let plainUntil = 0;
  return EditorView.domEventHandlers({
    keydown(event) {
      // The webview itself pastes by this key; here is only remembered how.
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyV") plainUntil = Date.now() + PLAIN_WITHIN_MS;
      return false;
    },
    paste(event, view) {
      const plain = Date.now() < plainUntil;
      plainUntil = 0;
      return !view.state.readOnly && !plain && event.clipboardData !== null && taken(event, event.clipboardData, view, to);
    },
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (view.state.readOnly || files.length === 0) return false;
      event.preventDefault();
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null) view.dispatch({ selection: { anchor: at } });
      void insertPictures(view, files, to);
      return true;
    },
  });
}

function taken(event: ClipboardEvent, data: DataTransfer, view: EditorView, to: Pasting): boolean {
  const html = data.getData("text/html");
  const plain = data.getData("text/plain");
  const pictures = [...data.files].filter((file) => file.type.startsWith("image/"));
  if (html.trim() !== "" && (plain.trim() !== "" || pictures.length === 0)) {
    event.preventDefault();
    void to.markdown(html, plain).then((markdown) => insert(view, markdown ?? plain));
    return true;
  }
  if (plain !== "") return false;
  event.preventDefault();
  void insertPictures(view, pictures.length > 0 ? pictures : [null], to);
  return true;
}

async function insertPictures(view: EditorView, files: readonly (File | null)[], to: Pasting): Promise<void> {
  for (const file of files) {
    const markdown = await to.picture(file);
    if (markdown === null) continue;
    const end = insert(view, markdown, true);
    // The next words are what the picture shows.
    if (files.length === 1 && markdown.startsWith("![]")) view.dispatch({ selection: { anchor: end - markdown.length + 2 } });
  }
}

/** Puts Markdown where the cursor is; blocks get a paragraph of their own. Answers where the Markdown ends. */
export function insert(view: EditorView, markdown: string, block = markdown.includes("\n")): number {
  const { from, to } = view.state.selection.main;
  if (markdown === "") return to;
  const [above, below] = block ? apart(view.state.sliceDoc(0, from), view.state.sliceDoc(to)) : ["", ""];
  const text = above + markdown + below;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: "input.paste",
    scrollIntoView: true,
  });
  return from + above.length + markdown.length;
}

/** The line ends that a block needs above and below it between these texts. */
export function apart(before: string, after: string): [string, string] {
  const missing = (there: number) => "\n".repeat(Math.max(0, 2 - there));
  const above = before === "" ? "" : missing(/\n*$/.exec(before)?.[0].length ?? 0);
  const below = after === "" ? "" : missing(/^\n*/.exec(after)?.[0].length ?? 0);
  return [above, below];
}
