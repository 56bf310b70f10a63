// What crosses the edge between the window and the core.

export type Status = "draft" | "review" | "approved" | "scheduled" | "published" | "archived";
export type Kind = "article" | "page";
export type DateKind = "published" | "scheduled" | "changed";

export interface LibraryStatus {
  name: string;
  path: string;
  articles: number;
  byStatus: { status: Status; count: number }[];
  trashed: number;
  readOnly: boolean;
}

export interface ArticleFilter {
  status: Status | null;
  trashed: boolean;
  language: string | null;
  category: string | null;
  tag: string | null;
}

export interface ArticleRow {
  id: string;
  headline: string;
  lead: string;
  language: string;
  status: Status;
  kind: Kind;
  category: string | null;
  words: number;
  date: string;
  dateKind: DateKind;
  hasChanges: boolean;
}

export interface ArticlePage {
  articles: ArticleRow[];
  next: string | null;
}

/** A stretch of a snippet: found, or around what was found. */
export interface Mark {
  text: string;
  hit: boolean;
}

export interface SearchHit {
  article: ArticleRow;
  snippet: Mark[];
}

export interface SearchReply {
  hits: SearchHit[];
  more: boolean;
}

export interface ArticleView {
  id: string;
  headline: string;
  lead: string;
  language: string;
  direction: "ltr" | "rtl";
  status: Status;
  category: string | null;
  bylines: string[];
  date: string;
  dateKind: DateKind;
  views: number | null;
  words: number;
  readingMinutes: number;
  html: string;
}

export type FailureCode =
  | "no_library"
  | "library_missing"
  | "library_newer"
  | "library_damaged"
  | "library_busy"
  | "article_gone"
  | "disk"
  | "broke";

export interface Failure {
  code: FailureCode;
  params: Record<string, string>;
  id: string;
}
