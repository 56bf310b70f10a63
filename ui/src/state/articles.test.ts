import { describe, expect, test } from "vitest";
import { MemoryHost } from "../host/memory";
import type { ArticlePage, ArticleRow, Failure } from "../wire";
import { Articles, PAGE_ROWS } from "./articles.svelte";

function row(id: string): ArticleRow {
  return {
    id,
    headline: `Headline ${id}`,
    lead: "",
    slug: id,
    language: "en",
    status: "published",
    kind: "article",
    category: null,
    words: 100,
    date: "2023-10-19T12:00:00Z",
    dateKind: "published",
    modified: "2023-10-19T12:00:00Z",
    hasChanges: false,
    pending: null,
    embargo: null,
    standing: null,
  };
}

function page(from: number, count: number, next: string | null): ArticlePage {
  return { articles: Array.from({ length: count }, (_, at) => row(String(from + at))), next };
}

const gone: Failure = { code: "disk_full", tone: "cannot_now", message: "the disk is full" };

describe("a shelf", () => {
  test("comes page by page, the next one asked for once when its end is near", async () => {
    const host = new MemoryHost({
      articles_list: ({ after }) => (after === null ? page(0, PAGE_ROWS, "c1") : page(PAGE_ROWS, 3, null)),
    });
    const articles = new Articles(host);
    await articles.showShelf("draft");
    expect(host.calls[0]?.args).toMatchObject({ filter: { status: "draft", trashed: false }, after: null });

    await articles.seen(10, 10);
    expect(host.calls).toHaveLength(1);
    await Promise.all([articles.seen(90, 90), articles.seen(95, 95)]);
    expect(host.calls).toHaveLength(2);
    expect(host.calls[1]?.args).toMatchObject({ after: "c1" });
    expect(articles.rows).toHaveLength(PAGE_ROWS + 3);
    await articles.seen(102, 102);
    expect(host.calls).toHaveLength(2);
  });

  test("drops a page that arrives after another shelf was chosen", async () => {
    let release: (page: ArticlePage) => void = () => {};
    const host = new MemoryHost({
      articles_list: ({ after, filter }) => {
        if (after !== null) return new Promise((done) => (release = done));
        return filter.trashed ? page(900, 2, null) : page(0, PAGE_ROWS, "c1");
      },
    });
    const articles = new Articles(host);
    await articles.showShelf("all");
    const late = articles.seen(99, 99);
    await articles.showShelf("trash");
    release(page(100, 100, null));
    await late;
    expect(articles.rows.map((listed) => listed.article.id)).toEqual(["900", "901"]);
  });

  test("keeps a page that arrives after a row was put in place of another", async () => {
    let release: (page: ArticlePage) => void = () => {};
    const host = new MemoryHost({
      articles_list: ({ after }) => (after === null ? page(0, PAGE_ROWS, "c1") : new Promise((done) => (release = done))),
    });
    const articles = new Articles(host);
    await articles.showShelf("all");
    const more = articles.seen(99, 99);
    articles.replace(articles.rows[0]!.article);
    release(page(PAGE_ROWS, 3, null));
    await more;
    expect(articles.rows).toHaveLength(PAGE_ROWS + 3);
  });

  test("that fails says so and keeps what was shown", async () => {
    let fails = false;
    const host = new MemoryHost({
      articles_list: () => {
        if (fails) throw gone;
        return page(0, 2, null);
      },
    });
    const articles = new Articles(host);
    await articles.showShelf("all");
    fails = true;
    await articles.refresh();
    expect(articles.failure).toEqual(gone);
    expect(articles.rows).toHaveLength(2);
    fails = false;
    await articles.refresh();
    expect(articles.failure).toBeNull();
  });
});

