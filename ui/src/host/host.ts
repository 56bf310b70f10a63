// What the interface asks of the program around it. Here: the questions. Not here: who answers them.
// `tauri.ts` answers in the window, `memory.ts` in tests; nothing else in ui/ knows that there is a window.

import type {
  ArticleFilter,
  ArticlePage,
  ArticleText,
  BackupState,
  Beginning,
  Changes,
  Compared,
  Comparison,
  CounterTried,
  DictionaryShelf,
  DoctorReport,
  ExportReport,
  Failure,
  Finding,
  Going,
  HalfTyped,
  ImportReport,
  Work,
  WorkProgress,
  Kind,
  LibraryStatus,
  ListOrder,
  Made,
  Op,
  OutboxPage,
  Pasted,
  PictureTaken,
  Plan,
  PreviewPage,
  PreviewPatch,
  PreviewPicture,
  Board,
  PublishPlace,
  PutBack,
  Replayed,
  RevisionView,
  Saved,
  SearchReply,
  RecipeView,
  ServerWord,
  ShippedRecipe,
  SettingsShown,
  SiteBack,
  SiteDiff,
  SiteReleases,
  SiteSettings,
  Shelves,
  Spelt,
  Status,
  TagShelf,
  TargetSettings,
  TextCounts,
} from "../wire";

type Nothing = Record<never, never>;

/** A menu of the window, and what stands in it: an action, perhaps with a tick; a line across; a menu of its own. */
export interface MenuGroup {
  label: string;
  lines: MenuLine[];
}
export type MenuLine = { is: "line"; id: string; label: string; ticks: boolean } | { is: "between" } | ({ is: "menu" } & MenuGroup);

/** Where a library is shown that was asked for: in this window, or in another that has come to the front. */
export type Shown = "here" | "elsewhere";

/** Where a person writes, which a new library begins with: the language of the interface, and the time zone of the machine. */
export interface Writes {
  language: string;
  zone: string;
}

/** Every command of the core with what it takes and what it gives. */
export interface Commands {
  /** Null where no library is named: there is nothing to open yet. */
  library_status: { takes: Nothing; gives: LibraryStatus | null };
  library_shelves: { takes: Nothing; gives: Shelves };
  /** Asks for a folder of Markdown and takes its articles in; null where none was chosen. */
  library_import: { takes: { title: string }; gives: ImportReport | null };
  /** Gives the library another name; answers where it is now. */
  library_rename: { takes: { name: string }; gives: string };
  /** Asks for a library's folder and shows it; null where none was chosen. A window that has a library keeps it, here and below. */
  library_open: { takes: { title: string }; gives: Shown | null };
  beginning: { takes: Nothing; gives: Beginning };
  /** Makes a library among the person's documents and shows it. */
  library_begin: { takes: { name: string; sample: boolean; writes: Writes }; gives: Shown };
  /** Asks for a folder of Markdown and makes a library of its articles; null where none was chosen. */
  library_begin_with: { takes: { name: string; title: string; writes: Writes }; gives: [ImportReport, Shown] | null };
  /** Shows a library that was open before. */
  library_show: { takes: { path: string }; gives: Shown };
  /** Takes a library off the list of those that were open. */
  library_forget: { takes: { path: string }; gives: null };
  /** Puts a backup in place of the library that could not be opened, and shows it. */
  backup_put_back: { takes: { id: string }; gives: [PutBack, Shown] };
  /** Makes a backup, unless nothing changed since the last. */
  backup_now: { takes: Nothing; gives: BackupState };
  backup_state: { takes: Nothing; gives: BackupState | null };
  settings_show: { takes: Nothing; gives: SettingsShown };
  settings_author: { takes: { name: string }; gives: null };
  /** By the keys that `galley settings` knows. */
  settings_library: { takes: { key: string; value: string }; gives: Changes };

