// Eleventy with the same pages as Hugo's small theme: articles, lists of twenty, feeds as long, sitemap, robots, a page for what is not found.
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import footnotes from "markdown-it-footnote";
import toml from "smol-toml";
import { home, languageOf, slug } from "./theme.js";

const PER_PAGE = 20;
const NOUNS = ["categories", "tags", "authors"];

// All lists of the site, each with its articles, newest first.
function listsOf(articles) {
  const all = new Map();
  const add = (lang, url, title, one) => {
    if (!all.has(url)) all.set(url, { lang, url, title, articles: [] });
    all.get(url).articles.push(one);
  };
  for (const one of articles) {
    const lang = languageOf(one.inputPath);
    add(lang, home(lang), "A corpus", one);
    for (const noun of NOUNS) {
      for (const name of one.data[noun] ?? []) add(lang, `${home(lang)}${noun}/${slug(name)}/`, name, one);
    }
  }
  return [...all.values()];
}

function pagesOf(list) {
  const count = Math.ceil(list.articles.length / PER_PAGE);
  const at = (n) => (n === 0 ? list.url : `${list.url}page/${n + 1}/`);
  return Array.from({ length: count }, (_, n) => ({
    ...list,
    articles: list.articles.slice(n * PER_PAGE, (n + 1) * PER_PAGE),
    number: n + 1,
    count,
    path: at(n),
    newer: n > 0 ? at(n - 1) : null,
    older: n + 1 < count ? at(n + 1) : null,
  }));
}

export default function (config) {
  config.addPlugin(highlight);
  config.amendLibrary("md", (md) => md.use(footnotes));
  config.setFrontMatterParsingOptions({ engines: { toml: toml.parse } });
  config.addPassthroughCopy({ static: "/" });
  config.addPassthroughCopy("content/**/*.{png,jpg}");
  config.addPreprocessor("drafts", "md", (data) => (data.draft || data.page.date > Date.now() ? false : undefined));

  const newestFirst = (api) => api.getFilteredByGlob("content/**/*.md").reverse();
  config.addCollection("lists", (api) => listsOf(newestFirst(api)).flatMap(pagesOf));
  config.addCollection("feeds", (api) =>
    listsOf(newestFirst(api)).map((list) => ({ ...list, articles: list.articles.slice(0, PER_PAGE) })),
  );
  config.addCollection("menus", (api) => {
    const menus = { en: [], zh: [], ar: [] };
    for (const list of listsOf(newestFirst(api))) {
      if (list.url.includes("/categories/")) menus[list.lang].push(list);
    }
    for (const menu of Object.values(menus)) menu.sort((a, b) => b.articles.length - a.articles.length).splice(12);
    return menus;
  });
  config.addCollection("neighbours", (api) => {
    const [of, newer] = [new Map(), {}];
    for (const one of newestFirst(api)) {
      const lang = languageOf(one.inputPath);
      of.set(one.inputPath, { newer: newer[lang], older: null });
      if (newer[lang]) of.get(newer[lang].inputPath).older = one;
      newer[lang] = one;
    }
    return of;
  });
  return {
    dir: { input: ".", output: "site" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "11ty.js"],
  };
}