describe("a search", () => {
  const host = new MemoryHost({
    articles_list: () => page(0, 3, null),
    articles_search: ({ query }) => ({
      hits: query === "silk" ? [{ article: row("2"), headline: [], snippet: [{ text: "silk", hit: true }] }] : [],
      more: query === "silk",
    }),
  });

  test("replaces the shelf, and clearing it brings the shelf back", async () => {
    const articles = new Articles(host);
    await articles.showShelf("all");
    await articles.search("  silk ");
    expect(articles.rows.map((listed) => listed.article.id)).toEqual(["2"]);
    expect(articles.chosen).toBe("2");
    expect(articles.rows[0]?.found?.snippet).toEqual([{ text: "silk", hit: true }]);
    expect(articles.cut).toBe(true);
    await articles.search(" ");
    expect(articles.searching).toBe(false);
    expect(articles.rows).toHaveLength(3);
    expect(articles.cut).toBe(false);
  });
});

describe("the choice", () => {
  test("stays with its article, and goes to the first row where that is gone", async () => {
    let articles_now = page(0, 3, null);
    const articles = new Articles(new MemoryHost({ articles_list: () => articles_now }));
    await articles.showShelf("all");
    expect(articles.chosen).toBe("0");
    articles.chooseAt(2);
    articles_now = page(1, 3, null);
    await articles.refresh();
    expect(articles.chosenIndex).toBe(1);
    articles_now = page(7, 1, null);
    await articles.refresh();
    expect(articles.chosen).toBe("7");
  });

  test.each([
    [-3, "0"],
    [1, "1"],
    [99, "2"],
  ])("of place %i is row %s", async (index, id) => {
    const articles = new Articles(new MemoryHost({ articles_list: () => page(0, 3, null) }));
    await articles.showShelf("all");
    articles.chooseAt(index);
    expect(articles.chosen).toBe(id);
  });
});

test("a change asks for as much as is shown, and the choice stays", async () => {
  let count = 250;
  const all = () => Array.from({ length: count }, (_, at) => row(`a${at}`));
  const host = new MemoryHost({
    articles_list: ({ after, limit }) => {
      const from = after === null ? 0 : Number(after);
      const articles = all().slice(from, from + limit);
      return { articles, next: from + limit < count ? String(from + limit) : null };
    },
  });
  const articles = new Articles(host);
  await articles.refresh();
  await articles.seen(99, 99);
  articles.chooseAt(150);
  count -= 1;
  await articles.reload();
  expect([articles.rows.length, articles.chosen]).toEqual([200, "a150"]);
});

test("a shelf and a search are narrowed, and widened by the same again", async () => {
  const asked: unknown[] = [];
  const host = new MemoryHost({
    articles_list: ({ filter }) => {
      asked.push([filter.status, filter.category, filter.language]);
      return { articles: [], next: null };
    },
    articles_search: ({ filter }) => {
      asked.push(["search", filter.category, filter.language]);
      return { hits: [], more: false };
    },
  });
  const articles = new Articles(host);
  await articles.showShelf("draft");
  await articles.narrowTo("category", "c1");
  await articles.narrowTo("language", "zh");
  await articles.search("tide");
  await articles.narrowTo("category", "c1");
  expect(asked).toEqual([
    ["draft", null, null],
    ["draft", "c1", null],
    ["draft", "c1", "zh"],
    ["search", "c1", "zh"],
    ["search", null, "zh"],
  ]);
});

test("a change elsewhere leaves open what is open: in a search, and where its row left the shelf", async () => {
  let ids = ["a", "b", "c"];
  const host = new MemoryHost({
    articles_list: () => ({ articles: ids.map(row), next: null }),
    articles_search: () => ({ hits: ids.map((id) => ({ article: row(id), headline: [], snippet: [] })), more: false }),
  });
  const articles = new Articles(host);
  await articles.search("tide");
  articles.chooseAt(2);
  await articles.reload();
  expect(articles.chosen).toBe("c");
  await articles.search("tides");
  expect(articles.chosen).toBe("a");

  await articles.showShelf("draft");
  articles.chooseAt(1);
  expect(articles.beside).toBe("c");
  ids = ["a", "c"];
  await articles.reload();
  expect(articles.chosen).toBe("b");
  await articles.refresh();
  expect(articles.chosen).toBe("a");
});

