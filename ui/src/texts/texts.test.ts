import { describe, expect, test } from "vitest";
// @ts-expect-error: a tool without types of its own
import { keysOf, typescriptOf } from "../../tools/texts.mjs";
import { pickLanguage, Speech } from ".";
import keys from "./keys.ts?raw";
import { sources } from "./sources";

test("keys.ts is what the English sentences make (run `npm run texts`)", () => {
  expect(keys).toBe(typescriptOf(sources.en));
});

test("each language has every sentence, with no argument that English does not hand over", () => {
  const english = new Map<string, string[]>(keysOf(sources.en));
  const chinese = new Map<string, string[]>(keysOf(sources.zh));
  expect([...chinese.keys()]).toEqual([...english.keys()]);
  for (const [key, names] of chinese) expect(english.get(key), key).toEqual(expect.arrayContaining(names));
});

describe("the language is the first one wanted that there are texts for", () => {
  test.each([
    [["zh-CN", "en"], "zh", "zh-CN"],
    [["fr-FR", "en-GB"], "en", "en-GB"],
    [["constructor", "fr"], "en", "en"],
    [[], "en", "en"],
  ])("%j -> %s, as in %s", (wanted, ...picked) => expect(pickLanguage(wanted)).toEqual(picked));
});

test("a count takes its plural form and its grouping", () => {
  const english = new Speech("en");
  expect(english.text("row-words", { count: 1 })).toBe("1 word");
  expect(english.text("row-words", { count: 1200 })).toBe("1,200 words");
  expect(english.text("search-found", { count: 0 })).toBe("Nothing found");
  expect(new Speech("zh").text("row-words", { count: 1200 })).toBe("1,200 字");
});

test("a limit of size is said in the unit that it has", () => {
  expect(new Speech("en").size(20 * 1024 * 1024)).toBe("20 MB");
  expect(new Speech("zh").size(64 * 1024)).toBe("64 kB");
  expect(new Speech("en").size(1_000)).toBe("1 kB");
});

test("a language has its name in the reader's language", () => {
  expect(new Speech("en").languageName("zh")).toBe("Chinese");
  expect(new Speech("zh").languageName("en")).toBe("英语");
});

test("a day is written in the language's own way", () => {
  expect(new Speech("en").date("2023-10-19T12:00:00Z")).toBe("Oct 19, 2023");
  expect(new Speech("en", "en-GB").date("2023-10-19T12:00:00Z")).toBe("19 Oct 2023");
  expect(new Speech("zh").date("2023-10-19T12:00:00Z")).toBe("2023年10月19日");
});

test("where there is little room a day of this year has no year, and one of another no day", () => {
  const [english, now] = [new Speech("en", "en-GB"), new Date("2026-11-30T12:00:00Z")];
  expect(english.shortDate("2026-05-02T12:00:00Z", now)).toBe("2 May");
  expect(english.shortDate("2030-05-20T12:00:00Z", now)).toBe("May 2030");
});
