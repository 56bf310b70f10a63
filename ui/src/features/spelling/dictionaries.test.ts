import { expect, test } from "vitest";
import { ARTICLES_KEPT, ChosenDictionaries } from "./dictionaries";

function store(first: Record<string, string> = {}) {
  const kept = new Map(Object.entries(first));
  return { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) };
}

test("an article is looked at by what was chosen for it, else for its language, else by that", () => {
  const kept = store();
  const chosen = new ChosenDictionaries(kept);
  expect([chosen.of("a", "en"), chosen.chosen("a", "en")]).toEqual([["en"], false]);
  chosen.choose("a", ["en-US", "de-DE"]);
  chosen.chooseForAll("b", "en", []);
  expect([chosen.of("a", "en"), chosen.of("b", "en"), chosen.of("c", "en"), chosen.of("c", "de")]).toEqual([["en-US", "de-DE"], [], [], ["de"]]);
  const later = new ChosenDictionaries(kept);
  expect([later.of("a", "en"), later.of("b", "en")]).toEqual([["en-US", "de-DE"], []]);
  later.reset("a", "en");
  expect([later.of("a", "en"), later.of("b", "en")]).toEqual([["en"], ["en"]]);
});

test("what is chosen in another window meanwhile stays", () => {
  const kept = store();
  const [here, there] = [new ChosenDictionaries(kept), new ChosenDictionaries(kept)];
  here.choose("a", ["en-US"]);
  there.choose("b", ["de-DE"]);
  here.chooseForAll("c", "fr", []);
  const later = new ChosenDictionaries(kept);
  expect([later.of("a", "en"), later.of("b", "de"), later.of("c", "fr")]).toEqual([["en-US"], ["de-DE"], []]);
});

test("the oldest choices are forgotten, and what was kept in another form is none", () => {
  const chosen = new ChosenDictionaries(store({ "dictionaries-articles": '{"x":"en","y":["de"]}', "dictionaries-languages": "nonsense" }));
  expect([chosen.of("x", "fr"), chosen.of("y", "fr")]).toEqual([["fr"], ["de"]]);
  for (let article = 0; article < ARTICLES_KEPT; article += 1) chosen.choose(`article ${article}`, []);
  expect([chosen.own("y"), chosen.own("article 0")]).toEqual([undefined, []]);
});
