// Everything a person can do, in one list: keys, the palette and the help sheet read it.
// Here: the shape of an action and how a key finds its own. Which actions there are, the views say.

import type { PlainKey } from "../texts";
import { isCharacter, isShortcut, type KeyPress } from "./shortcuts";

/** The parts of the list, in their order. */
export const GROUPS = ["group-go", "group-article", "group-text", "group-table", "group-writing", "group-list", "group-library", "group-preview", "group-window"] as const satisfies readonly PlainKey[];

export interface Action {
  id: string;
  group: (typeof GROUPS)[number];
  label: PlainKey;
  /** All the keys that run it; the first one is shown. */
  shortcuts: readonly string[];
  when: () => boolean;
  /** Where its keys mean it; wherever it can be done, if that is not said. */
  keys?: (shortcut: string) => boolean;
  /** Whether it is what is chosen now, of several or of on and off: menus tick it. */
  on?: () => boolean;
  /** The system does it by its own keys, in any program: only menus offer it. */
  native?: true;
  run: () => void;
}

/** The action that this key press asks for, if any. `typing` is true where a person types text. */
export function actionFor(actions: readonly Action[], press: KeyPress, typing: boolean, mac: boolean): Action | undefined {
  // Nearly every key of someone who writes: no chord, so nothing in the list.
  if (typing && press.key.length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey) return undefined;
  return actions.find(
    (action) =>
      action.shortcuts.some((shortcut) => !(typing && isCharacter(shortcut)) && isShortcut(press, shortcut, mac) && (action.keys?.(shortcut) ?? true)) &&
      action.when(),
  );
}
