// What the room's first picture shows. It is asked for while the room is still being built: so the first picture has its
// list, and no empty one is painted before it.

import { keptOrder } from "../features/library/orders";
import type { Articles } from "../state/articles.svelte";
import type { Library } from "../state/library.svelte";

/** Longer than this no one looks at an empty window. */
const MOST_MS = 200;

/** Asks for the library and the first page of its list, in the order in which it was left. */
export async function listOf(library: Library, articles: Articles): Promise<void> {
  await library.refresh();
  if (!library.status) return;
  articles.order = keptOrder(library.status.path);
  await articles.refresh();
}

/** Settles when `list` is there and its face, or when they take too long. */
export async function awaited(list: Promise<void>): Promise<void> {
  const faces = Promise.allSettled(["13px Inter", "500 13px Inter", "600 13px Inter"].map((face) => document.fonts.load(face)));
  await Promise.race([Promise.all([list, faces]), new Promise((done) => setTimeout(done, MOST_MS))]);
}
