// What is done to the articles that are selected, and what is said of it.

import { namesOf, type Source } from "../features/palette/sources";
import type { Notices, Way } from "../features/notices/notices.svelte";
import type { Works } from "../features/work/works.svelte";
import type { Host } from "../host/host";
import type { Articles } from "../state/articles.svelte";
import { text } from "../texts";
import type { ArticleRow, Changes, Op, Status } from "../wire";

/** What is done by one word. */
export type Change = "trash" | "untrash" | "publish" | "unpublish" | "archive" | "unarchive";

/** Where a text stands in the newsroom. */
export const STAGES = ["draft", "review", "approved"] as const;
export type Stage = (typeof STAGES)[number];

/** Whether a change means an article of this status at all. */
export const MEANS: Record<Change, (status: Status) => boolean> = {
  trash: () => true,
  untrash: () => true,
  publish: (status) => status !== "archived",
  unpublish: (status) => status === "published" || status === "scheduled",
  archive: (status) => status !== "archived",
  unarchive: (status) => status === "archived",
};

/** What can be done to where an article stands, to choose from, by the names of the commands. */
export function movesOf(row: ArticleRow | null, change: (what: Change | Stage, id: string) => void, later: (row: ArticleRow) => void): Source {
  const source = (all: { id: string; name: string }[], take: (id: string) => void) => namesOf(text("action-status"), text("pick-none"), all, take);
  if (row === null) return source([], () => {});
  const { id, status, hasChanges } = row;
  const isOut = status === "published" || status === "scheduled";
  const out: ("publish" | "later")[] = status === "archived" || (isOut && !hasChanges) ? [] : ["publish", "later"];
  const stages = STAGES.filter((stage) => stage !== status && status !== "archived");
  const back = (["unpublish", "archive", "unarchive"] as const).filter((what) => MEANS[what](status));
  const names = [...[...out, ...back].map((what) => ({ id: what, name: text(`action-${what}`) })), ...stages.map((stage) => ({ id: stage, name: text(`action-to-${stage}`) }))];
  return source(names, (what) => (what === "later" ? later(row) : change(what as Change | Stage, id)));
}

const isStage = (what: string): what is Stage => STAGES.some((stage) => stage === what);

/** What is done to all that are selected. */
export interface Selected {
  change: (what: Change) => void;
  /** The same to one article, whatever is selected. */
  changeOne: (what: Change | Stage, id: string) => void;
  move: (stage: Stage) => void;
  /** Into a category, by id. */
  file: (category: string) => void;
  tag: (name: string) => void;
  /** The tag by id, and its name to tell. */
  untag: (id: string, name: string) => void;
  /** These were deleted for good: what stands beside them is gone on with. */
  deleted: (ids: readonly string[]) => void;
}

interface Around {
  host: Host;
  /** Shows how far it is where it takes long. */
  works: Works;
  articles: Articles;
  notices: Notices;
  /** Saves what is typed; false where it could not be. */
  flush: () => Promise<boolean>;
  undo: (op: Op) => Way;
}

interface Done {
  run: (ids: string[]) => Promise<Changes>;
  told: (count: number) => string;
  /** They leave the list. */
  leave?: true;
  /** They are not to be out any more; servers do as they are told, and nobody told them. */
  ends?: true;
  means?: (status: Status) => boolean;
}

export function toSelected({ host, works, articles, notices, flush, undo }: Around): Selected {
  const changes: Record<Change, Done> = {
    trash: { run: (ids) => host.call("articles_trash", { ids }), told: (count) => text("notice-trash", { count }), leave: true, ends: true },
    untrash: { run: (ids) => host.call("articles_untrash", { ids }), told: (count) => counted(text("notice-untrash"), count), leave: true },
    publish: { run: (ids) => host.call("articles_release", { ids, at: null }), told: (count) => counted(text("notice-published"), count) },
    unpublish: { run: (ids) => host.call("articles_unrelease", { ids }), told: (count) => counted(text("notice-unpublished"), count), ends: true },
    archive: { run: (ids) => host.call("articles_archive", { ids, archived: true }), told: (count) => counted(text("notice-archive"), count), ends: true },
    unarchive: { run: (ids) => host.call("articles_archive", { ids, archived: false }), told: (count) => counted(text("notice-unarchive"), count) },
  };

  /** Does it to all that are selected and that it means, or to the one that is named, and tells what. */
  async function all({ run, told, leave, ends, means }: Done, one?: string): Promise<void> {
    if (!(await flush())) return;
    const { beside } = articles;
    await notices.doing(async () => {
      const ids = one === undefined ? await articles.selectedIds(means) : [one];
      if (ids.length === 0) return;
      const { op, tags } = await works.run("shelf", () => run(ids));
      if (leave) {
        articles.pickNone();
        articles.chosen = beside;
      }
      const what = told(ids.length);
      const servers = ends ? await host.call("publish_still_at", { ids }) : [];
      // What changed nothing made no step: undoing would take back an older one, perhaps of another article.
      const way = tags.length > 0 ? undo(op) : undefined;
      notices.tell(servers.length > 0 ? text("notice-still-at", { what, servers: servers.join(", ") }) : what, way);
    });
  }

  const moved = (stage: Stage): Done => ({ run: (ids) => host.call("articles_move", { ids, stage }), means: (status) => status !== "archived", told: (count) => counted(text(`status-${stage}`), count) });
  const set = (values: [string, string][]) => (ids: string[]) => host.call("articles_set", { ids, values });
  return {
    change: (what) => void all({ ...changes[what], means: MEANS[what] }),
    changeOne: (what, id) => void all(isStage(what) ? moved(what) : changes[what], id),
    move: (stage) => void all(moved(stage)),
    file: (category) => void all({ run: set([["category", category]]), told: (count) => counted(text("field-category"), count) }),
    tag: (name) => void all({ run: (ids) => host.call("articles_tag", { ids, add: [name], remove: [] }), told: (count) => counted(name, count) }),
    deleted: (ids) => {
      const gone = new Set(ids);
      const { beside, chosen } = articles;
      articles.pickNone();
      if (chosen !== null && gone.has(chosen)) articles.chosen = beside !== null && gone.has(beside) ? null : beside;
      notices.tell(text("notice-deleted", { count: ids.length }));
    },
    untag: (id, name) =>
      void all({ run: (ids) => host.call("articles_tag", { ids, add: [], remove: [id] }), told: (count) => counted(text("notice-untagged", { name }), count) }),
  };
}

/** Says to how many it was done, where there are several. */
function counted(what: string, count: number): string {
  return count === 1 ? what : text("notice-many", { count, what });
}
