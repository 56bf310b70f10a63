import { escaped, home, languageOf, link, page, slug, time } from "../theme.js";

export function render(data) {
  const lang = languageOf(data.page.inputPath);
  const nouns = (noun) => (data[noun] ?? []).map((name) => link(`${home(lang)}${noun}/${slug(name)}/`, name)).join(" ");
  const { newer, older } = data.collections.neighbours.get(data.page.inputPath);
  const to = (one) => (one ? link(one.url, one.data.title) : "");
  const cover = data.cover ? `<img src="${escaped(data.cover.image)}" alt="${escaped(data.cover.alt)}">` : "";
  const main = `<article>
<h1>${escaped(data.title)}</h1>
<p class="lead">${escaped(data.lead)}</p>
<p>${time(data.page.date)} ${nouns("authors")} ${nouns("categories")}</p>
${cover}
${data.content}
<p>${nouns("tags")}</p>
<nav>${to(newer)} ${to(older)}</nav>
</article>`;
  return page(lang, data.title, data.lead, data.page.url, data.collections.menus[lang], main);
}
