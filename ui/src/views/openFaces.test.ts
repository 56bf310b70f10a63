import { expect, test } from "vitest";
import { lettersOf } from "./openFaces";

test.each([
  ["zh", "稿件，标点。"],
  ["zh-TW", "稿件，標點。"],
  ["ar-EG", "مقالة"],
  ["ru", "Статья"],
  ["en", null],
  ["no tag", null],
])("%s needs %s", (language, letters) => {
  expect(lettersOf(language)).toBe(letters);
});
