// The words of the statuses and of the shelves.

import { date, text, type PlainKey } from "../../texts";
import type { Shelf } from "../../state/articles.svelte";
import type { ArticleRow, Status } from "../../wire";

export function shelfKey(shelf: Shelf): PlainKey {
  return shelf === "all" || shelf === "trash" ? `shelf-${shelf}` : statusKey(shelf);
}

export function statusKey(status: Status): PlainKey {
  return `status-${status}`;
}

/** Where an article stands, in words: an embargo goes before its status, and changes that readers do not have are told, with the day that they wait for. */
export function statusFacts(article: ArticleRow): string[] {
  const facts = [article.embargo ? text("row-held", { date: date(article.embargo) }) : text(statusKey(article.status))];
  if (article.pending !== null) facts.push(text("status-changes-at", { date: date(article.pending) }));
  if (article.hasChanges) facts.push(text("status-with-changes"));
  return facts;
}

/** The same in one. */
export function statusWords(article: ArticleRow): string {
  return statusFacts(article).join(", ");
}
