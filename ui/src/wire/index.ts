// Generated from galley-desk's wire types; do not edit. Refresh: GALLEY_REFRESH=1 cargo test -p galley-desk wire

export type Status = "draft" | "review" | "approved" | "scheduled" | "published" | "archived";

export type Kind = "article" | "page";

export type DateKind = "published" | "scheduled" | "changed";

export type LibraryStatus = {
  /** Its name: the folder's, without `.galley`. */
  name: string,
  /** Where it is. */
  path: string,
  /** How many articles are not in the trash. */
  articles: number,
  /** How many there are of each status, all of them, in the order of an article's life. */
  byStatus: Array<StatusCount>,
  /** How many are in the trash. */
  trashed: number,
  /** Whether it may only be read. */
  readOnly: boolean,
  /** Whether another program has it open, too. */
  openElsewhere: boolean,
};

export type StatusCount = {
  /** The status. */
  status: Status,
  /** How many. */
  count: number,
};

export type ArticleFilter = {
  /** With this status. */
  status: Status | null,
  /** In the trash. */
  trashed: boolean,
  /** In this language. */
  language: string | null,
  /** In this category or below it: by id, slug or name. */
  category: string | null,
  /** With this tag: by id, slug or name. */
  tag: string | null,
};

export type OrderWord = "date" | "changed" | "headline" | "words";

export type ListOrder = {
  /** What it goes by. */
  by: OrderWord,
  /** The other way round. */
  reversed: boolean,
};

export type ArticleRow = {
  /** Its id. */
  id: string,
  /** Its headline. */
  headline: string,
  /** Its lead. */
  lead: string,
  /** Its slug. */
  slug: string,
  /** Its language. */
  language: string,
  /** Article or page. */
  kind: Kind,
  /** Its status. */
  status: Status,
  /** The name of its category, in its language. */
  category: string | null,
  /** Its words. */
  words: number,
  /** Its printed date. */
  date: string,
  /** What the date says. */
  dateKind: DateKind,
  /** When it was last saved. */
  modified: string,
  /** Published, with changes that are not. */
  hasChanges: boolean,
  /** When a change to it takes the place of what readers have, where one waits. */
  pending: string | null,
  /** Until when an embargo holds it back, where one lies ahead. */
  embargo: string | null,
  /** Where it stands with the servers that it goes to; none where it was never sent. */
  standing: Standing | null,
};

export type ArticlePage = {
  /** Its articles, in the order that was asked for. */
  articles: Array<ArticleRow>,
  /** Where the next page begins: hand it in as `after`. */
  next: string | null,
};

export type Mark = {
  /** The text. */
  text: string,
  /** Whether it was found. */
  hit: boolean,
};

export type SearchHit = {
  /** The article. */
  article: ArticleRow,
  /** Its headline, in pieces. */
  headline: Array<Mark>,
  /** Where it was found, in pieces. */
  snippet: Array<Mark>,
};

export type SearchReply = {
  /** The hits. */
  hits: Array<SearchHit>,
  /** Whether there may be more: than were asked for, or among older articles, which were not looked at. */
  more: boolean,
};

export type RevisionView = {
  /** Its number. */
  number: number,
  /** When its text was last saved. */
  made: string,
  /** Who saved it. */
  author: string,
  /** On which machine. */
  device: string,
  /** Why it was kept. */
  reason: string,
  /** The name that it was given. */
  name: string | null,
  /** The headline then. */
  headline: string,
  /** Its words. */
  words: number,
  /** Whether it is the released one. */
  released: boolean,
  /** When it is to be, where it waits for its time. */
  goesOut: string | null,
};

export type Op = "new_article" | "write" | "fields" | "release" | "unrelease" | "drop_change" | "stage" | "archive" | "trash" | "untrash" | "delete" | "restore_revision" | "take_theirs" | "nouns" | "settings" | "house_words" | "media" | "focal" | "import";

export type ChangeTag = "articles" | "categories" | "tags" | "bylines" | "targets" | "settings" | "references";

export type Changes = {
  /** By which operation. */
  op: Op,
  /** What kinds of things. */
  tags: Array<ChangeTag>,
  /** Which articles. */
  articles: string[],
};

