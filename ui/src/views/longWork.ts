// What takes long, and what is told of it at its end: bringing articles in, the site, bundles.

import type { Notices, Way } from "../features/notices/notices.svelte";
import type { Works } from "../features/work/works.svelte";
import type { Host, Shown } from "../host/host";
import { dateTime, text } from "../texts";
import { type Checked, type Report, reportOfFindings, reportOfImport } from "../features/reports/reports";
import type { ImportReport, Op } from "../wire";

interface Needs {
  host: Host;
  works: Works;
  notices: Notices;
  /** Saves what is written; false where that cannot be done. */
  flush: () => Promise<boolean>;
  undo: (op: Op) => Way;
  /** Shows a report. */
  show: (report: Report) => void;
}

export interface LongWork {
  bring: () => Promise<void>;
  /** Tells what the first import of a new library says; where that is shown in another window, its articles are not to be had here. */
  brought: (report: ImportReport, shown: Shown) => void;
  /** Brings the articles of a server in. */
  pull: (target: string, password: string) => Promise<void>;
  /** Into its folder, or into one that is asked for. */
  site: (where: "there" | "elsewhere") => Promise<void>;
  showSite: () => Promise<void>;
  /** Tells that the site stands there again as it was at this time. */
  siteBack: (at: string) => void;
  bundle: (ids: readonly string[]) => Promise<void>;
  /** Looks at this article, at all of them, at the written site, or where links lead out. */
  check: (what: Checked, article: string | null) => Promise<void>;
  /** The last report, if there was one. */
  last: () => Report | null;
}

export function toLongWork({ host, works, notices, flush, undo, show }: Needs): LongWork {
  let last: Report | null = null;

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

  function brought(report: ImportReport, shown: Shown): void {
    if (shown === "here") return taken(report, "folder");
    const said = reportOfImport(report, "folder");
    if (said) show({ ...said, rows: said.rows.map((row) => (row.kind === "place" ? { ...row, way: null } : row)) });
  }

  function taken(report: ImportReport, from: "folder" | "server"): void {
    const { added, updated, keptBoth, unchanged, inReview, undoable } = report;
    const words = [
      report.stopped ? text("notice-import-stopped") : "",
      text("notice-import", { count: added + updated + (from === "folder" ? keptBoth : 0) }),
      unchanged > 0 ? text("notice-import-same", { count: unchanged }) : "",
      inReview > 0 ? text("notice-import-review", { count: inReview }) : "",
      from === "server" && keptBoth > 0 ? text("notice-pull-both", { count: keptBoth }) : "",
    ];
    const came = added + updated > 0;
    if (came && !undoable) words.push(text("notice-import-no-undo"));
    const remarks = report.taken.reduce((count, file) => count + file.notes.length, report.takenMore);
    if (remarks > 0) words.push(text("notice-import-remarks", { count: remarks }));
    const said = reportOfImport(report, from);
    last = said ?? last;
    notices.tell(words.filter(Boolean).join(" "), came && undoable ? undo("import") : undefined, said ? { label: text("notice-report"), run: () => show(said) } : undefined);
    // What has to be mended is not to be overlooked.
    if (said && report.left.length > 0) show(said);
  }

  async function check(what: Checked, article: string | null): Promise<void> {
    if (!(await flush())) return;
    await notices.doing(async () => {
      const asked = { article: () => host.call("check_articles", { id: article }), articles: () => host.call("check_articles", { id: null }), site: () => host.call("check_site", {}), links: () => host.call("check_links", {}) };
      const found = what === "article" ? await asked.article() : await works.run("check", asked[what]);
      if (found.length === 0) return notices.tell(text(`notice-check-${what}`));
      const report = reportOfFindings(what, found);
      last = report;
      // What took long may come while one writes: then nothing is put over the text.
      if (what === "article") show(report);
      else notices.tell(text("notice-check", { count: found.length }), { label: text("notice-report"), run: () => show(report) });
    });
  }

  async function site(where: "there" | "elsewhere"): Promise<void> {
    if (!(await flush())) return;
    await notices.doing(async () => {
      const title = where === "elsewhere" ? text("action-write-site-to") : null;
      const report = await works.run("site", () => host.call("site_write", { title }));
      if (!report) return;
      const { articles: count, held, path } = report;
      const words = [text("notice-site", { count, path }), held > 0 ? text("notice-site-held", { count: held }) : ""];
      notices.tell(words.filter(Boolean).join(" "), { label: text("notice-site-show"), run: () => void showSite() }, { label: text("notice-site-check"), run: () => void check("site", null) });
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

  return { bring, brought, pull, site, showSite, siteBack, bundle, check, last: () => last };
}
