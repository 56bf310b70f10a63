// The page in the frame: a document without scripts, filled and patched from outside.
//
// WebKit delivers no events to listeners in such a frame. So nothing listens here: whoever holds the frame scrolls it and
// asks what stands at a point. The page fetches nothing either: its policy forbids it, and what would be fetched is taken
// out before it comes here. Pictures of the library come as blobs.

import type { PreviewPage, PreviewPatch, PreviewPicture, PreviewSheet } from "../../wire";
import type { Pictures } from "../pictures";
import { answered, ownSheet, type Look } from "./sheet";
import { offsetOf, lineOf, type Places } from "./sync";

const BODY = "[data-galley-body]";
/** Which page it is that is in the frame. */
const LOAD = "data-galley-load";
/** Whatever has an address of its own. */
const LOADING = "img, picture, source, video, audio, track, input[type=image]";
/** What a theme has no business to put into a preview. */
const UNWANTED = "script, iframe, object, embed, base, link, meta[http-equiv]";
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src blob:; media-src blob:; base-uri 'none'; form-action 'none'";

/** What stands at a point of the frame. */
export interface Found {
  /** The line of the text, where it is of the body. */
  line: number | null;
  /** The place of the page that a link leads to, in pixels from its top. */
  jump: number | null;
}

export interface Surroundings {
  pictures: Pictures;
  /** The nonce that the window's own policy takes styles by; empty where there is none. */
  nonce: string;
  /** Called when the height of the page may have changed. */
  onresize: () => void;
}

export class Frame {
  readonly #element: HTMLIFrameElement;
  readonly #around: Surroundings;
  #sheets: readonly PreviewSheet[] = [];
  #look: Look = { dark: false, paper: false };
  #page = "";
  /** How often a page was put into the frame. */
  #loads = 0;
  #pictures = new Map<string, PreviewPicture>();
  /** Elements whose picture is on its way. */
  readonly #coming = new WeakSet<HTMLImageElement>();
  /** The HTML of each block, and its nodes once they are in the document. */
  #blocks: { html: string; nodes: ChildNode[] }[] = [];
  #lines: readonly number[] = [];
  #end = 1;
  #body: Element | null = null;
  #places: Places | null = null;
  #heights: ResizeObserver | null = null;

  constructor(element: HTMLIFrameElement, around: Surroundings) {
    this.#element = element;
    this.#around = around;
  }

  /** Shows a page. */
  show(page: PreviewPage): void {
    this.#sheets = page.sheets;
    this.#take(page.patch);
    this.#load();
  }