export type ArticleText = {
  /** As a line. */
  article: ArticleRow,
  /** Whether it is in the trash. */
  trashed: boolean,
  /** The version of its working text: hand it in with a save, as `base`. */
  version: number,
  /** Its headline. */
  headline: string,
  /** Its lead. */
  lead: string,
  /** Its body, Markdown, with its line ends. */
  body: string,
  /** How long its body is. */
  counts: TextCounts,
  /** The names of its tags. */
  tags: Array<string>,
  /** The names of its bylines. */
  bylines: Array<string>,
  /** The date that is printed. */
  date: string | null,
  /** Before this nothing leaves the machine. */
  embargo: string | null,
  /** Views counted before Galley. */
  viewBase: number | null,
  /** The inquiry form: `inherit`, `on` or `off`. */
  form: string,
  /** The title for search engines. */
  seoTitle: string,
  /** The description for search engines. */
  seoDescription: string,
  /** The URL of the original. */
  canonical: string,
  /** Whether search engines are asked to leave it out. */
  noindex: boolean,
  /** The number of the released revision. */
  released: number | null,
  /** The picture above it. */
  cover: CoverView | null,
  /** What it translates. */
  translation: TranslationView | null,
  /** The same article in other languages, its source first. */
  versions: Array<VersionView>,
};

export type HalfTyped = {
  /** The article, by its id. */
  article: string,
  /** The field, by the name that `galley set` knows. */
  field: string,
  /** As it stands. */
  value: string,
};

export type TextCounts = {
  /** Words; each Han or kana character is one. */
  words: number,
  /** Characters without white space, punctuation included. */
  characters: number,
  /** The same with the white space between them. */
  withSpaces: number,
  /** Seconds that a silent reader needs. */
  readingS: number,
};

export type TranslationView = {
  /** The id of the source. */
  source: string,
  /** Whether the source moved on since: `current`, `stale` or `unknown`. */
  staleness: string,
};

export type VersionView = {
  /** Its id. */
  id: string,
  /** Its headline. */
  headline: string,
  /** Its language. */
  language: string,
  /** Whether the others were translated from it. */
  isSource: boolean,
  /** Of a translation, whether the source moved on since: `current`, `stale` or `unknown`. */
  staleness: string | null,
};

export type CoverPicture = {
  /** Its hash, to ask for its bytes by. */
  hash: string,
  /** Its media type. */
  type: string,
  /** What stays visible where it is cropped: column and row, from 0 to 4 each. */
  focal: [number, number],
};

export type CoverView = {
  /** The picture, where the library has its file. */
  picture: CoverPicture | null,
  /** Its address, where it is on the web. */
  url: string | null,
  /** What it shows. */
  alt: string,
  /** Printed under it. */
  caption: string,
  /** Who made it. */
  credit: string,
};

export type Saved = {
  /** The version that it made. */
  version: number,
  /** The article as it is now. */
  article: ArticleRow,
  /** What changed. */
  changes: Changes,
  /** How long its body is. */
  counts: TextCounts,
};

export type Made = {
  /** Its id. */
  id: string,
  /** What changed. */
  changes: Changes,
};

export type Replayed = {
  /** Which. */
  op: Op,
  /** What changed. */
  changes: Changes,
};

export type Compared = {
  /** The headline. */
  headline: Array<Piece>,
  /** The lead. */
  lead: Array<Piece>,
  /** The body. */
  body: Array<Piece>,
  /** The fields beside the text that are not the same. */
  fields: Array<ComparedField>,
};

export type ComparedField = {
  /** Which. */
  field: FieldWord,
  /** What it says in the old version; nothing where it is empty there. */
  old: string,
  /** What it says in the new one. */
  new: string,
};

export type FieldWord = "category" | "tags" | "bylines" | "date" | "cover" | "seo_title" | "seo_description" | "canonical" | "noindex" | "form" | "views" | "translation" | "custom";

export type Comparison = {
  /** The target's name. */
  target: string,
  /** The article's headline. */
  headline: string,
  /** Where it stands there. */
  url: string,
  /** Names the two texts that were compared: a choice is about these and nothing newer. */
  seen: string,
  /** The article part by part, in its order; of the body also what is the same. */
  parts: Array<ComparedPart>,
};

export type ComparedPart = {
  /** Which. */
  field: PartField,
  /** Who changed it since it was sent. */
  who: WhoWord,
  /** Whether theirs can be taken. */
  takes: boolean,
  /** From ours to theirs: what is removed stands only here, what is added only there. */
  pieces: Array<Piece>,
};

export type PartField = "headline" | "lead" | "body" | "notes" | "filed" | "cover" | "cover_words" | "bylines" | "slug" | "date" | "seo_title" | "seo_description" | "canonical" | "shown" | "other";