test("a stretch is selected from where it began, and one more by itself", async () => {
  let left = ["a", "b", "c", "d"];
  const host = new MemoryHost({ articles_list: () => ({ articles: left.map(row), next: null }) });
  const articles = new Articles(host);
  await articles.refresh();
  articles.pickTo(2);
  expect(articles.selection).toEqual(["a", "b", "c"]);
  articles.pickTo(1);
  expect([articles.selection, articles.beside]).toEqual([["a", "b"], "c"]);
  articles.toggleAt(3);
  articles.toggleAt(0);
  expect([articles.selection, articles.chosen]).toEqual([["b", "d"], "d"]);
  articles.chooseAt(0);
  expect([articles.selection, articles.isSelected("b")]).toEqual([["a"], false]);
  await articles.pickAll();
  left = ["a", "c", "d"];
  await articles.reload();
  expect(articles.selection).toEqual(["a", "c", "d"]);
});

test("the selection stays while keys go about, and one row is taken in or out", async () => {
  const host = new MemoryHost({ articles_list: () => ({ articles: ["a", "b", "c", "d"].map(row), next: null }) });
  const articles = new Articles(host);
  await articles.refresh();
  articles.walkTo(2);
  expect([articles.chosen, articles.selection]).toEqual(["c", ["a"]]);
  articles.toggleChosen();
  expect([articles.chosen, articles.selection]).toEqual(["c", ["a", "c"]]);
  articles.walkTo(0);
  articles.toggleChosen();
  expect([articles.chosen, articles.selection]).toEqual(["a", ["c"]]);
  articles.walkTo(2);
  articles.toggleChosen();
  expect(articles.selection).toEqual(["c"]);
});

test("a shelf stands in the order that was asked for, each page of it", async () => {
  const host = new MemoryHost({ articles_list: ({ after }) => page(after === null ? 0 : PAGE_ROWS, PAGE_ROWS, "c1") });
  const articles = new Articles(host);
  await articles.putInOrder({ by: "words", reversed: true });
  await articles.seen(90, 90);
  expect(host.calls.map(({ args }) => args)).toMatchObject([{ order: { by: "words", reversed: true } }, { order: { by: "words" }, after: "c1" }]);
});

/** A shelf of so many articles, which answers page by page in either direction, and counts. */
function shelfOf(count: number) {
  const shelf = { ids: Array.from({ length: count }, (_, at) => `a${at}`) };
  const host = new MemoryHost({
    articles_list: ({ order, after, limit }) => {
      const walked = order.reversed ? shelf.ids.toReversed() : shelf.ids;
      const from = after === null ? 0 : walked.indexOf(after) + 1;
      const ids = walked.slice(from, from + limit);
      return { articles: ids.map(row), next: from + limit < walked.length ? (ids.at(-1) ?? null) : null };
    },
    articles_count: ({ except }) => shelf.ids.filter((id) => !except.includes(id)).length,
    articles_chosen: ({ except }) => shelf.ids.filter((id) => !except.includes(id)),
  });
  return { shelf, host, articles: new Articles(host) };
}

const places = ({ offset, rows }: Articles) => [offset, rows[0]?.article.id, rows.length];

test("the end of a list is its last article, wherever that is, and its pages come from there", async () => {
  const { articles, host } = shelfOf(1000);
  await articles.refresh();
  await articles.toEnd("last", "choose");
  expect([articles.chosen, ...places(articles)]).toEqual(["a999", 900, "a900", 100]);
  await articles.seen(60, 80);
  expect(places(articles)).toEqual([900, "a900", 100]);
  await articles.seen(10, 30);
  expect([articles.grew, articles.chosenIndex, ...places(articles)]).toEqual(["above", 199, 800, "a800", 200]);
  // A change leaves a person where they are.
  await articles.reload();
  expect(places(articles)).toEqual([800, "a800", 200]);
  await articles.toEnd("first", "walk");
  expect([articles.chosen, ...places(articles)]).toEqual(["a0", 0, "a0", 100]);
  expect(host.calls.filter(({ command }) => command === "articles_list")).toHaveLength(5);
});

