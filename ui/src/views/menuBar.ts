// Which menus there are, and where in them each action stands. A test holds that every action stands in one, and in one place.

import { LIGHTS } from "../features/preview/places";
import { WIDTHS } from "../features/preview/widths";
import { ORDERS } from "../features/library/orders";
import { LOOKS, MEASURES, TYPEFACES } from "../features/settings/looks";
import { SHELVES } from "../state/articles.svelte";
import { CHOICES, type PlainKey } from "../texts";
import { STAGES } from "./changes";

/** An action by its id, or a menu within the menu. */
export type Entry = string | { under: PlainKey; of: readonly string[] };

/** A menu of the bar: a line is drawn between its parts. */
export interface BarMenu {
  label: PlainKey;
  parts: readonly (readonly Entry[])[];
}

const all = (name: string, of: readonly string[]) => of.map((which) => `${name}.${which}`);
const text = (...commands: string[]) => all("format", commands);

const TABLE = text("rowAbove", "rowBelow", "rowUp", "rowDown", "rowRemove", "columnBefore", "columnAfter", "columnBack", "columnOn", "columnRemove", "alignLeft", "alignCenter", "alignRight", "tidyTable");

export const BAR: readonly BarMenu[] = [
  {
    label: "menu-file",
    parts: [
      ["article.new", "page.new", "article.copy", "article.translate"],
      ["quickOpen", "library.open", "library.choose", "library.rename"],
      ["library.import", "library.pull"],
      ["bundle.selected", "bundle.all"],
      ["history.keep", "save.retry", "save.copy", "save.file"],
      ["settings"],
      ["window.new", "window.close", "window.closeAnyway", "quit"],
    ],
  },
  {
    label: "menu-edit",
    parts: [
      ["undo", "redo"],
      ["edit.cut", "edit.copy", "edit.paste", "paste.plain", "edit.all"],
      text("find", "findReplace", "findNext", "findPrevious", "findAll", "replaceNext", "replaceAll"),
      ["list.all", "list.none"],
      ["spelling.correct", "spelling.next", "spelling.languages", "words"],
    ],
  },
  {
    label: "menu-view",
    parts: [
      ["inspector", "preview", "details", "history"],
      ["place.beside", "place.below", "place.alone", { under: "menu-width", of: all("width", WIDTHS) }, { under: "menu-light", of: all("light", LIGHTS) }],
      ["face", "panes.shelves", "panes.text", "rows"],
      [{ under: "menu-typeface", of: all("typeface", TYPEFACES) }, { under: "menu-measure", of: all("measure", MEASURES) }, "letters.larger", "letters.smaller"],
      ["aid.spelling", "aid.signs", "aid.focus", "aid.typewriter"],
      [{ under: "menu-look", of: all("look", LOOKS) }, { under: "menu-language", of: all("language", CHOICES) }],
    ],
  },
  {
    label: "menu-insert",
    parts: [["format.link", "format.linkArticle", "pictures"], text("blockTable", "blockNote", "blockCode", "blockRule"), ["format.noteInsert"]],
  },
  {
    label: "menu-format",
    parts: [text("bold", "italic", "strike", "code"), text("heading2", "heading3", "heading4"), text("quote", "bullets", "numbers", "tasks", "tick"), [{ under: "group-table", of: TABLE }]],
  },
  {
    label: "menu-article",
    parts: [
      ["article.publish", "article.later", "article.unpublish"],
      ["article.send", "article.takeOff", "board", "outbox"],
      ["article.status", { under: "menu-status", of: all("article", STAGES) }, "article.archive", "article.unarchive"],
      ["article.file", "article.tag", "article.untag"],
      ["article.date", "article.language", "cover"],
      ["late.mine", "late.theirs", "late.compare"],
      ["article.trash", "article.untrash", "article.delete", "trash.empty"],
    ],
  },
  {
    label: "menu-go",
    parts: [
      ["palette", "search", "search.clear"],
      ["list.focus", "text.focus", "pane.next", "pane.previous", "format.toBar"],
      ["outline", "format.findLine", "format.nextToCome", "format.noteGo"],
      ["list.first", "list.last", "list.retry"],
      [{ under: "menu-shelf", of: all("shelf", SHELVES) }, { under: "menu-order", of: [...all("order", ORDERS), "order.reverse"] }],
      ["narrow.category", "narrow.language", "narrow.tag", "narrow.none"],
    ],
  },
  { label: "menu-site", parts: [all("site", ["write", "writeTo", "show", "releases"]), all("site", ["settings", "readers"]), [...all("check", ["article", "articles", "site", "links"]), "report"]] },
  { label: "menu-help", parts: [["help"], ["notice.way", "notice.close", "work.stop"]] },
];