export type WhoWord = "nobody" | "ours" | "theirs" | "both";

export type Piece = {
  /** Its text. */
  text: string,
  /** In which of the two texts it stands. */
  how: How,
};

export type How = "same" | "added" | "removed";

export type Pasted = {
  /** The Markdown. */
  markdown: string,
  /** Pictures that lie in the other program. */
  pictures: number,
  /** Comments of reviewers. */
  comments: number,
  /** Stretches deleted with changes tracked. */
  deletions: number,
  /** Cells of tables that ran over several others. */
  mergedCells: number,
  /** Films, forms, drawings. */
  objects: number,
};

export type PictureTaken = {
  /** The path by which a text shows it. */
  path: string,
  /** What the library knows it to show; empty where it is new. */
  alt: string,
  /** Its caption; empty where it is new. */
  caption: string,
};

export type SpellingOf = "checked" | "missing" | "unspelled";

export type DictionaryShelf = {
  /** The languages that there are dictionaries for, by tag. */
  languages: Array<string>,
  /** What there is for the language of the article. */
  of: SpellingOf,
  /** Which of them that language is checked by. */
  usual: string | null,
  /** Where a person puts their own. */
  folder: string,
};

export type Spelt = {
  /** What there is for the languages together. */
  of: SpellingOf,
  /** Those of them that no dictionary of this machine is for. */
  missing: Array<string>,
  /** For each line, where its unknown words begin and end, in UTF-16. */
  lines: Array<Array<[number, number]>>,
};

export type Shelves = {
  /** The tree of categories, each before those below it. */
  categories: Array<CategoryShelf>,
  /** The tags, those with most articles first. */
  tags: Array<TagShelf>,
  /** The languages, those with most articles first. */
  languages: Array<LanguageShelf>,
};

export type CategoryShelf = {
  /** Its id. */
  id: string,
  /** Its name, in the library's language. */
  name: string,
  /** The category above it. */
  parent: string | null,
  /** How many articles it holds, those of the categories below it among them. */
  count: number,
};

export type TagShelf = {
  /** Its id. */
  id: string,
  /** Its name, in the library's language. */
  name: string,
  /** How many articles have it. */
  count: number,
};

export type LanguageShelf = {
  /** Its tag. */
  tag: string,
  /** How many articles are in it. */
  count: number,
};

export type Publication = {
  /** The target's name. */
  target: string,
  /** The article. */
  article: string,
  /** Its headline. */
  headline: string,
  /** What is done there. */
  step: PublishStep,
  /** Whether what is taken off is deleted there, past its trash. */
  forGood: boolean,
  /** How far it came. */
  state: PublishState,
  /** Pictures that were sent. */
  uploads: number,
  /** Where readers find it. */
  url: string | null,
  /** From when on the server shows it by itself. */
  liveAt: string | null,
  /** What a person should know, in English: scripts read it. The window is told by its job. */
  notes: Array<string>,
};

export type Plan = {
  /** The target's name. */
  target: string,
  /** The target's id. */
  targetId: string,
  /** The article. */
  article: string,
  /** Its headline. */
  headline: string,
  /** What would be done there. */
  step: PlanStep,
  /** Always planned. */
  state: PublishState,
  /** Pictures that would be sent. */
  uploads: number,
  /** Categories that would be made there, the upper ones first. */
  categories: Array<string>,
  /** Tags that would be made there. */
  tags: Array<string>,
  /** Where readers find it. */
  url: string | null,
  /** From when on it would be shown. */
  liveAt: string | null,
  /** What a person should know. */
  notes: Array<Note>,
  /** What stops it, each by itself. */
  stops: Array<Failure>,
};

export type PlanStep = "create" | "update" | "nothing" | "wait" | "remove" | "absent" | "changed" | "gone" | "stopped";

export type PublishPlace = {
  /** The target's id. */
  id: string,
  /** The target's name. */
  name: string,
  /** What kind of server it is. */
  kind: ServerWord,
  /** Where the site stands. */
  address: string,
  /** Who writes there, where a name says it. */
  user: string | null,
  /** Whether its password is at hand. */
  signedIn: boolean,
  /** Whether that is for as long as the app runs only, since no keychain takes it. */
  forNow: boolean,
  /** Whether one is kept that the server did not take when it was shown last. */
  refused: boolean,
  /** Whether it takes the article's working text, by its language, category and tags. */
  takes: boolean,
  /** How far the article came; none where it was never sent. */
  state: LedgerWord | null,
  /** Whether what was sent is the text that is released. */
  current: boolean,
  /** When. */
  at: string | null,
  /** From when on the server shows it by itself. */
  liveAt: string | null,
  /** What a person should know of how it stands there. */
  notes: Array<Note>,
  /** Where readers find it. */
  url: string | null,
  /** Its newest job there. */
  job: OutboxItem | null,
};

