// The text follows the list: whatever is chosen there is opened, and is open at the next start, too.

import { untrack } from "svelte";
import { keepOpen } from "../features/library/last";
import type { Articles } from "../state/articles.svelte";
import type { Writing } from "../state/writing.svelte";

/** What a search found is opened when no key came for so long. */
const SEARCH_PAUSE_MS = 150;

export interface Choosing {
  articles: Articles;
  writing: Writing;
  /** The path of the library; null where none is open. */
  library: () => string | null;
  /** The list was seen: nothing is opened before, so that it waits for nothing. */
  ready: () => boolean;
  /** The keyboard is in the search box. */
  searching: () => boolean;
}

/** Opens what is chosen, as long as the component lives in which this is called. */
export function followChoice({ articles, writing, library, ready, searching }: Choosing): void {
  $effect(() => {
    const { chosen } = articles;
    if (!ready()) return;
    if (!searching()) return void open(chosen);
    // Each answer to what is typed chooses its best; the text of one that does not stay would only keep the next answer waiting.
    const stays = setTimeout(() => void open(chosen), SEARCH_PAUSE_MS);
    return () => clearTimeout(stays);
  });

  const shown = $derived(writing.article?.article.id ?? null);
  $effect(() => {
    const path = library();
    if (shown !== null && path !== null) keepOpen(path, shown);
  });

  async function open(chosen: string | null): Promise<void> {
    // Opening asks what is open; that it does is no reason to open again.
    const left = await untrack(() => writing.open(chosen));
    // The list may name another article while this one cannot be left: then the list goes back to it.
    if (!left) articles.chosen = writing.article?.article.id ?? null;
  }
}
