// What the interface asks of the program around it. Here: the questions. Not here: who answers them.
// `tauri.ts` answers in the window, `memory.ts` in tests; nothing else in ui/ knows that there is a window.

import type { ArticleFilter, ArticlePage, ArticleView, Failure, LibraryStatus, SearchReply } from "../wire";

/** Every command of the core with what it takes and what it gives. */
export interface Commands {
  /** Null where no library is named: there is nothing to open yet. */
  library_status: { takes: Record<never, never>; gives: LibraryStatus | null };
  articles_list: { takes: { filter: ArticleFilter; after: string | null; limit: number }; gives: ArticlePage };
  articles_search: { takes: { query: string; filter: ArticleFilter; limit: number }; gives: SearchReply };
  article_show: { takes: { id: string }; gives: ArticleView };
}

export interface Host {
  /** Runs one command. What is thrown is always a `Failure`. */
  call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]>;
}

/** Whatever was thrown, as a failure that a person can be told of. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as Failure;
  return { code: "broke", tone: "broke", message: String(thrown) };
}