export type TargetSettings = {
  /** What editors call it. */
  name: string,
  /** Where the site stands. */
  address: string,
  /** Who writes there; none where no name is asked for. */
  user: string | null,
  /** Whether it may be spoken to without encryption. */
  plain: boolean,
  /** Whether it may stand in a private network. */
  private: boolean,
  /** Only articles in these languages, parted by commas; empty for all. */
  languages: string,
  /** Only these categories and what stands below them. */
  categories: string,
  /** Only articles with one of these tags. */
  tags: string,
  /** How many articles stand there, as far as is known. */
  articles: number,
  /** Whether its password is known here. */
  hasPassword: boolean,
};

export type SiteSettings = {
  /** Which target it is. */
  id: string,
  /** Its fields as the command line names them; what is not set is not there. */
  fields: Array<[string, string]>,
  /** The language whose pages stand at the root, then the others that it has words in. */
  languages: Array<string>,
  /** The words for the themes that come with Galley. */
  themes: Array<string>,
  /** The words for letters. */
  fonts: Array<string>,
  /** Categories that can have a block on the front page. */
  categories: Array<SiteChoice>,
  /** What dates can look like in each of the languages: formats, and a day of this year in each. */
  dates: { [key in string]: Array<SiteChoice> },
  /** What a menu can lead to in each of them: the addresses of categories, pages and the archive. */
  places: { [key in string]: Array<SiteChoice> },
  /** The file that its logo came as; empty where it has none. */
  logo: string,
  /** The same of the one for dark paper. */
  darkLogo: string,
  /** The inquiry forms of the library. */
  forms: Array<FormSettings>,
  /** Its colours by day, as pages have them. */
  day: SiteShades,
  /** The same in the dark. */
  night: SiteShades,
};

export type FormSettings = {
  /** Which form it is. */
  id: string,
  /** What editors call it. */
  name: string,
  /** Its fields as the command line names them; what is not set is not there. */
  fields: Array<[string, string]>,
  /** What it asks for, in order: the names of these. */
  asks: Array<string>,
};

export type CounterTried = {
  /** What was asked. */
  url: string,
  /** Of which article. */
  headline: string,
  /** The number, where one was found. */
  views: number | null,
  /** What it answered, or the beginning of it. */
  answer: string,
  /** Why there is no answer. */
  trouble: string | null,
  /** Whether it stands in a private network, and nobody said that it may. */
  isPrivate: boolean,
};

export type Going = {
  /** How many articles. */
  articles: number,
  /** Versions of them. */
  versions: number,
  /** Pictures that nothing else uses. */
  pictures: number,
  /** Bytes of these. */
  bytes: number,
  /** How many the site has until it is written the next time. */
  onSite: number,
  /** Servers where some of them stand, by the ledger. */
  servers: Array<GoingPlace>,
};

export type GoingPlace = {
  /** Its name. */
  name: string,
  /** Which of them. */
  articles: Array<string>,
};

export type SiteChoice = {
  /** What stands in the field. */
  word: string,
  /** What it is called. */
  name: string,
};

export type SiteShades = {
  /** What pages stand on. */
  paper: string,
  /** Texts. */
  ink: string,
  /** Links, labels, buttons. */
  accent: string,
};

export type OutboxItem = {
  /** Its number: jobs are done in this order. */
  id: number,
  /** The article. */
  article: string,
  /** Its headline, as it is now. */
  headline: string,
  /** The target. */
  target: string,
  /** The target's name; empty where it is gone. */
  targetName: string,
  /** What is to be done. */
  wish: Wish,
  /** Where it stands. */
  state: JobState,
  /** What was begun last. */
  step: JobStep,
  /** Pictures that are to be sent. */
  pictures: number,
  /** How many of them were. */
  sent: number,
  /** Why it waits, or why it failed. */
  why: Why | null,
  /** The same as a sentence in English; of one that is done, what a person should know. */
  detail: string | null,
  /** What a person should know of one that is done or waits, or why it failed, in words that can be said in any language; nothing where
 * `why` says all. */
  notes: Array<Note>,
  /** When it is tried next. */
  due: string,
  /** When it was to be done: when it was asked for, or at the article's time. */
  meantFor: string,
  /** Whether that is long past, and it has not ended. */
  overdue: boolean,
  /** Whether what waits is a change to an article that stands there already. */
  change: boolean,
  /** Whether readers get what was sent last. */
  verified: boolean,
  /** Where readers find it. */
  url: string | null,
  /** When it ended. */
  ended: string | null,
};

