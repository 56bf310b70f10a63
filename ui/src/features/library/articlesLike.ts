// The articles that answer to a few words, for lists that are chosen from: quick open, links.

import type { Host } from "../../host/host";
import type { ArticleFilter, ArticleRow, ListOrder } from "../../wire";

/** Most that are listed. */
const OFFERED_MAX = 20;

const ANY: ArticleFilter = { status: null, trashed: false, language: null, category: null, tag: null };

const NEWEST: ListOrder = { by: "date", reversed: false };

/** The best answers; the newest articles where nothing is asked. */
export async function articlesLike(host: Host, asked: string): Promise<ArticleRow[]> {
  if (asked.trim() === "") return (await host.call("articles_list", { filter: ANY, order: NEWEST, after: null, limit: OFFERED_MAX })).articles;
  const { hits } = await host.call("articles_search", { query: asked, filter: ANY, limit: OFFERED_MAX });
  return hits.map(({ article }) => article);
}
