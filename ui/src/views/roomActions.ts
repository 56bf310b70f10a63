// Everything that can be done in the room, in one list: keys and the palette read it.

import { type Action, GROUPS } from "../actions/actions";
import type { Aids } from "../features/editor/aids";
import { type Choice, CHOICES, type PlainKey } from "../texts";
import type { ArticleRow, OrderWord, Status } from "../wire";
import { ORDERS } from "../features/library/orders";
import { type Light, LIGHTS, type Place, PLACES } from "../features/preview/places";
import type { Checked } from "../features/reports/reports";
import { type Width, WIDTHS } from "../features/preview/widths";
import { type End, type Narrow, type Shelf, SHELVES } from "../state/articles.svelte";
import type { SaveState } from "../state/writing.svelte";
import { type Look, LOOKS, type Measure, MEASURES, type Typeface, TYPEFACES } from "../features/settings/looks";
import { type Change, MEANS, type Stage, STAGES } from "./changes";

const FIELDS = ["date", "language"] as const;
const EDITS = { cut: "Mod+X", copy: "Mod+C", paste: "Mod+V", all: null } as const;
export type Edit = keyof typeof EDITS | "undo" | "redo";
const NARROWED = ["category", "language", "tag"] as const satisfies (keyof Narrow)[];

/** What the actions do, and what they ask before. */
export interface Room {
  open: () => boolean;
  readOnly: () => boolean;
  /** The article that is open. */
  article: () => ArticleRow | null;
  /** The statuses of the articles that something is done to: those that are selected together, or the one that is open. */
  statuses: () => readonly Status[];
  /** How many these are. */
  count: () => number;
  trash: () => boolean;
  /** Whether the keyboard is in the list. */
  inList: () => boolean;
  /** Whether the keyboard is in the text. */
  inText: () => boolean;
  /** Whether the keyboard is in the headline or the lead. */
  inLine: () => boolean;
  /** Whether the keyboard is in a field, which has an undo of its own. */
  inField: () => boolean;
  /** Whether the text that is open may be changed: none in the trash may, and none that is archived. */
  typable: () => boolean;
  /** Whether the cursor of the text is in a table. */
  inTable: () => boolean;
  focus: (pane: "search" | "list" | "text" | 1 | -1) => void;
  make: (kind: "article" | "page" | "copy") => void;
  change: (what: Change) => void;
  /** Asks before what is selected in the trash is deleted for good, or all that is in it. */
  erase: (what: "selected" | "all") => void;
  /** Whether anything is in the trash. */
  trashed: () => boolean;
  /** Asks for the time at which what is selected is to be published. */
  later: () => void;
  move: (stage: Stage) => void;
  /** Orders the list by something, or turns its order round. */
  order: (by: OrderWord | "reverse") => void;
  orders: () => OrderWord;
  /** Shows a shelf of the library. */
  shelf: (which: Shelf) => void;
  /** The shelf that is shown. */
  shelves: () => Shelf;
  /** What the list shows and what is selected in it. */
  list: (what: "all" | "none" | "unsearch" | "widen" | "refresh") => void;
  listHas: (what: "searched" | "narrowed" | "several" | "failed") => boolean;
  /** Goes to an end of the list. */
  end: (which: End) => void;
  replay: (which: "undo" | "redo") => void;
  show: (tab: "preview" | "details" | "history" | "toggle") => void;
  /** Asks for a folder, to take its articles in or for another library; or for a server, to take its articles in. */
  bring: (what: "articles" | "library" | "server") => void;
  /** Writes the site, into a folder that is asked for; shows the one that was written, or those before; how it looks; its addresses, views and form. */
  site: (what: "write" | "writeTo" | "show" | "releases" | "settings" | "readers") => void;
  /** Writes a bundle of what is selected, or of all articles. */
  bundle: (which: "selected" | "all") => void;
  /** Hides panes, or shows all of them again. */
  panes: (which: "no-shelves" | "text") => void;
  face: () => void;
  /** Puts the preview somewhere, and shows it. */
  place: (where: Place) => void;
  /** Where it stands, if it is shown. */
  placed: () => Place | "nowhere";
  /** How wide its page is, and in which light; what is chosen of both. */
  width: (which: Width) => void;
  widths: () => Width;
  light: (which: Light) => void;
  lights: () => Light;
  /** Makes the letters of the text larger or smaller. */
  letters: (by: 1 | -1) => void;
  /** What the text is written in, and how long its lines get; what is chosen of both. */
  typeface: (which: Typeface) => void;
  typefaces: () => Typeface;
  measure: (which: Measure) => void;
  measures: () => Measure;
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
  /** The same, to take it off. */
  takeOff: () => void;
  /** Shows what is live where. */
  board: () => void;
  /** Shows what is on its way to servers. */
  outbox: () => void;
  /** Lets an article be chosen, a heading of the text, or what the selected articles are filed under. */
  pick: (what: "article" | "heading" | "category" | "tag" | "untag" | "translation" | "status" | `narrow-${keyof Narrow}`) => void;
  /** Switches a help for writing on or off. */
  aid: (which: keyof Aids) => void;
  aids: () => Aids;
  /** What the system does in any field and text. */
  edit: (how: Edit) => void;
  format: (command: string) => void;
  /** Asks for pictures, to put them into the text. */
  pictures: () => void;
  /** How the text stands to the one on the disk, and what is done where they differ. */
  saved: () => SaveState;
  trouble: (what: "retry" | "copy" | "file" | "compare" | "mine" | "theirs") => void;
  /** Whether what was pasted can be had as plain text, and that. */
  pasted: () => boolean;
  plain: () => void;
  /** Shows the details, with the keyboard where the cover is chosen. */
  cover: () => void;
  /** Puts the keyboard where one of these stands above the headline. */
  field: (name: "category" | "date" | "language") => void;
  /** Keeps the present text as a version. */
  keep: () => void;
  /** Whether something is told in the corner, perhaps with a way on; that way, or an end of it. */
  notice: () => "none" | "words" | "way";
  answer: (how: "way" | "close") => void;
  /** Whether there is long work, and its end. */
  works: () => boolean;
  stop: () => void;
  /** Closes the window once all is saved, or at once. */
  close: (how: "saved" | "anyway") => void;
  /** Shows which dictionaries look at the article. */
  dictionaries: () => void;
  /** Opens another window. */
  newWindow: () => void;
  /** Looks at what is open, at all articles, at the written site, or where links lead out. */
  check: (what: Checked) => void;
  /** Whether there was a report, and shows it. */
  reported: () => boolean;
  report: () => void;
  /** Closes every window, once all is saved there. */
  quit: () => void;
  /** Whether misspelt words are underlined. */
  spelling: () => boolean;
  /** Goes to the next misspelt word, or offers what may be meant by this one. */
  spell: (which: "next" | "correct") => void;
  /** Opens the words of the house. */
  words: () => void;
}

