import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MemoryHost } from "../../host/memory";
import type { Changes, Failure, HalfTyped } from "../../wire";
import { FIELD_PAUSE_MS, FIELD_RETRY_MS, Fields } from "./fields.svelte";
import { KEEP_PAUSE_MS, KEEP_STRETCH_MS } from "./kept.svelte";

/**
 * The fields of article `a`, and what the core was told to set and to keep. Dates are refused, and all of them while the disk is full.
 * `before`: what was kept when the app ended.
 */
function fieldsOfA(before: HalfTyped[] = []) {
  const set: string[] = [];
  const lost: Failure[] = [];
  const told: string[] = [];
  const kept: string[][] = [];
  const found: string[] = [];
  const disk = { full: false };
  const host = new MemoryHost({
    fields_kept: () => before,
    fields_keep: ({ id, values }) => {
      kept.push([id, ...values.flat()]);
      return null;
    },
    articles_set: ({ ids, values }) => {
      if (disk.full) throw { code: "disk_full", tone: "cannot_now", message: "full" } satisfies Failure;
      if (values[0]?.[0] === "date") throw { code: "invalid", tone: "cannot_now", message: "no date" } satisfies Failure;
      set.push([...ids, ...(values[0] ?? [])].join(" "));
      return { op: "fields", tags: ["articles"], articles: ids } satisfies Changes;
    },
  });
  const text = { saved: true };
  const fields = new Fields({ host, flush: () => Promise.resolve(text.saved), onlost: (why) => lost.push(why), onsaved: () => told.push(set.at(-1) ?? ""), onfound: (fields) => found.push(...fields) });
  fields.show("a");
  return { fields, set, lost, text, told, disk, kept, found };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a field that the keyboard is still in is saved when everything is", async () => {
  const { fields, set } = fieldsOfA();
  fields.typed("tags", "sea, cables", "", false);
  await vi.advanceTimersByTimeAsync(FIELD_PAUSE_MS * 2);
  expect(set).toEqual([]);
  expect(await fields.flush()).toBe(true);
  expect(await fields.flush()).toBe(true);
  expect(set).toEqual(["a tags sea, cables"]);
});

test("a text is saved at a pause, and nothing is put into its field while it is typed into", async () => {
  const { fields, set } = fieldsOfA();
  fields.typed("seo-title", "Cab", "", true);
  await vi.advanceTimersByTimeAsync(FIELD_PAUSE_MS - 1);
  fields.typed("seo-title", "Cables ", "", true);
  await vi.advanceTimersByTimeAsync(FIELD_PAUSE_MS);
  expect(set).toEqual(["a seo-title Cables "]);
  expect(fields.shown("seo-title", "Cables")).toBe("");
  await fields.left("seo-title", "Cables");
  expect(fields.shown("seo-title", "Cables")).toBe("Cables");
});

test("what is refused is told, stays in its field and keeps the window open once", async () => {
  const { fields } = fieldsOfA();
  fields.typed("date", "soon", "", false);
  const left = fields.left("date", "");
  expect(await fields.flush()).toBe(false);
  await left;
  expect([fields.failure?.code, fields.shown("date", "2026-01-01"), await fields.flush()]).toEqual(["invalid", "", true]);
});

test("the next article has neither the failure nor the value of the one before", async () => {
  const { fields, lost } = fieldsOfA();
  fields.typed("date", "soon", "", false);
  await fields.flush();
  fields.show("b");
  expect([fields.failure, fields.shown("date", "2026-01-01"), lost.length]).toEqual([null, "2026-01-01", 1]);
});

test("what was typed for an article is saved in it, whichever is shown by then", async () => {
  const { fields, set, lost } = fieldsOfA();
  fields.typed("date", "soon", "", false);
  fields.typed("tags", "sea", "", false);
  fields.show("b");
  fields.typed("tags", "ports", "", false);
  await fields.flush();
  expect([set, fields.failure, lost.length]).toEqual([["a tags sea", "b tags ports"], null, 1]);
});

test("what could not be saved because the text could not is saved later", async () => {
  const { fields, set, text } = fieldsOfA();
  text.saved = false;
  fields.typed("tags", "sea", "", false);
  expect(await fields.flush()).toBe(false);
  text.saved = true;
  expect([await fields.flush(), set]).toEqual([true, ["a tags sea"]]);
});

