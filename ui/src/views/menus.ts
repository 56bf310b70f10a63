// The window's menus: what they hold, made of the one list of actions, and when each line can be chosen.

import type { Action } from "../actions/actions";
import { written } from "../actions/shortcuts";
import type { Host, MenuGroup, MenuLine } from "../host/host";
import { text } from "../texts";
import { BAR, type BarMenu, type Entry } from "./menuBar";

/** Between a label and its key: the menus draw no column for keys, and take none. */
const GAP = "\u2003";
/** What can be done is looked at again when nothing has changed for so long. */
const REST_MS = 200;

/** All that can be done, in the language of the interface. */
export function menusOf(actions: readonly Action[], mac: boolean, bar: readonly BarMenu[] = BAR): MenuGroup[] {
  const named = new Map(actions.map((action) => [action.id, action]));
  const lines = (entry: Entry): MenuLine[] => {
    if (typeof entry !== "string") return [{ is: "menu", label: text(entry.under), lines: entry.of.flatMap(lines) }];
    const action = named.get(entry);
    if (!action) return [];
    const [key] = action.shortcuts;
    const label = text(action.label);
    return [{ is: "line", id: entry, label: key ? `${label}${GAP}${written(key, mac)}` : label, ticks: action.on !== undefined }];
  };
  return bar.map(({ label, parts }) => ({
    label: text(label),
    lines: parts.map((part) => part.flatMap(lines)).flatMap((part, at): MenuLine[] => (at === 0 ? part : [{ is: "between" }, ...part])),
  }));
}

/** The menus that the window shows. */
export class Menus {
  readonly #host: Host;
  readonly #actions: readonly Action[];
  readonly #mac: boolean;
  /** Whether the page itself can be used: no sheet lies over it. */
  readonly #free: () => boolean;
  #allowed = "";
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, actions: readonly Action[], mac: boolean, free: () => boolean) {
    this.#host = host;
    this.#actions = actions;
    this.#mac = mac;
    this.#free = free;
  }

  /** Shows them in the language that is spoken now. */
  async show(): Promise<void> {
    const groups = menusOf(this.#actions, this.#mac);
    // Where a system has no menus, the palette has all that is in them.
    await this.#host.call("menu_show", { groups }).catch(() => {});
    // The new lines are all grey, whatever was allowed meanwhile: it may have been of the old ones.
    this.#allowed = "";
    this.look();
  }

  /** Something changed that may change what can be done; asked often, it looks once. */
  look(): void {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => this.#allow(), REST_MS);
  }

  #allow(): void {
    const ids = this.#free() ? this.#actions.filter((action) => action.when()).map(({ id }) => id) : [];
    const on = this.#actions.filter((action) => action.on?.()).map(({ id }) => id);
    const allowed = `${ids.join()} ${on.join()}`;
    if (allowed === this.#allowed) return;
    this.#allowed = allowed;
    void this.#host.call("menu_allow", { ids, on }).catch(() => {});
  }

  /** A line was chosen; what can no longer be done is not. */
  chosen(id: string): void {
    const action = this.#actions.find((one) => one.id === id);
    if (action && this.#free() && action.when()) action.run();
    // The system turns a tick round by itself, also where what it stands for was chosen already.
    if (action?.on) this.#allowed = "";
    this.look();
  }
}
