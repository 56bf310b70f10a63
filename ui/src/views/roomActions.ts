// Everything that can be done in the room, in one list: keys and the palette read it.

import { type Action, GROUPS } from "../actions/actions";
import type { Aids } from "../features/editor/aids";
import { type Choice, CHOICES, type PlainKey } from "../texts";
import type { ArticleRow, OrderWord } from "../wire";
import { ORDERS } from "../features/library/orders";
import { type Change, MEANS, type Stage, STAGES } from "./changes";

export const LOOKS = ["system", "light", "dark", "contrast"] as const;
export type Look = (typeof LOOKS)[number];

/** What the actions do, and what they ask before. */
export interface Room {
  open: () => boolean;
  readOnly: () => boolean;
  /** The article that is open. */
  article: () => ArticleRow | null;
  /** The articles that something is done to: those that are selected together, or the one that is open. */
  selected: () => readonly ArticleRow[];
  trash: () => boolean;
  /** Whether the keyboard is in the list. */
  inList: () => boolean;
  /** Whether the keyboard is in the text. */
  inText: () => boolean;
  /** Whether the keyboard is in the headline or the lead. */
  inLine: () => boolean;
  /** Whether the cursor of the text is in a table. */
  inTable: () => boolean;
  focus: (pane: "search" | "list" | "text" | 1 | -1) => void;
  make: (kind: "article" | "page" | "copy") => void;
  change: (what: Change) => void;
  /** Asks for the time at which what is selected is to be published. */
  later: () => void;
  move: (stage: Stage) => void;
  /** Orders the list by something, or turns its order round. */
  order: (by: OrderWord | "reverse") => void;
  replay: (which: "undo" | "redo") => void;
  show: (tab: "preview" | "details" | "history" | "toggle") => void;
  /** Asks for a folder, to take its articles in or for another library; or for a server, to take its articles in. */
  bring: (what: "articles" | "library" | "server") => void;
  /** Writes the site, into a folder that is asked for; shows the one that was written, or those before; how it looks. */
  site: (what: "write" | "writeTo" | "show" | "releases" | "settings") => void;
  /** Writes a bundle of these articles, or of all where there is none. */
  bundle: (ids: readonly string[]) => void;
  /** Hides panes, or shows all of them again. */
  panes: (which: "no-shelves" | "text") => void;
  face: () => void;
  look: (which: Look) => void;
  /** The look that was chosen. */
  looks: () => Look;
  /** How much a row of the list shows. */
  density: () => void;
  /** The interface's own language: English, Chinese, as the system. */
  speak: (which: Choice) => void;
  /** What was chosen of them. */
  speaks: () => Choice;
  palette: () => void;
  help: () => void;
  /** Opens the settings, with the keyboard at a field of them. */
  settings: (field?: string) => void;
  /** Shows the first screen: the libraries that were open, and the ways to another. */
  libraries: () => void;
  /** Opens the sheet of servers for what is selected. */
  send: () => void;
  /** Shows what is live where. */
  board: () => void;
  /** Shows what is on its way to servers. */
  outbox: () => void;
  /** Lets an article be chosen, a heading of the text, or what the selected articles are filed under. */
  pick: (what: "article" | "heading" | "category" | "tag" | "untag") => void;
  /** Switches a help for writing on or off. */
  aid: (which: keyof Aids) => void;
  format: (command: string) => void;
  /** Whether misspelt words are underlined. */
  spelling: () => boolean;
  /** Goes to the next misspelt word, or offers what may be meant by this one. */
  spell: (which: "next" | "correct") => void;
  /** Opens the words of the house. */
  words: () => void;
}

type Ungrouped = Omit<Action, "group">;