export type OutboxCounts = {
  /** Whatever became of them. */
  all: number,
  /** That need a person. */
  failed: number,
  /** On their way: not those that wait for a time. */
  open: number,
  /** That have not ended long after their time. */
  overdue: number,
  /** That wait for the network. */
  offline: number,
  /** That were done. */
  done: number,
  /** That are tried sooner where all are tried again. */
  again: number,
};

export type OutboxPage = {
  /** Those first that need a person, last what was done. */
  jobs: Array<OutboxItem>,
  /** Of all, listed or not. */
  counts: OutboxCounts,
};

export type Note = {
  /** What it is. */
  word: NoteWord,
  /** What it is about; empty where the word says all. */
  what: string,
  /** What further there is to say; mostly empty. */
  more: string,
  /** All of it in English, for scripts. */
  text: string,
};

export type NoteWord = "other_address" | "date_ahead" | "kept_as" | "changed_date" | "changed_headline" | "changed_lead" | "changed_category" | "changed_cover_alt" | "changed_cover_caption" | "changed_seo_title" | "changed_seo_description" | "changed_canonical" | "lost_terms" | "lost_filing" | "lost_tags" | "lost_cover" | "no_credit" | "cover_elsewhere" | "lost_text" | "lost_html" | "no_author" | "may_not_name" | "one_author" | "short_lead" | "may_not_publish" | "may_not_make" | "may_not_describe" | "lost_picture" | "lost_cover_picture" | "missing_picture" | "lost_link" | "gone" | "not_public" | "not_its_page" | "not_looked_at" | "unreadable" | "taken_off_there" | "not_proven" | "waits_here" | "is_near" | "readers_have_it" | "was_held_back" | "edit_kept" | "comes_back" | "is_deleted" | "nothing_kept" | "bad_address" | "bad_certificate" | "no_answer" | "bad_recipe" | "not_in_recipe" | "points_elsewhere" | "other_kind" | "no_right" | "changed_now" | "another_there" | "still_there" | "is_busy" | "refusal" | "barred" | "picture_refused" | "too_big" | "picture_too_big" | "odd_answer" | "picture_damaged" | "no_picture" | "in_trash" | "in_archive" | "not_released" | "no_time" | "under_embargo" | "not_taken" | "other_thing_there" | "stopped_by_check" | "has_placeholder" | "no_headline" | "other_by_now";

export type Wish = "publish" | "remove" | "hold";

export type JobState = "waiting" | "running" | "done" | "failed";

export type JobStep = "queued" | "reading" | "pictures" | "sending" | "proof";

export type Why = "offline" | "busy" | "unknown" | "password" | "scheduled" | "sign_in" | "changed" | "gate" | "private" | "stranger" | "unseen" | "cannot_look" | "refused";

export type Standing = "failed" | "overdue" | "waiting" | "changed" | "sent" | "noted" | "verified";

export type Board = {
  /** The names of the library's servers, in the order of each line's places. */
  servers: Array<string>,
  /** Those that a server has, or that are on their way to one: the newest first. */
  articles: Array<BoardLine>,
  /** Where the next page begins: hand it in as `after`. */
  next: string | null,
};

export type BoardLine = {
  /** Its id. */
  id: string,
  /** Its headline; none where it is not in the library any more. */
  headline: string | null,
  /** Its status here; none where it is not in the library any more. */
  status: Status | null,
  /** Whether it lies in the trash here. */
  trashed: boolean,
  /** One for each server. */
  places: Array<BoardPlace>,
};

export type BoardPlace = {
  /** The target's id. */
  target: string,
  /** How it stands there; none where it is not there and nothing is on its way. */
  standing: Standing | null,
  /** Where readers find it. */
  url: string | null,
  /** When something of it last went there. */
  at: string | null,
};

export type LedgerWord = "sending" | "sent" | "verified" | "removed";

export type ServerWord = "wordpress" | "ghost" | "micropub" | "http";