/** By the keys that lie beside one another: the page beside the text, below it, in its place. */
const PLACE_KEYS: Record<Place, string> = { beside: "Mod+Alt+B", below: "Mod+Alt+V", alone: "Mod+Alt+C" };

type Ungrouped = Omit<Action, "group">;

export function roomActions(room: Room): readonly Action[] {
  const writable = () => room.open() && !room.readOnly();
  /** For actions on all that are selected: it holds for one of them at least. */
  const some = (holds: (status: Status) => boolean) => () => writable() && room.statuses().some(holds);
  const means = (what: Change) => some((status) => !room.trash() && MEANS[what](status));
  const here = some(() => !room.trash());
  /** For what is about one article. */
  const one = () => here() && room.count() === 1;
  const written = () => room.open() && room.article() !== null;
  const typable = () => writable() && room.typable();
  const spelt = () => typable() && (room.inText() || room.inLine()) && room.spelling();
  const format = (id: string, ...shortcuts: string[]): Ungrouped => ({
    id: `format.${id}`,
    label: `action-${id}` as PlainKey,
    shortcuts,
    when: () => typable() && room.inText(),
    run: () => room.format(id),
  });
  /** What changes nothing of it. */
  const reading = (id: string, ...shortcuts: string[]): Ungrouped => ({ ...format(id, ...shortcuts), when: () => room.open() && room.inText() });
  /** What can be done to the text from anywhere in the room. */
  const anywhere = (id: string, ...shortcuts: string[]): Ungrouped => ({ ...format(id, ...shortcuts), when: written });
  const chosen = <T extends string>(name: string, of: readonly T[], is: () => T, choose: (which: T) => void): Ungrouped[] =>
    of.map((which) => ({ id: `${name}.${which}`, label: `action-${name}-${which}` as PlainKey, shortcuts: [], when: room.open, on: () => is() === which, run: () => choose(which) }));
  const aid = (which: keyof Aids): Ungrouped => ({ id: `aid.${which}`, label: `action-aid-${which}`, shortcuts: [], when: room.open, on: () => room.aids()[which], run: () => room.aid(which) });
  /** Its keys are the webview's own. */
  const native = (how: keyof typeof EDITS, when: () => boolean): Ungrouped => ({ id: `edit.${how}`, label: `action-edit-${how}`, shortcuts: EDITS[how] ? [EDITS[how]] : [], when, keys: () => false, native: true, run: () => room.edit(how) });
  const table = (id: string, ...shortcuts: string[]): Ungrouped => {
    const action = format(id, ...shortcuts);
    return { ...action, when: () => action.when() && room.inTable() };
  };
  /** In the text it is a step of writing, in a field one of that, whose keys are its own; anywhere else one of the library. */
  const undoable = (which: "undo" | "redo", shortcut: string): Ungrouped => ({
    id: which,
    label: `action-${which}`,
    shortcuts: [shortcut],
    when: writable,
    keys: () => room.inText() || !room.inField(),
    run: () => (room.inText() ? room.format(which) : room.inField() ? room.edit(which) : room.replay(which)),
  });
  const groups: Record<Action["group"], readonly Ungrouped[]> = {
    "group-go": [
      { id: "palette", label: "action-palette", shortcuts: ["Mod+K"], when: () => true, run: room.palette },
      { id: "quickOpen", label: "action-quick-open", shortcuts: ["Mod+P"], when: room.open, run: () => room.pick("article") },
      { id: "search", label: "action-search", shortcuts: ["/", "Mod+Shift+F"], when: room.open, run: () => room.focus("search") },
      { id: "pane.next", label: "action-next-pane", shortcuts: ["F6"], when: room.open, run: () => room.focus(1) },
      { id: "pane.previous", label: "action-previous-pane", shortcuts: ["Shift+F6"], when: room.open, run: () => room.focus(-1) },
      { id: "list.focus", label: "action-back-to-list", shortcuts: ["Mod+Alt+A", "Escape"], when: () => room.open() && !room.inList(), keys: (shortcut) => shortcut !== "Escape" || !room.inText(), run: () => room.focus("list") },
      { id: "text.focus", label: "action-write", shortcuts: [], when: () => room.article() !== null, run: () => room.focus("text") },
      { id: "notice.way", label: "action-notice-way", shortcuts: ["Mod+Alt+U"], when: () => room.notice() === "way", run: () => room.answer("way") },
      { id: "notice.close", label: "action-notice-close", shortcuts: [], when: () => room.notice() !== "none", run: () => room.answer("close") },
      { id: "outline", label: "action-outline", shortcuts: ["Mod+Shift+O"], when: written, run: () => room.pick("heading") },
      anywhere("findLine", "Mod+Alt+G"),
      format("toBar", "Alt+F10"),
      reading("nextToCome", "Mod+Shift+J"),
      { id: "spelling.next", label: "action-spelling-next", shortcuts: ["F7"], when: spelt, run: () => room.spell("next") },
    ],
    "group-article": [
      { id: "article.new", label: "action-new-article", shortcuts: ["Mod+N"], when: writable, run: () => room.make("article") },
      { id: "page.new", label: "action-new-page", shortcuts: ["Mod+Shift+N"], when: writable, run: () => room.make("page") },
      { id: "article.copy", label: "action-duplicate", shortcuts: ["Mod+D"], when: one, run: () => room.make("copy") },
      { id: "article.translate", label: "action-translate", shortcuts: [], when: () => writable() && room.article() !== null, run: () => room.pick("translation") },
      { id: "article.publish", label: "action-publish", shortcuts: ["Mod+Enter"], when: means("publish"), run: () => room.change("publish") },
      { id: "article.later", label: "action-later", shortcuts: [], when: means("publish"), run: room.later },
      { id: "article.unpublish", label: "action-unpublish", shortcuts: [], when: means("unpublish"), run: () => room.change("unpublish") },
      { id: "article.send", label: "action-send", shortcuts: ["Mod+Alt+Enter"], when: here, run: room.send },
      { id: "article.takeOff", label: "action-take-off", shortcuts: [], when: here, run: room.takeOff },
      { id: "board", label: "action-board", shortcuts: [], when: room.open, run: room.board },
      { id: "outbox", label: "action-outbox", shortcuts: ["Mod+Alt+J"], when: room.open, run: room.outbox },
      { id: "article.archive", label: "action-archive", shortcuts: [], when: means("archive"), run: () => room.change("archive") },
      { id: "article.unarchive", label: "action-unarchive", shortcuts: [], when: means("unarchive"), run: () => room.change("unarchive") },
      ...STAGES.map((stage): Ungrouped => ({ id: `article.${stage}`, label: `action-to-${stage}`, shortcuts: [], when: some((status) => !room.trash() && status !== stage && status !== "archived"), run: () => room.move(stage) })),
      { id: "article.file", label: "action-file", shortcuts: [], when: here, run: () => room.pick("category") },
      { id: "article.tag", label: "action-tag", shortcuts: [], when: here, run: () => room.pick("tag") },
      { id: "article.untag", label: "action-untag", shortcuts: [], when: here, run: () => room.pick("untag") },
      { id: "article.trash", label: "action-trash", shortcuts: ["Delete"], when: here, keys: room.inList, run: () => room.change("trash") },
      { id: "article.status", label: "action-status", shortcuts: [], when: () => writable() && room.article() !== null && !room.trash(), run: () => room.pick("status") },
      { id: "check.article", label: "action-check-article", shortcuts: [], when: () => room.open() && room.article() !== null, run: () => room.check("article") },
      ...FIELDS.map((name): Ungrouped => ({ id: `article.${name}`, label: `action-field-${name}`, shortcuts: [], when: () => writable() && room.article() !== null && !room.trash(), run: () => room.field(name) })),
      { id: "cover", label: "action-cover", shortcuts: [], when: () => writable() && room.article() !== null, run: room.cover },
      { id: "history.keep", label: "history-keep", shortcuts: [], when: typable, run: room.keep },
      { id: "save.retry", label: "action-save-retry", shortcuts: [], when: () => room.saved() === "failed", run: () => room.trouble("retry") },
      { id: "save.copy", label: "save-copy", shortcuts: [], when: () => room.saved() === "failed", run: () => room.trouble("copy") },
      { id: "save.file", label: "save-elsewhere", shortcuts: [], when: () => room.saved() === "failed", run: () => room.trouble("file") },
      { id: "late.mine", label: "late-keep-mine", shortcuts: [], when: () => room.saved() === "late", run: () => room.trouble("mine") },
      { id: "late.theirs", label: "late-take-theirs", shortcuts: [], when: () => room.saved() === "late", run: () => room.trouble("theirs") },
      { id: "late.compare", label: "late-compare", shortcuts: [], when: () => room.saved() === "late", run: () => room.trouble("compare") },
      { id: "article.untrash", label: "action-untrash", shortcuts: [], when: some(() => room.trash()), run: () => room.change("untrash") },
      { id: "article.delete", label: "action-delete", shortcuts: [], when: some(() => room.trash()), run: () => room.erase("selected") },
      { id: "trash.empty", label: "action-empty-trash", shortcuts: [], when: () => writable() && room.trashed(), run: () => room.erase("all") },
    ],
    "group-text": [
      native("cut", () => room.inField() || (typable() && room.inText())),
      native("copy", room.open),
      native("paste", () => room.inField() || (typable() && room.inText())),
      native("all", () => room.inField() || room.inText()),
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
      reading("noteGo", "Mod+Alt+N"),
      format("blockTable"),
      format("blockNote"),
      format("blockCode"),
      format("blockRule"),
      format("linkArticle"),
      { id: "pictures", label: "action-pictures", shortcuts: [], when: typable, run: room.pictures },
      { id: "paste.plain", label: "action-paste-plain", shortcuts: [], when: () => typable() && room.pasted(), run: room.plain },
      anywhere("find", "Mod+F"),
      anywhere("findReplace", "Mod+H"),
      anywhere("findNext", "F3", "Mod+G"),
      anywhere("findPrevious", "Shift+F3", "Mod+Shift+G"),
      reading("findAll"),
      format("replaceNext"),
      format("replaceAll"),
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
      { id: "spelling.languages", label: "action-spelling-languages", shortcuts: [], when: () => room.article() !== null, run: room.dictionaries },
      ...(["spelling", "signs", "focus", "typewriter"] as const).map(aid),
    ],
    "group-library": [
      undoable("undo", "Mod+Z"),
      undoable("redo", "Mod+Shift+Z"),
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
      { id: "site.readers", label: "action-site-readers", shortcuts: [], when: room.open, run: () => room.site("readers") },
      { id: "check.articles", label: "action-check-articles", shortcuts: [], when: room.open, run: () => room.check("articles") },
      { id: "check.site", label: "action-check-site", shortcuts: [], when: room.open, run: () => room.check("site") },
      { id: "check.links", label: "action-check-links", shortcuts: [], when: room.open, run: () => room.check("links") },
      { id: "report", label: "action-report", shortcuts: [], when: room.reported, run: room.report },
      { id: "site.releases", label: "action-site-releases", shortcuts: [], when: room.open, run: () => room.site("releases") },
      { id: "bundle.selected", label: "action-bundle-selected", shortcuts: [], when: () => room.open() && room.count() > 0, run: () => room.bundle("selected") },
      { id: "bundle.all", label: "action-bundle-all", shortcuts: [], when: room.open, run: () => room.bundle("all") },
    ],
    "group-list": [
      ...chosen("shelf", SHELVES, room.shelves, room.shelf),
      ...NARROWED.map((part): Ungrouped => ({ id: `narrow.${part}`, label: `action-narrow-${part}`, shortcuts: [], when: room.open, run: () => room.pick(`narrow-${part}`) })),
      { id: "narrow.none", label: "action-narrow-none", shortcuts: [], when: () => room.listHas("narrowed"), run: () => room.list("widen") },
      { id: "search.clear", label: "search-clear", shortcuts: [], when: () => room.listHas("searched"), run: () => room.list("unsearch") },
      { id: "list.all", label: "action-list-all", shortcuts: ["Mod+A"], when: room.open, keys: room.inList, run: () => room.list("all") },
      { id: "list.none", label: "action-list-none", shortcuts: [], when: () => room.listHas("several"), run: () => room.list("none") },
      { id: "list.retry", label: "action-list-retry", shortcuts: [], when: () => room.listHas("failed"), run: () => room.list("refresh") },
      { id: "list.first", label: "action-list-first", shortcuts: [], when: room.open, run: () => room.end("first") },
      { id: "list.last", label: "action-list-last", shortcuts: [], when: room.open, run: () => room.end("last") },
      ...ORDERS.map((by): Ungrouped => ({ id: `order.${by}`, label: `action-order-${by}`, shortcuts: [], when: room.open, on: () => room.orders() === by, run: () => room.order(by) })),
      { id: "order.reverse", label: "action-order-reverse", shortcuts: ["Mod+Alt+R"], when: room.open, run: () => room.order("reverse") },
      { id: "rows", label: "action-rows", shortcuts: ["Mod+Alt+L"], when: room.open, run: room.density },
    ],
    "group-preview": [
      { id: "inspector", label: "action-inspector", shortcuts: ["Mod+\\"], when: room.open, run: () => room.show("toggle") },
      { id: "preview", label: "action-preview", shortcuts: ["Mod+Alt+P"], when: room.open, run: () => room.show("preview") },
      { id: "details", label: "action-details", shortcuts: ["Mod+Alt+D"], when: room.open, run: () => room.show("details") },
      { id: "history", label: "action-history", shortcuts: ["Mod+Alt+H"], when: room.open, run: () => room.show("history") },
      ...PLACES.map((where): Ungrouped => ({ id: `place.${where}`, label: `action-place-${where}`, shortcuts: [PLACE_KEYS[where]], when: room.open, on: () => room.placed() === where, run: () => room.place(where) })),
      ...chosen("width", WIDTHS, room.widths, room.width),
      ...chosen("light", LIGHTS, room.lights, room.light),
    ],
    "group-window": [
      { id: "face", label: "action-face", shortcuts: ["Mod+/"], when: room.open, run: room.face },
      { id: "panes.shelves", label: "action-shelves", shortcuts: ["Mod+Alt+S"], when: room.open, run: () => room.panes("no-shelves") },
      { id: "panes.text", label: "action-only-text", shortcuts: ["Mod+Shift+Enter"], when: room.open, run: () => room.panes("text") },
      ...CHOICES.map((which): Ungrouped => ({ id: `language.${which}`, label: `action-language-${which}`, shortcuts: [], when: () => true, on: () => room.speaks() === which, run: () => room.speak(which) })),
      ...LOOKS.map((which): Ungrouped => ({ id: `look.${which}`, label: `action-look-${which}`, shortcuts: [], when: () => true, on: () => room.looks() === which, run: () => room.look(which) })),
      ...chosen("typeface", TYPEFACES, room.typefaces, room.typeface),
      ...chosen("measure", MEASURES, room.measures, room.measure),
      { id: "letters.larger", label: "action-letters-larger", shortcuts: ["Mod+="], when: room.open, run: () => room.letters(1) },
      { id: "letters.smaller", label: "action-letters-smaller", shortcuts: ["Mod+-"], when: room.open, run: () => room.letters(-1) },
      { id: "work.stop", label: "action-work-stop", shortcuts: [], when: room.works, run: room.stop },
      { id: "settings", label: "action-settings", shortcuts: ["Mod+,"], when: () => true, run: () => room.settings() },
      { id: "help", label: "action-help", shortcuts: ["F1"], when: () => true, run: room.help },
      { id: "window.new", label: "action-new-window", shortcuts: ["Mod+Alt+W"], when: () => true, run: room.newWindow },
      { id: "window.close", label: "action-close", shortcuts: ["Mod+W"], when: () => true, run: () => room.close("saved") },
      { id: "window.closeAnyway", label: "action-close-anyway", shortcuts: [], when: () => room.saved() === "failed" || room.saved() === "late", run: () => room.close("anyway") },
      { id: "quit", label: "action-quit", shortcuts: ["Mod+Q"], when: () => true, run: room.quit },
    ],
  };
  return GROUPS.flatMap((group) => groups[group].map((action) => ({ ...action, group })));
}
