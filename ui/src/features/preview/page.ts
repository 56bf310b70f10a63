// The page that the reading pane's frame shows: one article as a document of its own.
// The frame runs no scripts (its sandbox) and fetches nothing but our faces (its content policy). The body comes
// sanitised from the core; every other word is escaped here.

import type { ArticleView } from "../../wire";

/** What the page needs from around it: words already in the reader's language. */
export interface Setting {
  css: string;
  /** The nonce that the window's own content policy takes styles by; empty where there is none (`vite dev`). */
  nonce: string;
  theme: string | undefined;
  headline: string;
  /** The line of facts under the lead, in order. */
  facts: readonly string[];
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it stands in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The whole document, for `srcdoc`. */
export function pageOf(view: ArticleView, setting: Setting): string {
  const { article } = view;
  const style = setting.nonce ? `'nonce-${setting.nonce}'` : "'unsafe-inline'";
  const policy = `default-src 'none'; style-src ${style}; font-src 'self'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  const theme = setting.theme ? ` data-theme="${escapeHtml(setting.theme)}"` : "";
  const category = article.category ? `<p class="category">${escapeHtml(article.category)}</p>` : "";
  const lead = article.lead ? `<p class="lead" dir="auto">${escapeHtml(article.lead)}</p>` : "";
  const facts = setting.facts.map((fact) => `<span>${escapeHtml(fact)}</span>`).join("");
  return (
    `<!doctype html><html lang="${escapeHtml(article.language)}" dir="${escapeHtml(view.direction)}"${theme}><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">` +
    `<style nonce="${escapeHtml(setting.nonce)}">${setting.css}</style></head><body><article>` +
    `<header>${category}<h1 dir="auto">${escapeHtml(setting.headline)}</h1>${lead}<p class="facts">${facts}</p></header>` +
    `<div class="body">${view.html}</div></article></body></html>`
  );
}
