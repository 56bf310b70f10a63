import { expect, test } from "vitest";
import { MemoryHost } from "../../host/memory";
import { Works } from "./works.svelte";

test("long work is shown from its first word to its end, and not after it", async () => {
  const works = new Works(new MemoryHost({ work_stop: () => null }));
  const at = (done: number) => ({ work: "site", stage: "articles", done, total: 9 }) as const;
  works.heard(at(1));
  expect(works.running).toEqual([]);
  let end: (told: string) => void = () => {};
  const running = works.run("site", () => new Promise<string>((done) => (end = done)));
  works.heard(at(2));
  works.heard(at(3));
  expect(works.running).toEqual([{ ...at(3), minutes: null }]);
  end("written");
  expect(await running).toBe("written");
  works.heard(at(9));
  expect(works.running).toEqual([]);
});

test("how long a stage goes on is told once it has gone on for a while, and anew for the next", async () => {
  let now = 0;
  const works = new Works(new MemoryHost({ work_stop: () => null }), () => now);
  const at = (stage: "articles" | "lists", done: number, total: number | null = 1000) => ({ work: "site", stage, done, total }) as const;
  const told: (number | null | undefined)[] = [];
  await works.run("site", async () => {
    for (const [ms, progress] of [
      [0, at("articles", 0)],
      [1000, at("articles", 10)],
      [10_000, at("articles", 100)],
      [90_000, at("articles", 900)],
      [91_000, at("lists", 0)],
      [95_000, at("lists", 0)],
      [99_000, at("lists", 500, null)],
      [101_000, at("lists", 50)],
    ] as const) {
      now = ms;
      works.heard(progress);
      told.push(works.running[0]?.minutes);
    }
  });
  expect(told).toEqual([null, null, 2, 0, null, null, null, 3]);
});

test("long work that fails is no longer shown, and what it threw goes on", async () => {
  const works = new Works(new MemoryHost({}));
  await expect(works.run("import", () => Promise.reject(new Error("the disk is full")))).rejects.toThrow("full");
  expect(works.running).toEqual([]);
});
