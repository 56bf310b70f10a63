import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MemoryHost } from "../../host/memory";
import type { Changes, Failure } from "../../wire";
import { FIELD_PAUSE_MS, FIELD_RETRY_MS, Fields } from "./fields.svelte";

/** The fields of article `a`, and what the core was told to set. Dates are refused, and all of them while the disk is full. */
function fieldsOfA() {
  const set: string[] = [];
  const lost: Failure[] = [];
  const told: string[] = [];
  const disk = { full: false };
  const host = new MemoryHost({
    articles_set: ({ ids, values }) => {
      if (disk.full) throw { code: "disk_full", tone: "cannot_now", message: "full" } satisfies Failure;
      if (values[0]?.[0] === "date") throw { code: "invalid", tone: "cannot_now", message: "no date" } satisfies Failure;
      set.push([...ids, ...(values[0] ?? [])].join(" "));
      return { op: "fields", tags: ["articles"], articles: ids } satisfies Changes;
    },
  });
  const text = { saved: true };
  const fields = new Fields({ host, flush: () => Promise.resolve(text.saved), onlost: (why) => lost.push(why), onsaved: () => told.push(set.at(-1) ?? "") });
  fields.show("a");
  return { fields, set, lost, text, told, disk };
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
  await fields.left("seo-title");
  expect(fields.shown("seo-title", "Cables")).toBe("Cables");
});

test("what is refused is told, stays in its field and keeps the window open once", async () => {
  const { fields } = fieldsOfA();
  fields.typed("date", "soon", "", false);
  const left = fields.left("date");
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
