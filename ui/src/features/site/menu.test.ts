import { expect, test } from "vitest";
import { entriesOf, fieldOf } from "./menu";

test("a menu is read as it is kept", () => {
  expect(entriesOf("News /category/news/, About us https://example.org/about")).toEqual([
    { label: "News", url: "/category/news/" },
    { label: "About us", url: "https://example.org/about" },
  ]);
  expect(entriesOf("")).toEqual([]);
});

test("a label has commas of its own", () => {
  const entries = [
    { label: "Food, wine, tables", url: "/category/food/" },
    { label: "新闻", url: "/zh/category/新闻/" },
  ];
  expect(entriesOf(fieldOf(entries))).toEqual(entries);
});

test("an address stays one word", () => {
  expect(fieldOf([{ label: " Shop ", url: " /our shop, new/ " }])).toBe("Shop /our%20shop%2C%20new/");
});