export function roomActions(room: Room): readonly Action[] {
  const writable = () => room.open() && !room.readOnly();
  /** For actions on all that are selected: it holds for one of them at least. */
  const some = (holds: (article: ArticleRow) => boolean) => () => writable() && room.selected().some(holds);
  const means = (what: Change) => some((article) => !room.trash() && MEANS[what](article));
  const here = some(() => !room.trash());
  /** For what is about one article. */
  const one = () => here() && room.selected().length === 1;
  const spelt = () => writable() && (room.inText() || room.inLine()) && room.spelling();
  const format = (id: string, ...shortcuts: string[]): Ungrouped => ({
    id: `format.${id}`,
    label: `action-${id}` as PlainKey,
    shortcuts,
    when: () => writable() && room.inText(),
    run: () => room.format(id),
  });
  const table = (id: string, ...shortcuts: string[]): Ungrouped => {
    const action = format(id, ...shortcuts);
    return { ...action, when: () => action.when() && room.inTable() };
  };
  const groups: Record<Action["group"], readonly Ungrouped[]> = {
    "group-go": [
      { id: "palette", label: "action-palette", shortcuts: ["Mod+K"], when: () => true, run: room.palette },
      { id: "quickOpen", label: "action-quick-open", shortcuts: ["Mod+P"], when: room.open, run: () => room.pick("article") },
      { id: "search", label: "action-search", shortcuts: ["/", "Mod+Shift+F"], when: room.open, run: () => room.focus("search") },
      { id: "pane.next", label: "action-next-pane", shortcuts: ["F6"], when: room.open, run: () => room.focus(1) },
      { id: "pane.previous", label: "action-previous-pane", shortcuts: ["Shift+F6"], when: room.open, run: () => room.focus(-1) },
      { id: "list.focus", label: "action-back-to-list", shortcuts: ["Escape"], when: () => room.open() && !room.inList() && !room.inText(), run: () => room.focus("list") },
      { id: "text.focus", label: "action-write", shortcuts: [], when: () => room.article() !== null, run: () => room.focus("text") },
      { id: "outline", label: "action-outline", shortcuts: ["Mod+Shift+O"], when: () => room.open() && room.article() !== null, run: () => room.pick("heading") },
      format("nextToCome", "Mod+Shift+J"),
      { id: "spelling.next", label: "action-spelling-next", shortcuts: ["F7"], when: spelt, run: () => room.spell("next") },
    ],
    "group-article": [
      { id: "article.new", label: "action-new-article", shortcuts: ["Mod+N"], when: writable, run: () => room.make("article") },
      { id: "page.new", label: "action-new-page", shortcuts: ["Mod+Shift+N"], when: writable, run: () => room.make("page") },
      { id: "article.copy", label: "action-duplicate", shortcuts: ["Mod+D"], when: one, run: () => room.make("copy") },
      { id: "article.publish", label: "action-publish", shortcuts: ["Mod+Enter"], when: means("publish"), run: () => room.change("publish") },
      { id: "article.later", label: "action-later", shortcuts: [], when: means("publish"), run: room.later },
      { id: "article.unpublish", label: "action-unpublish", shortcuts: [], when: means("unpublish"), run: () => room.change("unpublish") },
      { id: "article.send", label: "action-send", shortcuts: ["Mod+Alt+Enter"], when: here, run: room.send },
      { id: "board", label: "action-board", shortcuts: [], when: room.open, run: room.board },
      { id: "outbox", label: "action-outbox", shortcuts: ["Mod+Alt+J"], when: room.open, run: room.outbox },
      { id: "article.archive", label: "action-archive", shortcuts: [], when: means("archive"), run: () => room.change("archive") },
      { id: "article.unarchive", label: "action-unarchive", shortcuts: [], when: means("unarchive"), run: () => room.change("unarchive") },
      ...STAGES.map((stage): Ungrouped => ({ id: `article.${stage}`, label: `action-to-${stage}`, shortcuts: [], when: some((of) => !room.trash() && of.status !== stage && of.status !== "archived"), run: () => room.move(stage) })),
      { id: "article.file", label: "action-file", shortcuts: [], when: here, run: () => room.pick("category") },
      { id: "article.tag", label: "action-tag", shortcuts: [], when: here, run: () => room.pick("tag") },
      { id: "article.untag", label: "action-untag", shortcuts: [], when: here, run: () => room.pick("untag") },
      { id: "article.trash", label: "action-trash", shortcuts: ["Delete"], when: () => here() && room.inList(), run: () => room.change("trash") },
      { id: "article.untrash", label: "action-untrash", shortcuts: [], when: some(() => room.trash()), run: () => room.change("untrash") },
    ],
    "group-text": [
      format("bold", "Mod+B"),
      format("italic", "Mod+I"),
      format("strike", "Mod+Shift+X"),
      format("code", "Mod+E"),
      format("link", "Mod+Shift+K"),
      format("heading2", "Mod+Alt+2"),
      format("heading3", "Mod+Alt+3"),
      format("heading4", "Mod+Alt+4"),
      format("quote", "Mod+Shift+9"),
      format("bullets", "Mod+Shift+8"),
      format("numbers", "Mod+Shift+7"),
      format("tasks"),
      format("tick", "Mod+Shift+L"),
      format("noteInsert", "Mod+Alt+F"),
      format("noteGo", "Mod+Alt+N"),
    ],
    "group-table": [
      table("rowAbove", "Alt+Shift+Enter"),
      table("rowBelow", "Alt+Enter"),
      table("rowUp", "Alt+Shift+ArrowUp"),
      table("rowDown", "Alt+Shift+ArrowDown"),
      table("rowRemove"),
      table("columnBefore"),
      table("columnAfter"),
      table("columnBack", "Alt+Shift+ArrowLeft"),
      table("columnOn", "Alt+Shift+ArrowRight"),
      table("columnRemove"),
      table("alignLeft"),
      table("alignCenter"),
      table("alignRight"),
      table("tidyTable"),
    ],
    "group-writing": [
      { id: "spelling.correct", label: "action-spelling-correct", shortcuts: ["Mod+."], when: spelt, run: () => room.spell("correct") },
      { id: "aid.spelling", label: "action-aid-spelling", shortcuts: [], when: room.open, run: () => room.aid("spelling") },
      { id: "aid.signs", label: "action-aid-signs", shortcuts: [], when: room.open, run: () => room.aid("signs") },
      { id: "aid.focus", label: "action-aid-focus", shortcuts: [], when: room.open, run: () => room.aid("focus") },
      { id: "aid.typewriter", label: "action-aid-typewriter", shortcuts: [], when: room.open, run: () => room.aid("typewriter") },
    ],
    "group-library": [
      { id: "undo", label: "action-undo", shortcuts: ["Mod+Z"], when: () => writable() && room.inList(), run: () => room.replay("undo") },
      { id: "redo", label: "action-redo", shortcuts: ["Mod+Shift+Z"], when: () => writable() && room.inList(), run: () => room.replay("redo") },
      { id: "words", label: "action-house-words", shortcuts: [], when: room.open, run: room.words },
      { id: "library.import", label: "action-import", shortcuts: ["Mod+Shift+I"], when: writable, run: () => room.bring("articles") },
      { id: "library.pull", label: "action-pull", shortcuts: [], when: writable, run: () => room.bring("server") },
      { id: "library.open", label: "action-open-library", shortcuts: ["Mod+O"], when: () => true, run: () => room.bring("library") },
      { id: "library.choose", label: "action-libraries", shortcuts: ["Mod+Alt+O"], when: room.open, run: room.libraries },
      { id: "library.rename", label: "action-rename-library", shortcuts: [], when: writable, run: () => room.settings("#settings-name") },
      { id: "site.write", label: "action-write-site", shortcuts: ["Mod+Shift+E"], when: room.open, run: () => room.site("write") },
      { id: "site.writeTo", label: "action-write-site-to", shortcuts: [], when: room.open, run: () => room.site("writeTo") },
      { id: "site.show", label: "action-show-site", shortcuts: [], when: room.open, run: () => room.site("show") },
      { id: "site.settings", label: "action-site-settings", shortcuts: ["Mod+Alt+,"], when: room.open, run: () => room.site("settings") },
      { id: "site.releases", label: "action-site-releases", shortcuts: [], when: room.open, run: () => room.site("releases") },
      { id: "bundle.selected", label: "action-bundle-selected", shortcuts: [], when: () => room.open() && room.selected().length > 0, run: () => room.bundle(room.selected().map(({ id }) => id)) },
      { id: "bundle.all", label: "action-bundle-all", shortcuts: [], when: room.open, run: () => room.bundle([]) },
    ],
    "group-window": [
      { id: "face", label: "action-face", shortcuts: ["Mod+/"], when: room.open, run: room.face },
      { id: "panes.shelves", label: "action-shelves", shortcuts: ["Mod+Alt+S"], when: room.open, run: () => room.panes("no-shelves") },
      { id: "panes.text", label: "action-only-text", shortcuts: ["Mod+Shift+Enter"], when: room.open, run: () => room.panes("text") },
      { id: "inspector", label: "action-inspector", shortcuts: ["Mod+\\"], when: room.open, run: () => room.show("toggle") },
      { id: "preview", label: "action-preview", shortcuts: ["Mod+Alt+P"], when: room.open, run: () => room.show("preview") },
      { id: "details", label: "action-details", shortcuts: ["Mod+Alt+D"], when: room.open, run: () => room.show("details") },
      { id: "history", label: "action-history", shortcuts: ["Mod+Alt+H"], when: room.open, run: () => room.show("history") },
      ...CHOICES.map((which): Ungrouped => ({ id: `language.${which}`, label: `action-language-${which}`, shortcuts: [], when: () => room.speaks() !== which, run: () => room.speak(which) })),
      ...ORDERS.map((by): Ungrouped => ({ id: `order.${by}`, label: `action-order-${by}`, shortcuts: [], when: room.open, run: () => room.order(by) })),
      { id: "order.reverse", label: "action-order-reverse", shortcuts: ["Mod+Alt+R"], when: room.open, run: () => room.order("reverse") },
      { id: "rows", label: "action-rows", shortcuts: ["Mod+Alt+L"], when: room.open, run: room.density },
      ...LOOKS.map((which): Ungrouped => ({ id: `look.${which}`, label: `action-look-${which}`, shortcuts: [], when: () => room.looks() !== which, run: () => room.look(which) })),
      { id: "settings", label: "action-settings", shortcuts: ["Mod+,"], when: () => true, run: () => room.settings() },
      { id: "help", label: "action-help", shortcuts: ["F1"], when: () => true, run: room.help },
    ],
  };
  return GROUPS.flatMap((group) => groups[group].map((action) => ({ ...action, group })));
}
