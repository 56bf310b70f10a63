import { expect, test } from "vitest";
import { moved, shownIn, toggled } from "./blocks";

const CATEGORIES = [
  { word: "news", name: "News" },
  { word: "projects", name: "Projects" },
  { word: "awards", name: "Awards" },
];

test("nothing said is all of them, as they come", () => {
  const rows = shownIn(CATEGORIES, "");
  expect(rows.map(({ word, on }) => [word, on])).toEqual([
    ["news", true],
    ["projects", true],
    ["awards", true],
  ]);
  expect(toggled(rows, "projects")).toBe("news, awards");
});

test("those with a block stand first, in their order", () => {
  const rows = shownIn(CATEGORIES, "awards, cables");
  expect(rows.map(({ name, on }) => [name, on])).toEqual([
    ["Awards", true],
    ["cables", true],
    ["News", false],
    ["Projects", false],
  ]);
  expect(toggled(rows, "news")).toBe("awards, cables, news");
  expect(moved(rows, "cables", -1)).toBe("cables, awards");
  expect(moved(rows, "awards", -1)).toBe("awards, cables");
});

test("the last one that goes leaves none", () => {
  const rows = shownIn(CATEGORIES, "news");
  expect(toggled(rows, "news")).toBe("none");
  expect(shownIn(CATEGORIES, "none").some(({ on }) => on)).toBe(false);
});
