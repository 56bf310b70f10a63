import { ORIGIN, escaped } from "../theme.js";

export const data = {
  pagination: { data: "collections.feeds", size: 1, alias: "list" },
  permalink: (data) => `${data.list.url}index.xml`,
  eleventyExcludeFromCollections: true,
};

export function render({ list }) {
  const item = (one) => `<item><title>${escaped(one.data.title)}</title><link>${ORIGIN}${encodeURI(one.url)}</link>
<guid>${ORIGIN}${encodeURI(one.url)}</guid><pubDate>${one.date.toUTCString()}</pubDate>
<description>${escaped(one.data.lead)}</description></item>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${escaped(list.title)}</title><link>${ORIGIN}${encodeURI(list.url)}</link>
<description>${escaped(list.title)}</description>
${list.articles.map(item).join("\n")}
</channel></rss>
`;
}
