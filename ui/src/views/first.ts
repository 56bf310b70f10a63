// What the room's first picture shows. It is asked for while the room is still being built: so the first picture has its
// list, and no empty one is painted before it.

import { lastOpen } from "../features/library/last";
import { keptOrder } from "../features/library/orders";
import type { Host } from "../host/host";
import type { Articles } from "../state/articles.svelte";
import type { Library } from "../state/library.svelte";

/** Longer than this no one looks at an empty window. */
const MOST_MS = 200;

/** Asks for the library and the first page of its list, in the order in which it was left, with the article that was open. */
export async function listOf(host: Host, library: Library, articles: Articles): Promise<void> {
  await library.refresh();
  if (!library.status) return;
  const { path } = library.status;
  const last = lastOpen(path);
  articles.order = keptOrder(path);
  // Where its row is among the first it stays chosen.
  articles.chosen ??= last;
  await articles.refresh();
  if (last !== null && articles.chosen !== last && !articles.whole && (await isThere(host, last))) articles.chosen = last;
}

/** Whether the article stands farther down in the list: it may be gone, or in the trash. */
async function isThere(host: Host, article: string): Promise<boolean> {
  try {
    return !(await host.call("article_open", { id: article })).trashed;
  } catch {
    return false; // Then the first of the list is open.
  }
}

/** Settles when `list` is there and its face, or when they take too long. */
export async function awaited(list: Promise<void>): Promise<void> {
  const faces = Promise.allSettled(["13px Inter", "500 13px Inter", "600 13px Inter"].map((face) => document.fonts.load(face)));
  await Promise.race([Promise.all([list, faces]), new Promise((done) => setTimeout(done, MOST_MS))]);
}
