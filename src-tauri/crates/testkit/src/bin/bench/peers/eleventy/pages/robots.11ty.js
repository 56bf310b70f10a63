import { ORIGIN } from "../theme.js";

export const data = { permalink: "/robots.txt", eleventyExcludeFromCollections: true };

export const render = () => `User-agent: *\nSitemap: ${ORIGIN}/sitemap.xml\n`;
