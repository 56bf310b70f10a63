import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, test, vi } from "vitest";
import { MemoryHost } from "../../host/memory";
import type { Spelt } from "../../wire";
import { markdown } from "./language";
import { Speller } from "./speller";
import { prose } from "./spelling";

test.each([
  ["Plain words stay.", "Plain words stay."],
  ["Run `teh code` now", "Run            now"],
  ["[words](https://exampel.org 'A titel')", "[words](                    'A titel')"],
  ["![alt wrods](media/qua.png)", "![alt wrods](             )"],
  ["<b class=x>wrods</b> <!-- nto -->", "           wrods                 "],
  ["A note[^lable] and a [text][lable]", "A note         and a [text]       "],
  ["## Headign {#headign .clas}", "## Headign                 "],
  ["Let $a_{xy} = b$ be, for $5 or $6", "Let              be, for $5 or $6"],
])("of %j is prose: %j", (text, expected) => {
  const state = EditorState.create({ doc: text, extensions: markdown });
  ensureSyntaxTree(state, text.length, 1000);
  const found = prose(state, state.doc.line(1));
  expect(found).toBe(expected);
  expect(found).toHaveLength(text.length);
});

test("each line of a block of code is none", () => {
  const state = EditorState.create({ doc: "```\nteh\n```\nwrods", extensions: markdown });
  ensureSyntaxTree(state, state.doc.length, 1000);
  expect([1, 2, 3, 4].map((line) => prose(state, state.doc.line(line)).trim())).toEqual(["", "", "", "wrods"]);
});

function speller(answer: (lines: string[]) => Spelt, languages = (_: string, language: string): readonly string[] => [language]) {
  const host = new MemoryHost({ spelling_check: ({ lines }) => answer(lines) });
  const onmissing = vi.fn();
  return { host, onmissing, speller: new Speller({ host, languages, onmissing, onhouseword: vi.fn(), onnone: vi.fn() }) };
}

test("a line is asked about once, until the words of the house are others", async () => {
  const { host, speller: of } = speller((lines) => ({ of: "checked", missing: [], lines: lines.map(() => [[0, 3]]) }));
  of.show("one");
  await of.check("en", ["teh", "teh", " "]);
  await of.check("en", ["teh", "nto"]);
  expect(host.calls.map(({ args }) => (args as { lines: string[] }).lines)).toEqual([["teh"], ["nto"]]);
  expect(of.marks("teh")).toEqual([[0, 3]]);
  of.forget();
  expect(of.marks("teh")).toEqual([]);
  await of.check("en", ["teh"]);
  expect(host.calls).toHaveLength(3);
});

test("what is ignored is ignored in its article", async () => {
  const { speller: of } = speller((lines) => ({ of: "checked", missing: [], lines: lines.map(() => [[0, 3]]) }));
  of.show("one");
  await of.check("en", ["teh end"]);
  of.ignore("teh");
  expect(of.marks("teh end")).toEqual([]);
  of.show("two");
  expect(of.marks("teh end")).toEqual([[0, 3]]);
});

test("that a language has no dictionary is said once, and nothing more is asked", async () => {
  const { host, onmissing, speller: of } = speller(() => ({ of: "missing", missing: ["tlh"], lines: [] }));
  await of.check("tlh", ["nuqneH"]);
  await of.check("tlh", ["qapla"]);
  expect(onmissing.mock.calls).toEqual([["tlh"]]);
  expect(host.calls).toHaveLength(1);
});

test("an article is looked at by the dictionaries that were chosen for it, or by none", async () => {
  const chosen: Record<string, readonly string[]> = { one: ["en-US", "de-DE"], none: [] };
  const { host, speller: of } = speller((lines) => ({ of: "checked", missing: [], lines: lines.map(() => [[0, 3]]) }), (article, language) => chosen[article] ?? [language]);
  for (const article of ["one", "none", "other"]) {
    of.show(article);
    await of.check("en", ["teh"]);
    expect(of.marks("teh")).toEqual(article === "none" ? [] : [[0, 3]]);
  }
  expect(host.calls.map(({ args }) => (args as { languages: string[] }).languages)).toEqual([["en-US", "de-DE"], ["en"]]);
});
