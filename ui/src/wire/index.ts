// What crosses the edge between the window and the core.

export type Status = "draft" | "review" | "approved" | "scheduled" | "published" | "archived";

export type Kind = "article" | "page";

export type DateKind = "published" | "scheduled" | "changed";

export type LibraryStatus = { name: string, path: string, articles: number, byStatus: Array<StatusCount>, trashed: number, readOnly: boolean, openElsewhere: boolean, };

export type StatusCount = { status: Status, count: number, };

export type ArticleFilter = { status: Status | null, trashed: boolean, language: string | null, category: string | null, tag: string | null, };

export type ArticleRow = { id: string, headline: string, lead: string, slug: string, language: string, kind: Kind, status: Status, category: string | null, words: number, date: string, dateKind: DateKind, modified: string, hasChanges: boolean, };

export type ArticlePage = { articles: Array<ArticleRow>, next: string | null, };

export type Mark = { text: string, hit: boolean, };

export type SearchHit = { article: ArticleRow, headline: Array<Mark>, snippet: Array<Mark>, };

export type SearchReply = { hits: Array<SearchHit>, more: boolean, };

export type ArticleView = { article: ArticleRow, direction: string, tags: Array<string>, bylines: Array<string>, formerSlugs: Array<string>, viewBase: number | null, readingMinutes: number, version: number, released: number | null, translation: TranslationView | null, translations: Array<ArticleRow>, markdown: string, html: string, };

export type TranslationView = { source: string, staleness: string, };

export type Code = "library_missing" | "library_newer" | "library_damaged" | "library_busy" | "library_unsafe" | "not_found" | "stale" | "not_allowed" | "gate" | "invalid" | "disk_full" | "broke";

export type Tone = "cannot_now" | "broke";

export type Failure = { code: Code, tone: Tone, message: string, };
