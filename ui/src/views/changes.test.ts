import { expect, test } from "vitest";
import { Notices } from "../features/notices/notices.svelte";
import { Works } from "../features/work/works.svelte";
import { MemoryHost } from "../host/memory";
import { Articles } from "../state/articles.svelte";
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