  articles_list: { takes: { filter: ArticleFilter; order: ListOrder; after: string | null; limit: number }; gives: ArticlePage };
  articles_search: { takes: { query: string; filter: ArticleFilter; limit: number }; gives: SearchReply };
  /** The ids of all articles of a shelf but some, of those with one of these statuses. */
  articles_chosen: { takes: { filter: ArticleFilter; except: string[]; statuses: Status[] }; gives: string[] };
  articles_count: { takes: { filter: ArticleFilter; except: string[] }; gives: number };
  article_new: { takes: { kind: Kind; language: string | null; category: string | null }; gives: Made };
  article_translate: { takes: { id: string; language: string }; gives: Made };
  article_duplicate: { takes: { id: string }; gives: Made };
  /** Fields by the names that `galley set` knows. */
  articles_set: { takes: { ids: string[]; values: [string, string][] }; gives: Changes };
  articles_tag: { takes: { ids: string[]; add: string[]; remove: string[] }; gives: Changes };
  /** The tags of these articles, each with how many of them have it. */
  articles_tags: { takes: { ids: string[] }; gives: TagShelf[] };
  articles_release: { takes: { ids: string[]; at: string | null }; gives: Changes };
  articles_drop_changes: { takes: { ids: string[] }; gives: Changes };
  articles_unrelease: { takes: { ids: string[] }; gives: Changes };
  articles_move: { takes: { ids: string[]; stage: Status }; gives: Changes };
  articles_archive: { takes: { ids: string[]; archived: boolean }; gives: Changes };
  articles_trash: { takes: { ids: string[] }; gives: Changes };
  articles_untrash: { takes: { ids: string[] }; gives: Changes };
  /** Which articles these are, or all in the trash, and what goes with them when they are deleted for good. */
  articles_going: { takes: { ids: string[] | null }; gives: [string[], Going] };
  /** Deletes articles in the trash for good; no undo takes it back. */
  articles_delete: { takes: { ids: string[] }; gives: Changes };