  /** Takes a patch. */
  patch(patch: PreviewPatch): void {
    const { from, gone, come } = this.#take(patch);
    if (!this.#body) return; // Still loading: it is filled with what is known by then.
    if (patch.page !== null && !this.#replaceAround()) {
      this.#load();
      return;
    }
    for (const node of gone.flatMap((block) => block.nodes)) node.remove();
    this.#insert(this.#body, come, this.#blocks.slice(from + come.length));
    this.moved();
  }

  /** Shows the page in another light. */
  look(look: Look): void {
    if (look.dark === this.#look.dark && look.paper === this.#look.paper) return;
    this.#look = look;
    if (this.#page) this.#load();
  }

  /** To be called when the frame has loaded. */
  loaded(): void {
    const inner = this.#element.contentDocument;
    this.#body = inner?.querySelector(BODY) ?? null;
    // Something led the frame elsewhere, a screen reader's click perhaps: it comes back. Or it is the page before this one, which
    // loaded while this one came; WebKit may then never load this one.
    if (this.#page && inner?.documentElement.getAttribute(LOAD) !== `${this.#loads}`) return this.#load();
    if (!inner || !this.#body) return;
    // A document may say twice that it has loaded.
    this.#body.replaceChildren();
    this.#insert(this.#body, this.#blocks, []);
    this.#fillPictures(inner);
    this.#heights?.disconnect();
    this.#heights = new ResizeObserver(() => this.moved());
    this.#heights.observe(inner.body);
    this.moved();
  }

  /** Says that what stands where may have changed. */
  moved(): void {
    this.#places = null;
    this.#around.onresize();
  }

  /** Lets go of everything. */
  end(): void {
    this.#heights?.disconnect();
    this.#body = null;
  }

  /** The page's height in its own pixels. */
  get height(): number {
    const inner = this.#element.contentDocument;
    return this.#body && inner ? inner.documentElement.scrollHeight : 0;
  }

  /** Scrolls the page. */
  scrollTo(offset: number): void {
    this.#element.contentWindow?.scrollTo(0, offset);
  }

  offsetOf(line: number): number {
    return offsetOf(line, this.#measured());
  }

  lineOf(offset: number): number {
    return lineOf(offset, this.#measured());
  }

  /** What stands at a point, in the frame's own pixels. */
  at(x: number, y: number): Found {
    const inner = this.#element.contentDocument;
    const hit = inner?.elementFromPoint(x, y);
    if (!inner || !hit) return { line: null, jump: null };
    const href = hit.closest("a[href]")?.getAttribute("href") ?? "";
    const aim = href.startsWith("#") ? inner.getElementById(decoded(href.slice(1))) : null;
    const jump = aim ? aim.getBoundingClientRect().top + this.#scrolled() : null;
    const line = this.#body?.contains(hit) && hit !== this.#body ? Math.floor(this.lineOf(y + this.#scrolled())) : null;
    return { line, jump };
  }

  /** Whether a link stands at a point. */
  linkAt(x: number, y: number): boolean {
    return this.#element.contentDocument?.elementFromPoint(x, y)?.closest("a[href]") != null;
  }

  /** Marks the text between two points. */
  select(from: { x: number; y: number }, to: { x: number; y: number }): void {
    const inner = this.#element.contentDocument;
    const [start, end] = [from, to].map(({ x, y }) => inner?.caretRangeFromPoint(x, y));
    if (!start || !end) return;
    inner?.getSelection()?.setBaseAndExtent(start.startContainer, start.startOffset, end.startContainer, end.startOffset);
  }

  /** Marks nothing. */
  unselect(): void {
    this.#element.contentDocument?.getSelection()?.removeAllRanges();
  }

  /** The text that is marked. */
  get selected(): string {
    return this.#element.contentDocument?.getSelection()?.toString() ?? "";
  }

  #scrolled(): number {
    return this.#element.contentWindow?.scrollY ?? 0;
  }

  #take(patch: PreviewPatch) {
    this.#pictures = new Map(patch.pictures.map((picture) => [picture.src, picture]));
    this.#lines = patch.lines;
    this.#end = patch.end;
    if (patch.page !== null) this.#page = patch.page;
    const come = patch.ins.map((html) => ({ html, nodes: [] as ChildNode[] }));
    const gone = this.#blocks.splice(patch.from, patch.del ?? this.#blocks.length, ...come);
    return { from: patch.from, gone, come };
  }

  #load(): void {
    this.#loads += 1;
    this.#body = null;
    this.#places = null;
    this.#element.srcdoc = `<!doctype html>${this.#prepared().documentElement.outerHTML}`;
  }

  /** The page, still outside of the frame: with its styles in it and without anything that would be fetched. */
  #prepared(): Document {
    const page = new DOMParser().parseFromString(this.#page, "text/html");
    const css = new Map(this.#sheets.map((sheet) => [sheet.href, sheet.css]));
    const style = (text: string) => {
      const element = page.createElement("style");
      element.setAttribute("nonce", this.#around.nonce);
      element.textContent = text;
      return element;
    };
    for (const link of page.querySelectorAll("link[rel~=stylesheet]")) {
      const text = css.get(link.getAttribute("href") ?? "");
      if (text !== undefined) link.replaceWith(style(answered(text, this.#look)));
    }
    for (const element of page.querySelectorAll(UNWANTED)) element.remove();
    const policy = page.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = POLICY;
    page.head.prepend(policy);
    page.head.append(style(ownSheet(this.#look)));
    page.documentElement.setAttribute(LOAD, `${this.#loads}`);
    this.#stripLoading(page);
    return page;
  }

  /** Puts the new page around the body that stays; false where it is built another way. */
  #replaceAround(): boolean {
    const inner = this.#element.contentDocument;
    const page = this.#prepared();
    const marked = page.querySelector(BODY);
    if (!inner || !this.#body || !marked) return false;
    const [old, next] = [above(this.#body), above(marked)];
    if (old.length !== next.length || old.some((element, at) => element.tagName !== next[at]?.tagName)) return false;
    old.forEach((element, at) => {
      const model = next[at]!;
      copyAttributes(model, element);
      if (at === old.length - 1) return; // The <body> itself: what is beside it is not shown.
      for (const sibling of [...(element.parentNode?.childNodes ?? [])]) if (sibling !== element) sibling.remove();
      const [before, after] = beside(model);
      element.before(...before.map((node) => inner.importNode(node, true)));
      element.after(...after.map((node) => inner.importNode(node, true)));
    });
    copyAttributes(page.documentElement, inner.documentElement);
    this.#fillPictures(inner);
    return true;
  }

  #insert(body: Element, blocks: { html: string; nodes: ChildNode[] }[], after: { nodes: ChildNode[] }[]): void {
    const inner = body.ownerDocument;
    const behind = after.find((block) => block.nodes.length > 0)?.nodes[0] ?? null;
    const all = inner.createDocumentFragment();
    for (const block of blocks) {
      const template = inner.createElement("template");
      template.innerHTML = block.html;
      this.#stripLoading(template.content);
      this.#fillPictures(template.content);
      block.nodes = [...template.content.childNodes];
      all.append(template.content);
    }
    body.insertBefore(all, behind);
  }

  /** Takes the addresses away: nothing is to be looked for at them. */
  #stripLoading(root: ParentNode): void {
    for (const element of root.querySelectorAll(LOADING)) {
      const src = element.getAttribute("src");
      if (src !== null) element.setAttribute("data-galley-src", src);
      for (const name of ["src", "srcset", "poster"]) element.removeAttribute(name);
    }
  }

  /** Gives pictures of the library as blobs; of all others what they show stands in their place. */
  #fillPictures(root: ParentNode): void {
    for (const element of root.querySelectorAll<HTMLImageElement>("img[data-galley-src]:not([src])")) {
      if (this.#coming.has(element)) continue;
      const picture = this.#pictures.get(element.getAttribute("data-galley-src") ?? "");
      const here = picture && this.#around.pictures.here(picture);
      if (here) element.src = here;
      else if (picture) {
        this.#coming.add(element);
        void this.#around.pictures.get(picture).then((url) => (url ? this.#fill(element, url) : this.#gap(element)));
      } else this.#gap(element);
    }
  }

  #fill(element: HTMLImageElement, url: string): void {
    element.src = url;
    // No event comes out of the frame: the picture says itself when it is there.
    void element.decode().then(
      () => this.moved(),
      () => this.#gap(element),
    );
  }

  /** What a picture shows, in its place. */
  #gap(picture: HTMLImageElement): void {
    const words = picture.ownerDocument.createElement("span");
    words.setAttribute("data-galley-gap", "");
    words.textContent = picture.alt || "…";
    const block = picture.parentNode === this.#body ? this.#blocks.find(({ nodes }) => nodes.includes(picture)) : undefined;
    block?.nodes.splice(block.nodes.indexOf(picture), 1, words);
    picture.replaceWith(words);
  }

  #measured(): Places {
    if (this.#places) return this.#places;
    const scrolled = this.#scrolled();
    const bottom = (this.#body?.getBoundingClientRect().bottom ?? 0) + scrolled;
    const tops = new Array<number>(this.#blocks.length);
    let next = bottom;
    for (let at = this.#blocks.length - 1; at >= 0; at -= 1) {
      const element = this.#blocks[at]!.nodes.find((node) => node.nodeType === Node.ELEMENT_NODE) as Element | undefined;
      // A block that shows nothing begins where the next one does.
      if (element?.isConnected) next = Math.min(next, element.getBoundingClientRect().top + scrolled);
      tops[at] = next;
    }
    const places = { lines: this.#lines, end: this.#end, tops, bottom };
    if (this.#body) this.#places = places;
    return places;
  }
}

/** The element and those above it, the body of the document last. */
function above(element: Element): Element[] {
  const all = [];
  for (let at: Element | null = element; at && at.tagName !== "HTML"; at = at.parentElement) all.push(at);
  return all;
}

function beside(element: Element): [ChildNode[], ChildNode[]] {
  const all = [...(element.parentNode?.childNodes ?? [])];
  const at = all.indexOf(element);
  return [all.slice(0, at), all.slice(at + 1)];
}

function copyAttributes(from: Element, to: Element): void {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