export type DoctorReport = {
  /** The account, by the name that readers see; none where it did not come so far. */
  account: string | null,
  /** What was tried, in this order. What comes behind a step that stopped it is missing. */
  steps: Array<DoctorStep>,
};

export type DoctorStep = {
  /** Which. */
  step: DoctorWord,
  /** How it came out. */
  outcome: DoctorOutcome,
  /** What a person should know of it all the same. */
  note: DoctorNote | null,
  /** Why it did not go through. */
  failure: Failure | null,
};

export type DoctorWord = "reach" | "prove" | "api" | "sign_in" | "publish" | "draft" | "picture";

export type DoctorOutcome = "good" | "bad" | "untried";

export type DoctorNote = "not_encrypted" | "html_taken_out" | "cannot_take_back" | "not_in_recipe";

export type ShippedRecipe = {
  /** By which it is chosen. */
  id: string,
  /** What it is called. */
  name: string,
  /** Its text. */
  text: string,
};

export type RecipeView = {
  /** What it is called; empty where it cannot be read. */
  name: string,
  /** What whoever uses it has to set up. */
  about: string,
  /** Where the server stands, where it is the same for all. */
  address: string | null,
  /** Whether an account has a name beside its secret. */
  needsUser: boolean,
  /** What is wrong with it. */
  flaws: Array<RecipeFlaw>,
  /** What cannot be done by it. */
  lacks: Array<LackWord>,
  /** What it would send for the article, without its secret. */
  requests: Array<RecipeRequest>,
};

export type RecipeFlaw = {
  /** Where, counted from 1. */
  line: number,
  /** What, in English as all that a recipe's writer reads. */
  why: string,
};

export type LackWord = "find" | "read" | "compare" | "remove" | "media";

export type RecipeRequest = {
  /** Its key in the recipe, like `create`. */
  step: string,
  /** Like `POST`. */
  method: string,
  /** The whole address. */
  url: string,
  /** Its headers, a line each. */
  headers: Array<string>,
  /** Its body. */
  body: string,
};

export type PublishStep = "create" | "update" | "remove" | "nothing";

export type PublishState = "planned" | "sent" | "verified";

export type PreviewPage = {
  /** The theme's style sheets; the page links each by its address. */
  sheets: Array<PreviewSheet>,
  /** Everything else: a patch with a page, for an empty body. */
  patch: PreviewPatch,
};

export type PreviewSheet = {
  /** The address that the page links it by. */
  href: string,
  /** What it says. */
  css: string,
};

export type PreviewPatch = {
  /** The number of the page as it is now: hand it in with the next question, as `since`. */
  number: number,
  /** The page around the body, with the body's element empty; null where it is as before. */
  page: string | null,
  /** The first block that goes. */
  from: number,
  /** How many blocks go; null for all. */
  del: number | null,
  /** The blocks that come in their place, sanitised HTML. */
  ins: Array<string>,
  /** The line that each block begins on, all blocks, counted from 1. Ascending. */
  lines: Array<number>,
  /** The line after the last one. */
  end: number,
  /** The library's pictures in the page. */
  pictures: Array<PreviewPicture>,
};

export type PreviewPicture = {
  /** What stands in its `src`: a path of the site, which leads nowhere in a preview. */
  src: string,
  /** Its hash, to ask for its bytes by. */
  hash: string,
  /** Its media type. */
  type: string,
};

export type ImportReport = {
  /** Articles that are new. */
  added: number,
  /** Articles that follow a changed file. */
  updated: number,
  /** Files that had not changed. */
  unchanged: number,
  /** Articles where both had changed; the file's text is kept as a revision. */
  keptBoth: number,
  /** Articles that would have gone out, and wait for approval since the library reviews. */
  inReview: number,
  /** Articles to which the address that they had on the folder's own site leads on. */
  addresses: number,
  /** Pictures and other media that are new. */
  media: number,
  /** Files that were taken and about which there is something to say; the others are only counted. Of very many, the first. */
  taken: Array<TakenFile>,
  /** So many more remarks there are on files that are not listed. */
  takenMore: number,
  /** Files that were left: the first of them, where they are very many. */
  left: Array<LeftFile>,
  /** So many more were left that are not listed. */
  leftMore: number,
  /** It was stopped before everything was in. What is counted here is in all the same. */
  stopped: boolean,
  /** It is a step of undo. One that replaced too much text to keep is none: the history of each article has what it was. */
  undoable: boolean,
};

