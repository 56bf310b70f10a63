import { ORIGIN } from "../theme.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const url = (path, date) =>
    `<url><loc>${ORIGIN}${encodeURI(path)}</loc>${date ? `<lastmod>${date.toISOString()}</lastmod>` : ""}</url>`;
  const articles = collections.all.filter((one) => one.inputPath.startsWith("./content/"));
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${articles.map((one) => url(one.url, one.date)).join("\n")}
${collections.feeds.map((list) => url(list.url)).join("\n")}
</urlset>
`;
}
