import { expect, test } from "vitest";
import { Notices } from "../features/notices/notices.svelte";
import { Works } from "../features/work/works.svelte";
import { MemoryHost } from "../host/memory";
import { Articles } from "../state/articles.svelte";
import { text } from "../texts";
import type { ArticleRow } from "../wire";
import { toSelected } from "./changes";

test("what stands above a text is done to that one, whatever is selected in the list", async () => {
  const released: string[][] = [];
  const row = (id: string) => ({ id, status: "draft" }) as unknown as ArticleRow;
  const host = new MemoryHost({
    articles_list: () => ({ articles: [row("a"), row("b"), row("c")], next: null }),
    articles_release: ({ ids }) => {
      released.push([...ids]);
      return { op: "release", tags: [], articles: ids };
    },
  });
  const articles = new Articles(host);
  await articles.showShelf("all");
  articles.chooseAt(1);
  articles.pickTo(2);
  const selected = toSelected({ host, works: new Works(host), articles, notices: new Notices(), flush: () => Promise.resolve(true), undo: (op) => ({ label: "", run: () => undefined, op }) });
  selected.changeOne("publish", "a");
  await expect.poll(() => released).toEqual([["a"]]);
  selected.change("publish");
  await expect.poll(() => released).toEqual([["a"], ["b", "c"]]);
});

test("what is taken back here and stands at a server is said to stand there", async () => {
  const row = (id: string) => ({ id, status: "published" }) as unknown as ArticleRow;
  const host = new MemoryHost({
    articles_list: () => ({ articles: [row("a"), row("b")], next: null }),
    articles_unrelease: ({ ids }) => ({ op: "unrelease", tags: [], articles: ids }),
    publish_still_at: ({ ids }) => (ids.includes("a") ? ["Blog", "Notes"] : []),
  });
  const articles = new Articles(host);
  await articles.showShelf("all");
  const notices = new Notices();
  const selected = toSelected({ host, works: new Works(host), articles, notices, flush: () => Promise.resolve(true), undo: (op) => ({ label: "", run: () => undefined, op }) });
  selected.changeOne("unpublish", "b");
  await expect.poll(() => notices.shown?.words).toBe(text("notice-unpublished"));
  selected.changeOne("unpublish", "a");
  await expect.poll(() => notices.shown?.words).toContain("It still stands at Blog, Notes");
});