export type TakenFile = {
  /** The file, below the folder that was imported. */
  path: string,
  /** The article that it became. */
  article: string,
  /** `added`, `updated`, `unchanged`, or `kept both` where file and article had both changed. */
  how: string,
  /** What a person should know. */
  notes: Array<FileNote>,
};

export type FileNote = {
  /** The line, where it is about one. */
  line: number | null,
  /** What, as a sentence. */
  note: string,
  /** The same for a window, which says it in its own language. */
  reason: RemarkReason,
};

export type RemarkReason = { "code": "headline-from-heading" } | { "code": "headline-from-name" } | { "code": "categories-to-tags", category: string, tags: string, } | { "code": "slug", from: string, to: string, } | { "code": "date", key: string, } | { "code": "held-back", key: string, } | { "code": "standing", key: string, word: string, } | { "code": "password", key: string, } | { "code": "empty" } | { "code": "undated" } | { "code": "language", word: string, } | { "code": "custom", key: string, } | { "code": "expires", key: string, } | { "code": "alias", path: string, } | { "code": "tags", what: string, count: number, } | { "code": "edited" } | { "code": "draft-changed" } | { "code": "released-lost" } | { "code": "pending-lost" } | { "code": "slug-taken", from: string, to: string, } | { "code": "no-category", name: string, } | { "code": "no-tag", name: string, } | { "code": "no-byline", name: string, } | { "code": "absent", count: number, } | { "code": "kept-both", revision: string, } | { "code": "kept-theirs" } | { "code": "taken-off-there" } | { "code": "server", words: string,
};

export type Finding = {
  /** The article. */
  article: string,
  /** Its headline. */
  headline: string,
  /** Its language and slug, by which the command line finds it; empty where it is about no article. */
  named: string,
  /** The line in the body, where it is about one. */
  line: number | null,
  /** Whether it stops a publish. */
  stops: boolean,
  /** What it is, as a word for scripts. */
  check: string,
  /** What it is about, where that has a name: an address, a path, an element. */
  about: string,
  /** What it is, as a sentence. */
  message: string,
};

export type LeftFile = {
  /** The file, below the folder that was imported. */
  path: string,
  /** The line, where it is about one. */
  line: number | null,
  /** Why it was left, as a sentence. */
  why: string,
  /** The same for a window, which says it in its own language. */
  reason: LeftReason,
};

export type LeftReason = { "code": "path" } | { "code": "not-there" } | { "code": "not-allowed" } | { "code": "unreadable" } | { "code": "link" } | { "code": "special" } | { "code": "not-markdown" } | { "code": "name" } | { "code": "too-deep", max: number, } | { "code": "tool-folder" } | { "code": "too-large", maxBytes: number, } | { "code": "not-utf8" } | { "code": "front-open", closing: string, } | { "code": "front-too-large", maxBytes: number, } | { "code": "front-too-deep", max: number, } | { "code": "front-too-many", max: number, } | { "code": "front-twice", key: string, } | { "code": "front-alias" } | { "code": "front-no-fields" } | { "code": "front-key" } | { "code": "front-syntax", format: string, words: string, } | { "code": "no-front-matter" } | { "code": "list-page" } | { "code": "resource" } | { "code": "same-id" } | { "code": "in-trash" } | { "code": "settings", words: string, } | { "code": "picture-kept", picture: string, } | { "code": "too-many-tags", count: number, max: number, } | { "code": "too-many-bylines", count: number, max: number, } | { "code": "too-long-headline", maxBytes: number, } | { "code": "too-long-lead", maxBytes: number, } | { "code": "too-long-body", maxBytes: number, } | { "code": "too-long-custom", maxBytes: number, } | { "code": "too-much" } | { "code": "damaged", field: string, } | { "code": "gone" } | { "code": "same-name" } | { "code": "encrypted" } | { "code": "damaged-entry" } | { "code": "picture-missing", picture: string, } | { "code": "note-missing", note: string, } | { "code": "picture-outside", picture: string, } | { "code": "picture-link", picture: string, } | { "code": "picture-too-large", maxBytes: number, } | { "code": "picture-pixels", width: number, height: number, } | { "code": "picture-kind" } | { "code": "picture-damaged" } | { "code": "embedded", count: number, } | { "code": "server", words: string,
};

export type Work = "import" | "pull" | "site" | "bundle" | "shelf" | "check";

export type WorkStage = "looking" | "listing" | "reading" | "importing" | "library" | "articles" | "lists" | "search" | "media" | "switching" | "bundle" | "database" | "packing" | "checking" | "changing";

