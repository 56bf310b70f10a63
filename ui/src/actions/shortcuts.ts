// How a shortcut is written ("Mod+F", "Shift+F6", "/") and when a key press is one.
// Mod is Command on a Mac and Control elsewhere.

/** What of a key press matters here; a `KeyboardEvent` has it. */
export interface KeyPress {
  key: string;
  /** The place on the keyboard: `Digit7`, `KeyP`. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** True where the key press is this shortcut. Never while an input method composes. */
export function isShortcut(press: KeyPress, shortcut: string, mac: boolean): boolean {
  if (press.isComposing) return false;
  const parts = shortcut.split("+");
  const key = parts.pop() ?? "";
  const mod = parts.includes("Mod");
  // A character such as "/" stands under Shift on some keyboards: what counts is the character.
  const shift = key.length === 1 && !mod ? press.shiftKey : parts.includes("Shift");
  return (
    (press.key.toLowerCase() === key.toLowerCase() || press.code === placeOf(key, parts)) &&
    press.shiftKey === shift &&
    press.altKey === parts.includes("Alt") &&
    (mac ? press.metaKey : press.ctrlKey) === mod &&
    (mac ? press.ctrlKey : press.metaKey) === false
  );
}

/** Where the key lies, for chords in which Shift or Alt turn it into another character: Shift+7 is "&", Option+P is "π". */
function placeOf(key: string, held: readonly string[]): string | null {
  if (!held.includes("Mod")) return null;
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return held.includes("Alt") && /^[A-Z]$/.test(key) ? `Key${key}` : null;
}

/** True for a shortcut that is a bare character: it must not fire where a person types. */
export function isCharacter(shortcut: string): boolean {
  return shortcut.length === 1;
}

/** A shortcut as this platform writes it: Ctrl+Shift+N, or ⇧⌘N. */
export function written(shortcut: string, mac: boolean): string {
  const arrows: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
  const drawn = shortcut.replace(/Arrow\w+/, (arrow) => arrows[arrow] ?? arrow);
  if (!mac) return drawn.replace("Mod", "Ctrl");
  const signs: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };
  const parts = drawn.split("+");
  const key = parts.pop() ?? "";
  const order = ["Alt", "Shift", "Mod"].filter((part) => parts.includes(part));
  return order.map((part) => signs[part]).join("") + key;
}
