export const ORIGIN = "https://example.org";

export const languageOf = (path) => path.match(/\.(zh|ar)\.md$/)?.[1] ?? "en";
export const home = (lang) => (lang === "en" ? "/" : `/${lang}/`);
export const slug = (name) => name.toLowerCase().trim().replace(/[^\p{L}\p{N}]+/gu, "-");

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);
export const link = (url, text) => `<a href="${encodeURI(url)}">${escaped(text)}</a>`;

const SHORT = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });
export const time = (date) => `<time datetime="${date.toISOString()}">${SHORT.format(date)}</time>`;

export const page = (lang, title, lead, path, menu, main) => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · A corpus</title>
<meta name="description" content="${escaped(lead)}">
<link rel="canonical" href="${ORIGIN}${encodeURI(path)}">
<meta property="og:title" content="${escaped(title)}">
<meta property="og:url" content="${ORIGIN}${encodeURI(path)}">
</head>
<body>
<header>${link(home(lang), "A corpus")}
<nav>${menu.map((one) => link(one.url, one.title)).join(" ")}</nav></header>
<main>${main}</main>
<footer>A corpus</footer>
</body>
</html>
`;
