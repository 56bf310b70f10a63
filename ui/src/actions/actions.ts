// Everything a person can do, in one list: buttons, keys and, later, menus and the palette read it.
// Here: the shape of an action and how a key finds its own. Which actions there are, the views say.

import type { PlainKey } from "../texts";
import { isCharacter, isShortcut, type KeyPress } from "./shortcuts";

export interface Action {
  id: string;
  label: PlainKey;
  /** All the keys that run it; the first one is shown. */
  shortcuts: readonly string[];
  when: () => boolean;
  run: () => void;
}

/** The action that this key press asks for, if any. `typing` is true where a person types text. */
export function actionFor(actions: readonly Action[], press: KeyPress, typing: boolean, mac: boolean): Action | undefined {
  return actions.find(
    (action) =>
      action.shortcuts.some((shortcut) => !(typing && isCharacter(shortcut)) && isShortcut(press, shortcut, mac)) &&
      action.when(),
  );
}
