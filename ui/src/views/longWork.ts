// What takes long, and what is told of it at its end: bringing articles in, the site, bundles.

import type { Notices, Way } from "../features/notices/notices.svelte";
import type { Works } from "../features/work/works.svelte";
import type { Host } from "../host/host";
import { dateTime, text } from "../texts";
import type { ImportReport, LeftFile, Op } from "../wire";

interface Needs {
  host: Host;
  works: Works;
  notices: Notices;
  /** Saves what is written; false where that cannot be done. */
  flush: () => Promise<boolean>;
  undo: (op: Op) => Way;
  /** Shows what an import left. */
  left: (files: readonly LeftFile[], from: "folder" | "server") => void;
}

export interface LongWork {
  bring: () => Promise<void>;
  /** Brings the articles of a server in. */
  pull: (target: string, password: string) => Promise<void>;
  /** Into its folder, or into one that is asked for. */
  site: (where: "there" | "elsewhere") => Promise<void>;
  showSite: () => Promise<void>;
  /** Tells that the site stands there again as it was at this time. */
  siteBack: (at: string) => void;
  bundle: (ids: readonly string[]) => Promise<void>;
}

export function toLongWork({ host, works, notices, flush, undo, left }: Needs): LongWork {
  async function bring(): Promise<void> {
    if (!(await flush())) return;
    await notices.doing(async () => {
      const report = await works.run("import", () => host.call("library_import", { title: text("action-import") }));
      if (report) taken(report, "folder");
    });
  }

  async function pull(target: string, password: string): Promise<void> {
    if (!(await flush())) return;
    await notices.doing(async () => taken(await works.run("pull", () => host.call("library_pull", { target, password })), "server"));
  }

  function taken(report: ImportReport, from: "folder" | "server"): void {
    const { added, updated, keptBoth, unchanged, inReview } = report;
    const words = [
      report.stopped ? text("notice-import-stopped") : "",
      text("notice-import", { count: added + updated + (from === "folder" ? keptBoth : 0) }),
      unchanged > 0 ? text("notice-import-same", { count: unchanged }) : "",
      inReview > 0 ? text("notice-import-review", { count: inReview }) : "",
      from === "server" && keptBoth > 0 ? text("notice-pull-both", { count: keptBoth }) : "",
    ];
    notices.tell(words.filter(Boolean).join(" "), added + updated > 0 ? undo("import") : undefined);
    if (report.left.length > 0) left(report.left, from);
  }

  async function site(where: "there" | "elsewhere"): Promise<void> {
    if (!(await flush())) return;
    await notices.doing(async () => {
      const title = where === "elsewhere" ? text("action-write-site-to") : null;
      const report = await works.run("site", () => host.call("site_write", { title }));
      if (!report) return;
      const { articles: count, held, path } = report;
      const words = [text("notice-site", { count, path }), held > 0 ? text("notice-site-held", { count: held }) : ""];
      notices.tell(words.filter(Boolean).join(" "), { label: text("notice-site-show"), run: () => void showSite() });
    });
  }

  async function bundle(ids: readonly string[]): Promise<void> {
    if (!(await flush())) return;
    await notices.doing(async () => {
      const title = text(ids.length === 0 ? "action-bundle-all" : "action-bundle-selected");
      const report = await works.run("bundle", () => host.call("bundle_write", { ids, title }));
      if (!report) return;
      const { articles: count, notes, path } = report;
      const words = [text("notice-bundle", { count, path }), notes.length > 0 ? text("notice-bundle-left", { count: notes.length }) : ""];
      notices.tell(words.filter(Boolean).join(" "));
    });
  }

  async function showSite(): Promise<void> {
    await notices.doing(async () => {
      if (!(await host.call("site_show", {}))) notices.tell(text("notice-site-none"));
    });
  }

  function siteBack(at: string): void {
    notices.tell(text("notice-site-back", { time: dateTime(at) }), { label: text("notice-site-show"), run: () => void showSite() });
  }

  return { bring, pull, site, showSite, siteBack, bundle };
}
