// What the styled face shows in place of Markdown: pictures with their captions, boxes that tick, the points of a list.
// The text beneath stays as it is; where the cursor comes near, it shows again.

import { type EditorState, Facet } from "@codemirror/state";
import { type EditorView, WidgetType } from "@codemirror/view";
import { ticking } from "./commands";
import type { SyntaxNode } from "./language";

/** What the surface asks for to show a picture. */
export interface Showing {
  /** The address of the picture that a path of the text names; null where it is not the library's. */
  picture: (path: string) => Promise<string | null>;
  /** The interface's words. */
  words: {
    /** Below a picture that no one has described. */
    undescribed: string;
    /** In place of a picture that is not in the library: it is on the web, or nowhere. */
    elsewhere: string;
    /** What ticking a box is called. */
    tick: string;
  };
}

export const showing = Facet.define<Showing, Showing | undefined>({ combine: (all) => all[0] });

/** A picture as Markdown says it. */
interface Said {
  path: string;
  alt: string;
  caption: string;
}

/** What a node of the name `Image` says; null where its address stands elsewhere in the text. */
export function saidOf(state: EditorState, image: SyntaxNode): Said | null {
  const url = image.getChild("URL");
  const marks = image.getChildren("LinkMark");
  const [opening, closing] = marks;
  if (!url || !opening || !closing) return null;
  const title = image.getChild("LinkTitle");
  const path = state.sliceDoc(url.from, url.to);
  return {
    path: path.startsWith("<") ? path.slice(1, -1) : path,
    alt: state.sliceDoc(opening.to, closing.from),
    caption: title ? state.sliceDoc(title.from + 1, title.to - 1).replace(/\\(["'\\])/g, "$1") : "",
  };
}

export class PictureObject extends WidgetType {
  readonly #said: Said;
  readonly #alone: boolean;
  readonly #to: Showing;

  /** `alone` where nothing else stands on its line. */
  constructor(said: Said, alone: boolean, to: Showing) {
    super();
    this.#said = said;
    this.#alone = alone;
    this.#to = to;
  }

  override eq(other: PictureObject): boolean {
    const [a, b] = [this.#said, other.#said];
    return a.path === b.path && a.alt === b.alt && a.caption === b.caption && this.#alone === other.#alone;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { path, alt, caption } = this.#said;
    const { words, picture } = this.#to;
    const object = element("span", this.#alone ? "md-picture alone" : "md-picture");
    const image = document.createElement("img");
    image.alt = alt;
    image.onload = () => view.requestMeasure();
    const missing = element("span", "md-picture-missing", `${words.elsewhere} ${path}`);
    void picture(path).then((address) => {
      if (address === null) image.replaceWith(missing);
      else image.src = address;
      view.requestMeasure();
    });
    object.append(image);
    if (caption) object.append(element("span", "md-picture-caption", caption));
    if (!alt.trim()) object.append(element("span", "md-picture-undescribed", words.undescribed));
    return object;
  }

  /** A press puts the cursor there, and the Markdown shows. */
  override ignoreEvent(): boolean {
    return false;
  }
}

export class BoxObject extends WidgetType {
  readonly #ticked: boolean;
  readonly #writable: boolean;
  readonly #label: string;

  constructor(ticked: boolean, writable: boolean, label: string) {
    super();
    this.#ticked = ticked;
    this.#writable = writable;
    this.#label = label;
  }

  override eq(other: BoxObject): boolean {
    return this.#ticked === other.#ticked && this.#writable === other.#writable;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "md-box";
    box.checked = this.#ticked;
    box.disabled = !this.#writable;
    box.tabIndex = -1; // The text is one stop; its own key ticks the box of the line.
    box.setAttribute("aria-label", this.#label);
    box.onmousedown = (event) => event.preventDefault(); // The cursor stays where it is.
    box.onclick = (event) => {
      event.preventDefault();
      if (view.state.readOnly) return;
      const ticked = ticking(view.state.doc.lineAt(view.posAtDOM(box)));
      if (ticked) view.dispatch({ changes: ticked, userEvent: "input" });
    };
    return box;
  }
}

/** The point of a list without numbers. */
export class PointObject extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    return element("span", "md-point", "•");
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function element(name: string, className: string, words = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  if (words) made.dir = "auto";
  return made;
}
