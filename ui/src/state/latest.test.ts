import { expect, test } from "vitest";
import { Latest } from "./latest";

test("while one question is under way, only the last of the others is asked", async () => {
  const asked: string[] = [];
  let release: () => void = () => {};
  const latest = new Latest<string>(async (question) => {
    asked.push(question);
    if (question === "a") await new Promise<void>((done) => (release = done));
  });
  const first = latest.ask("a");
  await Promise.resolve();
  await Promise.resolve();
  expect(latest.overtaken).toBe(false);
  void latest.ask("b");
  void latest.ask("c");
  expect(latest.overtaken).toBe(true);
  release();
  await first;
  expect(asked).toEqual(["a", "c"]);
});

test("after it came to rest it asks again", async () => {
  const asked: number[] = [];
  const latest = new Latest<number>(async (question) => void asked.push(question));
  await latest.ask(1);
  await latest.ask(2);
  expect(asked).toEqual([1, 2]);
});
