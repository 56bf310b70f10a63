// The text follows the list: whatever is chosen there is opened.

import { untrack } from "svelte";
import type { Articles } from "../state/articles.svelte";
import type { Writing } from "../state/writing.svelte";

/** What a search found is opened when no key came for so long. */
const SEARCH_PAUSE_MS = 150;

export interface Choosing {
  articles: Articles;
  writing: Writing;
  /** The list was seen: nothing is opened before, so that it waits for nothing. */
  ready: () => boolean;
  /** The keyboard is in the search box. */
  searching: () => boolean;
}

/** Opens what is chosen, as long as the component lives in which this is called. */
export function followChoice({ articles, writing, ready, searching }: Choosing): void {
  $effect(() => {
    const { chosen } = articles;
    if (!ready()) return;
    if (!searching()) return void open(chosen);
    // Each answer to what is typed chooses its best; the text of one that does not stay would only keep the next answer waiting.
    const stays = setTimeout(() => void open(chosen), SEARCH_PAUSE_MS);
    return () => clearTimeout(stays);
  });

  async function open(chosen: string | null): Promise<void> {
    // Opening asks what is open; that it does is no reason to open again.
    const left = await untrack(() => writing.open(chosen));
    // The list may name another article while this one cannot be left: then the list goes back to it.
    if (!left) articles.chosen = writing.article?.article.id ?? null;
  }
}
