import { expect, test } from "vitest";
import { lastUpTo, lineOf, offsetOf, type Places } from "./sync";

// A headline above the body, then blocks on lines 1, 3, 10 and 12; the last two lie on one another on the page.
const places: Places = { lines: [1, 3, 10, 12], end: 14, tops: [200, 260, 400, 500], bottom: 540 };

test.each([
  [1, 0],
  [2, 130],
  [3, 260],
  [6.5, 330],
  [10, 400],
  [13, 520],
  [14, 540],
  [99, 540],
])("line %s stands at %s px", (line, offset) => {
  expect(offsetOf(line, places)).toBeCloseTo(offset);
});

test("there and back is the same line", () => {
  for (let line = 1; line <= places.end; line += 0.25) expect(lineOf(offsetOf(line, places), places)).toBeCloseTo(line);
});

test("blocks on one line, and a page without blocks, do no harm", () => {
  const notes: Places = { lines: [1, 3, 3], end: 4, tops: [10, 30, 60], bottom: 90 };
  expect(offsetOf(3, notes)).toBe(60);
  expect(lineOf(45, notes)).toBe(3);
  const empty: Places = { lines: [], end: 2, tops: [], bottom: 0 };
  expect([offsetOf(5, empty), lineOf(5, empty)]).toEqual([0, 1]);
});

test("the last number up to another", () => {
  expect([0, 1, 2, 3, 9].map((most) => lastUpTo([1, 3, 3], most))).toEqual([-1, 0, 0, 2, 2]);
});
