import { expect, test } from "vitest";
import type { Mark } from "../../wire";
import { nearHit } from "./snippet";

const hit: Mark = { text: "cable", hit: true };
const after: Mark = { text: " comes ashore and goes on to the station above the beach", hit: false };

test.each([
  ["Here the ", "Here the "],
  ["…high enough to stand in. Here the sea ", "…Here the sea "],
  ["an antidisestablishmentarian ", "…lishmentarian "],
  ["因为只有在浅水，船锚和渔具才够得着", "…有在浅水，船锚和渔具才够得着"],
  ["🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟", "…🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟"],
])("%j before the hit becomes %j", (before, shortened) => {
  const [first, ...rest] = nearHit([{ text: before, hit: false }, hit, after]);
  expect(first?.text).toBe(shortened);
  expect(rest).toEqual([hit, after]);
});

test("a snippet that begins with the hit, or has none, stays as it is", () => {
  expect(nearHit([hit, after])).toEqual([hit, after]);
  expect(nearHit([after])).toEqual([after]);
  expect(nearHit([])).toEqual([]);
});