  article_open: { takes: { id: string }; gives: ArticleText };
  /** Fails with the code `stale` where another version was saved meanwhile; this text is kept as a revision then. */
  article_save: { takes: { id: string; base: number; headline: string; lead: string; body: string }; gives: Saved };
  /** Keeps what was typed into fields of an article and is not saved yet, in place of what was kept of it. */
  fields_keep: { takes: { id: string; values: [string, string][] }; gives: null };
  /** What was kept so when the app ended last, of every article of the library. */
  fields_kept: { takes: Nothing; gives: HalfTyped[] };
  /** How long a stretch of a text is. */
  text_counts: { takes: { text: string }; gives: TextCounts };
  /** HTML of the clipboard as Markdown. `seen` is what the page was given of it. */
  paste_html: { takes: { seen: string }; gives: Pasted };
  /** Takes the clipboard's picture into the library; null where it has none that the page cannot see itself. */
  paste_picture: { takes: { name: string }; gives: PictureTaken | null };
  /** Takes a picture into the library; one that it has already is not taken twice. */
  picture_add: { takes: { bytes: Uint8Array; name: string }; gives: PictureTaken };
  history_list: { takes: { id: string }; gives: RevisionView[] };
  /** From the revision to the working text. */
  history_compare: { takes: { id: string; number: number }; gives: Compared };
  /** From this text to the one on the disk. */
  article_compare: { takes: { id: string; headline: string; lead: string; body: string }; gives: Compared };
  history_restore: { takes: { id: string; number: number }; gives: Changes };
  history_keep: { takes: { id: string; name: string }; gives: Changes };
  /** Where the words of lines are that neither a dictionary of these languages nor the house knows. */
  spelling_check: { takes: { languages: readonly string[]; lines: string[] }; gives: Spelt };
  /** What may be meant by a word, the likeliest first. */
  spelling_suggest: { takes: { languages: readonly string[]; word: string }; gives: string[] };
  /** The dictionaries of this machine, and what there is for a language. */
  spelling_dictionaries: { takes: { language: string }; gives: DictionaryShelf };
  house_words: { takes: Nothing; gives: string[] };
  house_word_add: { takes: { word: string }; gives: Changes };
  house_word_remove: { takes: { word: string }; gives: Changes };
  /** Articles by servers, a page of them: `troubled` are those that someone should look at. */
  publish_board: { takes: { after: string | null; troubled: boolean }; gives: Board };
  /** Queues what is released of these, a change that waits too. */
  publish_later: { takes: { ids: readonly string[]; targets: readonly string[] }; gives: null };
  /** The servers of the library, each with what is known of an article there, where one is named. */
  publish_places: { takes: { id: string | null }; gives: PublishPlace[] };
  /** Takes in the articles and pages of a server. An empty password is the one that is known. */
  library_pull: { takes: { target: string; password: string }; gives: ImportReport };
  /** Adds a server. Only some kinds have a name of an account, and only one a recipe. */
  publish_add: { takes: { kind: ServerWord; name: string; address: string; user: string; recipe: string; plain: boolean }; gives: Changes };
  /** Lets a server stand in a private network. */
  publish_allow: { takes: { target: string }; gives: Changes };
  target_show: { takes: { id: string }; gives: TargetSettings };
  /** Sets fields by the names that `galley target set` knows, all or none. With another address or user its password is forgotten. */
  target_set: { takes: { id: string; values: [string, string][] }; gives: Changes };
  /** Forgets its password. */
  target_forget: { takes: { id: string }; gives: null };
  /** Takes a server off the library; what stands there stays. */
  target_remove: { takes: { id: string }; gives: Changes };
  /** Makes an inquiry form for the site; fields by the names that `galley form set` knows. */
  form_add: { takes: { name: string; values: [string, string][] }; gives: Changes };
  form_set: { takes: { id: string; values: [string, string][] }; gives: Changes };
  form_remove: { takes: { id: string }; gives: Changes };
  /** The address that an article of the site would have by this pattern. */
  site_address: { takes: { pattern: string }; gives: string };
  /** What the counter says of the newest article; null where readers have none. */
  counter_try: { takes: Nothing; gives: CounterTried | null };
  /** The recipes that come with Galley. */
  recipes_shipped: { takes: Nothing; gives: ShippedRecipe[] };
  recipe_show: { takes: { target: string }; gives: string };
  /** What a recipe would send for an article, and what is wrong with it. Nothing is sent. */
  recipe_look: { takes: { text: string; address: string; user: string; target: string | null; id: string | null }; gives: RecipeView };
  recipe_set: { takes: { target: string; text: string }; gives: Changes };
  /** Asks for a file and reads the recipe in it; null where none was chosen. */
  recipe_open: { takes: { title: string }; gives: string | null };
  /** Releases the working texts where they are not, and queues them. An empty password is the one that is known. */
  publish_queue: { takes: { ids: string[]; target: string; password: string; mine: boolean }; gives: null };
  /** The same for every server that takes them. `typed`: passwords by server. */
  publish_everywhere: { takes: { ids: string[]; typed: Record<string, string> }; gives: null };
  /** What publishing them as they stand would do at every server that takes them. Nothing is changed. */
  publish_plan: { takes: { ids: string[]; typed: Record<string, string> }; gives: Plan[] };
  publish_plan_off: { takes: { ids: string[]; typed: Record<string, string> }; gives: Plan[] };
  /** The names of the servers where any of these stand. */
  publish_still_at: { takes: { ids: string[] }; gives: string[] };
  publish_remove_everywhere: { takes: { ids: string[]; typed: Record<string, string>; forGood: boolean }; gives: null };
  publish_remove: { takes: { id: string; target: string; password: string; forGood: boolean }; gives: null };
  /** Tries what publishing needs, step by step; no reader sees anything of it. */
  publish_test: { takes: { target: string; password: string }; gives: DoctorReport };
  /** Shows a server the kept password again that it did not take. */
  publish_try_kept: { takes: { target: string }; gives: null };
  /** What stands at a server beside the working text. Fails with the code `changed_there` where it is gone there. */
  publish_compare: { takes: { id: string; target: string }; gives: Comparison };
  /** Takes these parts of a comparison into the working text, by their place in it. */
  publish_take: { takes: { id: string; target: string; seen: string; parts: number[] }; gives: Changes };
  /** What is on its way, and what ended last, with how many there are of all. */
  outbox_list: { takes: Nothing; gives: OutboxPage };
  outbox_retry: { takes: { job: number }; gives: null };
  /** All that wait or failed, but for those that wait for a time. */
  outbox_retry_all: { takes: Nothing; gives: null };
  outbox_cancel: { takes: { job: number }; gives: null };
  /** Takes out what ended well. */
  outbox_clear: { takes: Nothing; gives: null };
  /** Whether jobs wait for a person to say that this library may send from this computer. */
  outbox_held: { takes: Nothing; gives: boolean };
  outbox_allow: { takes: Nothing; gives: null };
  /** Opens its page at a server in the system's browser; false where there is none. */
  publish_show: { takes: { id: string; target: string }; gives: boolean };
  /** Asks for a place and writes these articles, or all where there is none, as a bundle; null where none was chosen. */
  bundle_write: { takes: { ids: readonly string[]; title: string }; gives: ExportReport | null };
  /** Writes the site into its folder, and serves it to this machine. With a title its folder is asked for; null where none was chosen. */
  site_write: { takes: { title: string | null }; gives: ExportReport | null };
  /** Opens the written site in the system's browser; false where there is none of either. */
  site_show: { takes: Nothing; gives: boolean };
  /** How the site looks, and what can be chosen; set by `target_set`. */
  site_settings: { takes: Nothing; gives: SiteSettings };
  /** Asks for a picture and takes it as the logo that this field is; false where none was chosen. */
  site_logo: { takes: { title: string; field: string }; gives: boolean };
  /** The exports of the site that are kept, newest first. */
  site_releases: { takes: Nothing; gives: SiteReleases };
  /** What differs from one of them to another. */
  site_diff: { takes: { from: number; to: number }; gives: SiteDiff };
  /** Puts one of them in place again, until the next export. */
  site_back: { takes: { number: number }; gives: SiteBack };
  /** What a person should look at in an article, or in all of them. */
  check_articles: { takes: { id: string | null }; gives: Finding[] };
  /** The same in the site that was written last: files that are not as they were, links within it that lead nowhere. */
  check_site: { takes: Nothing; gives: Finding[] };
  /** Asks wherever links lead out whether something is still there. */
  check_links: { takes: Nothing; gives: Finding[] };
  /** Asks long work to stop: with everything as it was, or after the articles that are in already. */
  work_stop: { takes: { work: Work }; gives: null };
  /** Asks every window to close, each as a person does; the app ends with the last. */
  app_quit: { takes: Nothing; gives: null };
  /** Opens another window, with the first screen. */
  window_new: { takes: Nothing; gives: null };
  /** Closes the window for good. */
  window_close: { takes: Nothing; gives: null };
  /** Says that the window does not close, since something could not be saved: whoever asks again is asked again. */
  window_stays: { takes: Nothing; gives: null };
  /** Has menus and dialogs look dark, light, or as the system. */
  window_look: { takes: { dark: boolean | null }; gives: null };
  /** Asks for a place and writes a text there; false where none was chosen. */
  text_save: { takes: { title: string; name: string; text: string }; gives: boolean };
  menu_show: { takes: { groups: MenuGroup[] }; gives: null };
  /** Lets these lines of the menus be chosen, and no others; of those with a tick, these have it. */
  menu_allow: { takes: { ids: string[]; on: string[] }; gives: null };
  /** Cuts, copies, pastes or selects all where the keyboard is, as the system's keys for it do. */
  window_edit: { takes: { how: "cut" | "copy" | "paste" | "all" | "undo" | "redo" }; gives: null };
  /** Undoes the last step; where a kind of step is meant, no other. */
  undo: { takes: { meant: Op | null }; gives: Replayed };
  redo: { takes: Nothing; gives: Replayed };

