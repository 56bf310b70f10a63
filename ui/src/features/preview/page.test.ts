import { describe, expect, test } from "vitest";
import type { ArticleRow, ArticleView } from "../../wire";
import { escapeHtml, pageOf, type Setting } from "./page";

const row: ArticleRow = {
  id: "1",
  headline: "Digital Silk Road",
  lead: "Take part.",
  slug: "digital-silk-road",
  language: "en",
  kind: "article",
  status: "published",
  category: "ICT Industry News",
  words: 400,
  date: "2023-10-19T12:00:00Z",
  dateKind: "published",
  modified: "2023-10-19T12:00:00Z",
  hasChanges: false, embargo: null, stage: "draft",
};
const view: ArticleView = {
  article: row,
  direction: "ltr",
  tags: [],
  bylines: [],
  formerSlugs: [],
  viewBase: 56,
  readingMinutes: 2,
  version: 1,
  released: 1,
  translation: null,
  translations: [],
  markdown: "Body",
  html: "<p>Body</p>",
};
const setting: Setting = { css: "p{}", nonce: "n1", theme: undefined, headline: row.headline, facts: ["Oct 19, 2023"] };

test("the page takes styles by the window's nonce and forbids all else that could be fetched or run", () => {
  const page = pageOf(view, setting);
  expect(page).toContain("default-src &#39;none&#39;; style-src &#39;nonce-n1&#39;;");
  expect(page).not.toContain("script-src");
  expect(page).not.toContain("unsafe-inline");
});

describe("what an author wrote outside the body is text, never markup", () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  test.each<[string, Partial<ArticleRow>, Partial<Setting>]>([
    ["headline", {}, { headline: hostile }],
    ["lead", { lead: hostile }, {}],
    ["category", { category: hostile }, {}],
    ["language", { language: hostile }, {}],
    ["facts", {}, { facts: [hostile] }],
  ])("%s", (_, fields, words) => {
    const page = pageOf({ ...view, article: { ...row, ...fields } }, { ...setting, ...words });
    expect(page).toContain(escapeHtml(hostile));
    expect(page).not.toContain("<script");
    expect(page).not.toContain("<img");
  });
});

test("a part that is not there leaves no empty element", () => {
  const page = pageOf({ ...view, article: { ...row, lead: "", category: null } }, setting);
  expect(page).not.toContain('class="lead"');
  expect(page).not.toContain('class="category"');
});
