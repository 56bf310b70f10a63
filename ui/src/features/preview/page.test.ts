import { describe, expect, test } from "vitest";
import type { ArticleView } from "../../wire";
import { escapeHtml, pageOf, type Setting } from "./page";

const article: ArticleView = {
  id: "1",
  headline: "Digital Silk Road",
  lead: "Take part.",
  language: "en",
  direction: "ltr",
  status: "published",
  category: "ICT Industry News",
  bylines: [],
  date: "2023-10-19T12:00:00Z",
  dateKind: "published",
  views: 56,
  words: 400,
  readingMinutes: 2,
  html: "<p>Body</p>",
};
const setting: Setting = { css: "p{}", nonce: "n1", theme: undefined, headline: article.headline, facts: ["Oct 19, 2023"] };

test("the page takes styles by the window's nonce and forbids all else that could be fetched or run", () => {
  const page = pageOf(article, setting);
  expect(page).toContain("default-src &#39;none&#39;; style-src &#39;nonce-n1&#39;;");
  expect(page).not.toContain("script-src");
  expect(page).not.toContain("unsafe-inline");
});

describe("what an author wrote outside the body is text, never markup", () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  test.each<[string, Partial<ArticleView>, Partial<Setting>]>([
    ["headline", {}, { headline: hostile }],
    ["lead", { lead: hostile }, {}],
    ["category", { category: hostile }, {}],
    ["language", { language: hostile }, {}],
    ["facts", {}, { facts: [hostile] }],
  ])("%s", (_, fields, words) => {
    const page = pageOf({ ...article, ...fields }, { ...setting, ...words });
    expect(page).toContain(escapeHtml(hostile));
    expect(page).not.toContain("<script");
    expect(page).not.toContain("<img");
  });
});

test("a part that is not there leaves no empty element", () => {
  const page = pageOf({ ...article, lead: "", category: null }, setting);
  expect(page).not.toContain('class="lead"');
  expect(page).not.toContain('class="category"');
});
