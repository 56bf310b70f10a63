import { expect, test } from "vitest";
import { answered, ownSheet } from "./sheet";

const css = "@media (prefers-color-scheme: dark) { a {} }\n@media (prefers-color-scheme:light) { b {} }\n@media print { c {} }\n@media only screen and (min-width: 3em) { d {} }";
const media = (css: string) => [...css.matchAll(/@media ([^{]*) \{/g)].map((found) => found[1]);

test("a sheet that asks is told what was chosen in the window", () => {
  const [always, never] = ["(min-width: 0)", "(width < 0px)"];
  const wide = "only screen and (min-width: 3em)";
  expect(media(answered(css, { dark: true, paper: false }))).toEqual([always, never, "print", wide]);
  expect(media(answered(css, { dark: false, paper: true }))).toEqual([never, always, "all", "only print and (min-width: 3em)"]);
});

test("words in the rules themselves stay as they are", () => {
  expect(answered(".print { content: 'screen' }", { dark: true, paper: true })).toBe(".print { content: 'screen' }");
});

test("a sheet cannot end its element", () => {
  expect(answered("a::after { content: '</style><script>' }", { dark: false, paper: false })).not.toContain("</style");
});

test("our own sheet says light or dark", () => {
  expect(ownSheet({ dark: true, paper: false })).toContain("color-scheme: dark");
  expect(ownSheet({ dark: false, paper: false })).toContain("color-scheme: light");
});
