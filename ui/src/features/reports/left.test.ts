import { expect, test } from "vitest";
import { speak } from "../../texts";
import { sentenceOfLeft } from "./left";

test.each([
  ["en", "The picture is larger than the 50 MB that are taken. Make it smaller."],
  ["zh", "图片超过了上限 50 MB。请缩小。"],
] as const)("what an import left is said in %s, its limits in a unit that is read", (language, sentence) => {
  speak(language);
  expect(sentenceOfLeft({ code: "picture-too-large", maxBytes: 50 * 1024 * 1024 })).toBe(sentence);
});
