import { escaped, link, page, time } from "../theme.js";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: (data) => `${data.list.path}index.html`,
  eleventyExcludeFromCollections: true,
};

export function render({ list, collections }) {
  const one = (article) => `<section><h2>${link(article.url, article.data.title)}</h2>
<p>${time(article.date)}</p>
<p>${escaped(article.data.lead)}</p></section>`;
  const to = (url, arrow) => (url ? link(url, arrow) : "");
  const main = `<h1>${escaped(list.title)}</h1>
${list.articles.map(one).join("\n")}
<nav>${to(list.newer, "←")} ${list.number} / ${list.count} ${to(list.older, "→")}</nav>`;
  return page(list.lang, list.title, "", list.path, collections.menus[list.lang], main);
}
