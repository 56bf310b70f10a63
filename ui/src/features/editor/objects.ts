// What the styled face shows in place of Markdown: pictures with their captions, videos, boxes that tick, the points of a
// list.
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
export interface Said {
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

function isSame(a: Said, b: Said | undefined): boolean {
  return a.path === b?.path && a.alt === b.alt && a.caption === b.caption;
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
    return isSame(this.#said, other.#said) && this.#alone === other.#alone;
  }

  override toDOM(view: EditorView): HTMLElement {
    return pictureOf(this.#said, this.#alone, this.#to, view);
  }

  /** A press puts the cursor there, and the Markdown shows. */
  override ignoreEvent(): boolean {
    return false;
  }
}

function pictureOf({ path, alt, caption }: Said, alone: boolean, { words, picture }: Showing, view: EditorView): HTMLElement {
  const object = element("span", alone ? "md-picture alone" : "md-picture");
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

/** Pictures that are a paragraph by themselves, side by side. */
export class GalleryObject extends WidgetType {
  readonly #said: readonly Said[];
  readonly #to: Showing;

  constructor(said: readonly Said[], to: Showing) {
    super();
    this.#said = said;
    this.#to = to;
  }

  override eq(other: GalleryObject): boolean {
    return this.#said.length === other.#said.length && this.#said.every((said, at) => isSame(said, other.#said[at]));
  }

  override toDOM(view: EditorView): HTMLElement {
    const gallery = element("span", "md-gallery");
    gallery.append(...this.#said.map((said) => pictureOf(said, false, this.#to, view)));
    return gallery;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** In place of a bare link to a video: its host and its address, and nothing of what is there. */
export class VideoObject extends WidgetType {
  readonly #host: string;
  readonly #address: string;

  constructor(host: string, address: string) {
    super();
    this.#host = host;
    this.#address = address;
  }

  override eq(other: VideoObject): boolean {
    return this.#host === other.#host && this.#address === other.#address;
  }

  override toDOM(): HTMLElement {
    const card = element("span", "md-video");
    card.append(element("span", "md-video-sign"), element("span", "md-video-host", this.#host), element("span", "md-video-address", this.#address.replace(/^https?:\/\/(?:www\.)?/, "")));
    return card;
  }

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
