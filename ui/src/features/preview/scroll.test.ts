import { expect, test } from "vitest";
import { scrollFor } from "./scroll";

test.each([
  ["ArrowDown", {}, 60],
  ["ArrowUp", {}, -60],
  [" ", {}, 900],
  [" ", { shiftKey: true }, -900],
  ["PageUp", {}, -900],
  ["End", {}, 5000],
  ["Home", {}, -5000],
  ["a", {}, null],
  ["ArrowDown", { ctrlKey: true }, null],
])("%s with %j scrolls by %s", (key, held, pixels) => {
  const press = { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held };
  expect(scrollFor(press, 1000, 5000)).toBe(pixels);
});
