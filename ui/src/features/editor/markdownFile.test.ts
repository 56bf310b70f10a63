import { expect, test } from "vitest";
import { bodyOf, fileName, fileOf, isMarkdown } from "./markdownFile";

test.each<[string, string, boolean]>([
  ["---\ntitle: A\n---\n\n# Words\n", "# Words", true],
  ["+++\ntitle = 'A'\n+++\nWords", "Words", true],
  ["\ufeff---\r\ntitle: A\r\n...\r\nOne\r\ntwo\r\n", "One\ntwo", true],
  ["---\n---\nWords", "Words", true],
  ["---\n\nA rule above, and no end", "---\n\nA rule above, and no end", false],
  ["Words\n\n---\n\nmore\n\n---\n", "Words\n\n---\n\nmore\n\n---", false],
  ["---\na: b\n----\nWords\n---\nBody", "Body", true],
  ["", "", false],
])("%j", (file, body, front) => {
  expect(bodyOf(file)).toEqual({ body, front });
});

test.each([
  ["a.md", "", true],
  ["A.MARKDOWN", "", true],
  ["notes", "text/markdown", true],
  ["a.md.png", "image/png", false],
  ["a.txt", "text/plain", false],
])("%s of type %j", (name, type, expected) => {
  expect(isMarkdown({ name, type })).toBe(expected);
});

test("a text goes into a file and comes back out of it", () => {
  const file = fileOf({ headline: 'Quay "two": open', lead: "a\nb", body: "---\n\n# Words\n\n---" });
  expect(file).toContain('\ntitle: "Quay \\"two\\": open"\nlead: "a\\nb"\n');
  expect(bodyOf(file)).toEqual({ body: "---\n\n# Words\n\n---", front: true });
});

test.each([
  ["The port: opens / its 2nd quay?", "the-port-opens-its-2nd-quay"],
  ["数字与诗", "数字与诗"],
  ["../..", ""],
  ["a".repeat(99), "a".repeat(60)],
])("%j is a file's name", (words, name) => expect(fileName(words)).toBe(name));
