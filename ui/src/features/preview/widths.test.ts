import { expect, test } from "vitest";
import { fitted } from "./widths";

test.each([
  ["pane", 500, { width: 500, scale: 1, left: 0 }],
  ["phone", 500, { width: 390, scale: 1, left: 55 }],
  ["desktop", 640, { width: 1280, scale: 0.5, left: 0 }],
  ["desktop", 0, { width: 0, scale: 1, left: 0 }],
] as const)("%s in %s px", (width, room, expected) => {
  expect(fitted(width, room)).toEqual(expected);
});