export type WorkProgress = {
  /** Which. */
  work: Work,
  /** What it is doing. */
  stage: WorkStage,
  /** So many are done. */
  done: number,
  /** Of so many, where that is known. */
  total: number | null,
};

export type ExportReport = {
  /** Where it stands. */
  path: string,
  /** Articles and pages that went out. */
  articles: number,
  /** Articles that did not: drafts and others that may not go out yet. */
  held: number,
  /** Files that were written. */
  written: number,
  /** Files that were the same. */
  unchanged: number,
  /** Files of the last export that are no longer needed. */
  removed: number,
  /** Bytes that were written. */
  bytes: number,
  /** What a person should look at. */
  notes: Array<string>,
};

export type Beginning = {
  /** The author's name: the one that was given, or the system's for this person. */
  author: string,
  /** Whether it was given. */
  authorGiven: boolean,
  /** The libraries that were open, the last one first. */
  recent: Array<RecentLibrary>,
  /** The backups of the library that was asked for last and could not be opened, newest first. */
  backups: Array<BackupView>,
};

export type RecentLibrary = {
  /** Its name. */
  name: string,
  /** Where it is, or was. */
  path: string,
  /** Whether nothing is there now. */
  missing: boolean,
};

export type BackupView = {
  /** Names it. */
  id: string,
  /** Its name in its folder: the time in UTC. */
  name: string,
  /** When it was made. */
  at: string,
  /** How many articles are in it, the trash aside. */
  articles: number,
  /** The size of its database. */
  bytes: number,
  /** How many files of media the library had lost when it was made. */
  missing: number,
  /** Where the library was then, if that is not where its backups are asked for. */
  elsewhere: string | null,
};

export type BackupState = {
  /** Where they are. */
  folder: string,
  /** The newest that is good. */
  last: BackupView | null,
  /** Why the last one could not be made, where it could not. */
  trouble: Failure | null,
};

export type PutBack = {
  /** Where what stood there before is kept. */
  kept: string | null,
  /** How many files of media were neither in the backups nor there. */
  missing: number,
};

export type SettingsShown = {
  /** The author's name. */
  author: string,
  /** The open library's own. */
  library: LibrarySettings | null,
  /** Its backups. */
  backups: BackupState | null,
};

export type LibrarySettings = {
  /** Its name: the folder's, without `.galley`. */
  name: string,
  /** Where it is. */
  path: string,
  /** The language that new articles are written in. */
  language: string,
  /** The time zone in which dates without one are read. */
  timeZone: string,
  /** Whether texts are reviewed before they are released. */
  review: boolean,
};

export type SiteReleases = {
  /** Where the site is written. */
  folder: string,
  /** Those that are kept, newest first; none where none was written so far. */
  releases: Array<SiteRelease>,
};

export type SiteRelease = {
  /** Its number. */
  number: number,
  /** When it was made, RFC 3339. */
  at: string,
  /** Its files. */
  files: number,
  /** Bytes of these. */
  bytes: number,
  /** Whether it is the one that stands there. */
  current: boolean,
};

export type SiteDiff = {
  /** Files that come back. */
  added: SitePaths,
  /** Files that hold something else then. */
  changed: SitePaths,
  /** Files that go. */
  removed: SitePaths,
};

export type SitePaths = {
  /** How many there are. */
  count: number,
  /** The first by name. */
  paths: Array<string>,
};

export type SiteBack = {
  /** Files that were written. */
  written: number,
  /** Files that were taken away. */
  removed: number,
  /** Files that stayed as they were. */
  unchanged: number,
};

export type Code = "library_missing" | "library_newer" | "library_damaged" | "library_foreign" | "library_gone" | "library_busy" | "library_unsafe" | "library_not_writable" | "not_found" | "changed_there" | "server" | "sign_in" | "private_network" | "stale" | "not_allowed" | "nothing_to_undo" | "nothing_to_redo" | "other_step" | "gate" | "invalid" | "disk_full" | "cancelled" | "broke";

export type Tone = "cannot_now" | "broke";

export type Failure = {
  /** What the window acts on. */
  code: Code,
  /** How it is said. */
  tone: Tone,
  /** The sentence in English, for the log and for scripts. The window makes its own. */
  message: string,
  /** The headline of the article that stopped what was to be done with several. */
  about?: string,
  /** What stops an article, in words that can be said in any language, where there are any. */
  note?: Note,
};
