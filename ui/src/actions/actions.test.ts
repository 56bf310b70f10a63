import { expect, test } from "vitest";
import { actionFor, type Action } from "./actions";
import { isShortcut, type KeyPress, written } from "./shortcuts";

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more };
}

test.each<[string, KeyPress, boolean, boolean]>([
  ["/", press("/"), false, true],
  ["/", press("/", { shiftKey: true }), false, true], // a German keyboard
  ["/", press("/", { ctrlKey: true }), false, false],
  ["/", press("/", { isComposing: true }), false, false],
  ["Mod+F", press("f", { ctrlKey: true }), false, true],
  ["Mod+F", press("f", { metaKey: true }), false, false],
  ["Mod+F", press("f", { metaKey: true }), true, true],
  ["Mod+F", press("F", { ctrlKey: true, shiftKey: true }), false, false],
  ["F6", press("F6"), false, true],
  ["F6", press("F6", { shiftKey: true }), false, false],
  ["Mod+Shift+7", press("&", { code: "Digit7", ctrlKey: true, shiftKey: true }), false, true],
  ["Mod+Shift+7", press("&", { code: "Digit7", ctrlKey: true }), false, false],
  ["Mod+Alt+P", press("π", { code: "KeyP", metaKey: true, altKey: true }), true, true],
  ["/", press("&", { code: "Digit7", shiftKey: true }), false, false],
  ["Shift+F6", press("F6", { shiftKey: true }), false, true],
])("%s by %j on a Mac %s: %s", (shortcut, key, mac, expected) => {
  expect(isShortcut(key, shortcut, mac)).toBe(expected);
});

const search: Action = { id: "search", group: "group-go", label: "action-search", shortcuts: ["/", "Mod+F"], when: () => true, run() {} };
const never: Action = { ...search, id: "never", when: () => false };

test("a bare character is no shortcut where a person types, a chord is", () => {
  expect(actionFor([search], press("/"), true, false)).toBeUndefined();
  expect(actionFor([search], press("/"), false, false)).toBe(search);
  expect(actionFor([search], press("f", { ctrlKey: true }), true, false)).toBe(search);
});

test("an action that cannot be done now gives way to the next with the same key", () => {
  expect(actionFor([never, search], press("/"), false, false)).toBe(search);
});

test.each([
  ["Mod+Shift+N", "Ctrl+Shift+N", "⇧⌘N"],
  ["F6", "F6", "F6"],
])("%s is written %s, on a Mac %s", (shortcut, plain, mac) => {
  expect([written(shortcut, false), written(shortcut, true)]).toEqual([plain, mac]);
});
