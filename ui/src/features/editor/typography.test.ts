import { expect, test } from "vitest";
import { signFor } from "./typography";

/** Types a line, sign by sign. */
function type(keys: string, language: string): string {
  let line = "";
  for (const key of keys) {
    line += key;
    const found = signFor(line, language);
    if (found) line = line.slice(0, -found.of) + found.sign;
  }
  return line;
}

test.each([
  ["en", `"It's late," she said.`, "“It’s late,” she said."],
  ["en-GB", `He wrote: "the 'new' quay"`, "He wrote: “the ‘new’ quay”"],
  ["en", `("so")`, "(“so”)"],
  ["en", `**"so"**`, "**“so”**"],
  ["de", `"Der 'neue' Kai", sagt's`, "„Der ‚neue‘ Kai“, sagt’s"],
  ["de-CH", `"so"`, "«so»"],
  ["fr", `"l'heure"`, "«\u202fl’heure\u202f»"],
  ["ru", `"Слово 'в' слове"`, "«Слово „в“ слове»"],
  ["sv", `"ja" och "nej"`, "”ja” och ”nej”"],
  ["da", `"ja" og "nej"`, "»ja« og »nej«"],
  ["zh", `他说:"好"`, "他说:“好”"],
  ["ja", `彼は"はい"と`, "彼は「はい」と"],
  ["en", `wait... what`, "wait… what"],
  ["en", `wait.... what`, "wait…. what"],
  ["en", `the quay -- new -- opens`, "the quay – new – opens"],
  ["en", `---`, "---"],
  ["en", `| -- | -- |`, "| -- | -- |"],
])("in %s, %s", (language, keys, expected) => {
  expect(type(keys, language)).toBe(expected);
});
