import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import type { PictureTaken } from "../../wire";
import { describing, picturesOf } from "./described";
import { shown } from "../writing/pasted.svelte";
import { markdown } from "./language";

const state = (doc: string) => EditorState.create({ doc, extensions: [markdown] });

test.each([
  ["![](a.jpg)", { alt: "A mast", caption: "" }, "![A mast](a.jpg)"],
  ["![Old](a.jpg)", { alt: "Old", caption: "In the bay" }, '![Old](a.jpg "In the bay")'],
  ["![Old](<a b.jpg>  'Then')", { alt: "", caption: 'Say "now"' }, '![](<a b.jpg> "Say \\"now\\"")'],
  ['![Old](a.jpg "Then")', { alt: "One [of] two\\", caption: "" }, "![One \\[of\\] two\\\\](a.jpg)"],
  ["[![Old](a.jpg)](https://x.example)", { alt: "New\nline", caption: "" }, "[![New line](a.jpg)](https://x.example)"],
])("%s said otherwise", (doc, words, expected) => {
  const before = state(`Text.\n\n${doc}\n\nMore.`);
  const [said] = picturesOf(before);
  const spec = describing(before, 0, { ...said!, ...words });
  const after = before.update(spec!).state;
  expect(after.doc.toString()).toBe(`Text.\n\n${expected}\n\nMore.`);
  expect(picturesOf(after)[0]).toMatchObject({ ...words, alt: words.alt.replace("\n", " ") });
});

test("what is not there any more, or says just that, changes nothing", () => {
  const text = state('![A](a.jpg "T")\n\n![B](b.jpg)');
  expect(picturesOf(text)).toEqual([{ path: "a.jpg", alt: "A", caption: "T" }, { path: "b.jpg", alt: "B", caption: "" }]);
  expect(describing(text, 0, { path: "a.jpg", alt: "A", caption: "T" })).toBeNull();
  expect(describing(text, 0, { path: "b.jpg", alt: "X", caption: "" })).toBeNull();
  expect(describing(text, 2, { path: "b.jpg", alt: "X", caption: "" })).toBeNull();
});

test.each([
  ["C:\\", "on D:\\"],
  ["One [of] two", 'Say "now"'],
  ["Two\n\nlines", "and\n\nmore"],
])("a picture that is put in shows, whatever is said of it: %j, %j", (alt, caption) => {
  const line = (words: string) => words.replace("\n\n", " ");
  const text = state(shown({ path: "a.jpg", alt, caption } as PictureTaken));
  expect(picturesOf(text)).toEqual([{ path: "a.jpg", alt: line(alt), caption: line(caption) }]);
});
