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
  expect(works.running).toEqual([at(3)]);
  end("written");
  expect(await running).toBe("written");
  works.heard(at(9));
  expect(works.running).toEqual([]);
});

test("long work that fails is no longer shown, and what it threw goes on", async () => {
  const works = new Works(new MemoryHost({}));
  await expect(works.run("import", () => Promise.reject(new Error("the disk is full")))).rejects.toThrow("full");
  expect(works.running).toEqual([]);
});