test("all of a shelf are selected, also those whose rows are not here, and the count is right", async () => {
  const { articles, shelf } = shelfOf(1000);
  await articles.refresh();
  await articles.pickAll();
  expect([articles.count, articles.several, articles.isSelected("a999"), articles.rows.length]).toEqual([1000, true, true, 100]);
  articles.toggleAt(3);
  expect([articles.count, articles.isSelected("a3"), (await articles.selectedIds()).length]).toEqual([999, false, 999]);
  articles.toggleAt(3);
  articles.toggleAt(4);
  expect(articles.count).toBe(999);
  expect((await articles.allSelected()).map(({ id }) => id)).toEqual(shelf.ids.filter((id) => id !== "a4"));
  // Others leave the shelf, one of them the one that was not selected.
  shelf.ids = shelf.ids.slice(10);
  await articles.reload();
  expect(articles.count).toBe(990);
  shelf.ids = [];
  await articles.reload();
  expect(articles.several).toBe(false);
});

test("a stretch goes to the end of the list and shrinks again", async () => {
  const { articles } = shelfOf(1000);
  await articles.refresh();
  articles.chooseAt(2);
  await articles.toEnd("last", "pick");
  expect([articles.count, articles.chosen, articles.isSelected("a1"), articles.isSelected("a500")]).toEqual([998, "a999", false, true]);
  articles.pickTo(articles.chosenIndex - 1);
  expect([articles.count, articles.chosen, articles.isSelected("a999")]).toEqual([997, "a998", false]);
  expect((await articles.selectedIds()).length).toBe(997);
  articles.chooseAt(99);
  await articles.toEnd("first", "pick");
  expect([articles.count, articles.chosen]).toEqual([1000, "a0"]);
});

describe("the place in the list", () => {
  /** A library of this many articles, from 0 on; the other way round where it is asked for so. A search finds the second last one. */
  const libraryOf = (count: number) =>
    new MemoryHost({
      articles_list: ({ order, after, limit }) => {
        const at = Number(after ?? 0);
        const rows = Array.from({ length: Math.min(limit, count - at) }, (_, n) => row(String(order.reversed ? count - 1 - at - n : at + n)));
        return { articles: rows, next: at + rows.length < count ? String(at + rows.length) : null };
      },
      articles_search: () => ({ hits: [{ article: row(String(count - 2)), headline: [], snippet: [] }], more: false }),
    });

  test("is kept by who has scrolled far when anything changes", async () => {
    const articles = new Articles(libraryOf(3000));
    await articles.showShelf("all");
    while (articles.rows.length < 1500) await articles.seen(articles.rows.length - 1, articles.rows.length - 1);
    articles.chooseAt(1400);
    await articles.reload();
    expect([articles.rows.length, articles.chosenIndex]).toEqual([1500, 1400]);
  });

  test("is not looked for through a whole library", async () => {
    const articles = new Articles(libraryOf(100_000));
    await articles.showShelf("all");
    await articles.search("cables");
    await articles.search("");
    expect([articles.chosen, articles.chosenIndex]).toEqual(["99998", -1]);
    expect(articles.rows.length).toBeLessThanOrEqual(2_000);
  });

  test("is no reason to open another article: a search that is cleared, another order and fewer limits leave it", async () => {
    const articles = new Articles(libraryOf(500));
    await articles.showShelf("all");
    await articles.search("cables");
    expect(articles.chosen).toBe("498");
    await articles.search("");
    expect([articles.chosen, articles.chosenIndex]).toEqual(["498", 498]);
    await articles.putInOrder({ by: "date", reversed: true });
    expect([articles.chosen, articles.chosenIndex]).toEqual(["498", 1]);
    await articles.putInOrder({ by: "date", reversed: false });
    expect(articles.chosen).toBe("498");
    await articles.showShelf("draft");
    await articles.showAll();
    expect(articles.chosen).toBe("0");
    await articles.narrowTo("tag", "sea");
    articles.chosen = "400";
    await articles.showAll();
    expect([articles.chosen, articles.narrowed]).toEqual(["400", false]);
  });
});