test("what a full disk did not take is kept, keeps the window open and is saved when there is room", async () => {
  const { fields, set, disk, told } = fieldsOfA();
  disk.full = true;
  fields.choose("category", "Ports");
  expect([await fields.flush(), await fields.flush(), fields.failure?.code]).toEqual([false, false, "disk_full"]);
  disk.full = false;
  await vi.advanceTimersByTimeAsync(FIELD_RETRY_MS * 4);
  expect([set, fields.failure, await fields.flush(), told]).toEqual([["a category Ports"], null, true, ["a category Ports"]]);
});

test("what was not saved of an article that is left is told once and tried on", async () => {
  const { fields, set, disk, lost } = fieldsOfA();
  disk.full = true;
  fields.typed("tags", "sea", "", false);
  await fields.flush();
  fields.show("b");
  await vi.advanceTimersByTimeAsync(FIELD_RETRY_MS * 8);
  expect(lost.map(({ code }) => code)).toEqual(["disk_full"]);
  disk.full = false;
  await vi.advanceTimersByTimeAsync(FIELD_RETRY_MS * 16);
  expect(set).toEqual(["a tags sea"]);
});

test("what is chosen or written and left is told, so that it can be undone; what is saved at each pause is not", async () => {
  const { fields, told } = fieldsOfA();
  fields.typed("seo-title", "Cables", "", true);
  await vi.advanceTimersByTimeAsync(FIELD_PAUSE_MS);
  fields.choose("form", "on");
  await fields.flush();
  expect(told).toEqual(["a form on"]);
});

test("what is half typed is kept as it stands, within a second of its key, and no longer than it is unsaved", async () => {
  const { fields, kept } = fieldsOfA();
  for (const tags of ["s", "se", "sea", "sea,"]) {
    fields.typed("tags", tags, "", false);
    await vi.advanceTimersByTimeAsync(KEEP_PAUSE_MS - 50);
  }
  expect(kept).toEqual([["a", "tags", "sea"]]);
  await vi.advanceTimersByTimeAsync(KEEP_STRETCH_MS);
  expect(kept.at(-1)).toEqual(["a", "tags", "sea,"]);
  await fields.left("tags", "");
  expect(kept.slice(2)).toEqual([["a"]]);
});

test("what is refused is kept while it stands in its field", async () => {
  const { fields, kept } = fieldsOfA();
  fields.typed("date", "soon", "", false);
  await fields.left("date", "");
  expect(kept).toEqual([["a", "date", "soon"]]);
  fields.show("b");
  await vi.advanceTimersByTimeAsync(KEEP_STRETCH_MS);
  expect(kept.slice(1)).toEqual([["a"]]);
});

test("what was found stands in its field until that is left, and only then is saved", async () => {
  const { fields, set, kept, found, told } = fieldsOfA([
    { article: "a", field: "tags", value: "sea, ha" },
    { article: "b", field: "slug", value: "qu" },
  ]);
  await fields.begin();
  expect([found, fields.shown("tags", "sea"), fields.isFound("tags", "sea"), fields.shown("slug", "x")]).toEqual([["tags"], "sea, ha", true, "x"]);
  // Another article does not save what no one has seen.
  fields.show("b");
  fields.show("a");
  expect([await fields.flush(), set, found]).toEqual([true, [], ["tags", "slug", "tags"]]);
  await fields.left("tags", "sea");
  expect([set, kept, told.length, fields.isFound("tags", "sea, ha")]).toEqual([["a tags sea, ha"], [["a"]], 1, false]);
});

test("what is typed over what was found is kept in its place", async () => {
  const { fields, set, kept } = fieldsOfA([
    { article: "a", field: "tags", value: "sea, ha" },
    { article: "a", field: "slug", value: "qu" },
  ]);
  await fields.begin();
  fields.typed("tags", "sea, harbour", "sea", false);
  expect(fields.shown("tags", "sea")).toBe("sea, ha");
  await vi.advanceTimersByTimeAsync(KEEP_STRETCH_MS);
  expect([set, kept]).toEqual([[], [["a", "slug", "qu", "tags", "sea, harbour"]]]);
  await fields.flush();
  expect([set, kept.at(-1)]).toEqual([["a tags sea, harbour"], ["a", "slug", "qu"]]);
});