  /** The page of an article as the theme prints what was typed. */
  preview_page: { takes: { id: string; headline: string; lead: string; body: string }; gives: PreviewPage };
  /** What changed in it since the patch with this number; `fresh` where the library may have changed, too. */
  preview_patch: {
    takes: { id: string; headline: string; lead: string; body: string; since: number; fresh: boolean };
    gives: PreviewPatch;
  };
  /** Says what of a picture must stay visible where a site crops it: column and row, from 0 to 4 each. */
  picture_focal: { takes: { hash: string; focal: number[] }; gives: Changes };
  /** The picture that a path in an article's text names; null where it names none of the library's. */
  picture_at: { takes: { id: string; path: string }; gives: PreviewPicture | null };
  /** The bytes of one of the library's pictures. */
  media: { takes: { hash: string }; gives: ArrayBuffer };
}

/** What the core says by itself, to this window. */
export interface Events {
  /** The library changed; null where another program did it and no one knows what. */
  changed: Changes | null;
  /** Whether another program has the library open, too. */
  neighbours: boolean;
  /** A backup was made, or could not be. */
  backedUp: BackupState;
  /** How far long work is. */
  progress: WorkProgress;
  /** A later start of Galley named a library for this window, which had none: show it. */
  named: null;
  /** This line of the menus was chosen. */
  chosen: string;
  /** A person wants to close the window: save, then call `window_close`, or `window_stays`. */
  closing: null;
}

export interface Host {
  /** Runs one command. What is thrown is always a `Failure`. */
  call<C extends keyof Commands>(command: C, args: Commands[C]["takes"]): Promise<Commands[C]["gives"]>;
  /** Hears an event until the answer is called. */
  listen<E extends keyof Events>(event: E, run: (told: Events[E]) => void): () => void;
}

/** Whatever was thrown, as a failure that a person can be told of. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) return thrown as Failure;
  return { code: "broke", tone: "broke", message: String(thrown) };
}
