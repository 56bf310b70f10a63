import { expect, test } from "vitest";
import { MemoryHost } from "../../host/memory";
import type { Failure, PreviewPatch } from "../../wire";
import { Live } from "./live";

const patch = (number: number): PreviewPatch => ({ number, page: null, from: 0, del: 0, ins: [], lines: [], end: 1, pictures: [] });

function stage(answer: (since: number) => PreviewPatch | Promise<PreviewPatch> = (since) => patch(since + 1)) {
  const seen: string[] = [];
  const failures: (Failure | null)[] = [];
  const source = { body: "a", composing: false };
  const host = new MemoryHost({
    preview_page: ({ id }) => ({ sheets: [], patch: patch(id === "one" ? 1 : 10) }),
    preview_patch: ({ since }) => answer(since),
  });
  const live = new Live(
    host,
    { show: (page) => seen.push(`page ${page.patch.number}`), patch: (patch) => seen.push(`patch ${patch.number}`) },
    { typed: () => ({ headline: "", lead: "", body: source.body }), composing: () => source.composing },
    (failure) => failures.push(failure),
    () => Promise.resolve(),
  );
  const asked = () => host.calls.map(({ command, args }) => `${command} ${(args as { body: string }).body}`);
  return { live, seen, failures, source, host, asked };
}

test("a page first, then patches, each from where the last one led", async () => {
  const { live, seen, host } = stage();
  await live.open("one");
  await live.update();
  await live.update();
  expect(seen).toEqual(["page 1", "patch 2", "patch 3"]);
  expect(host.calls.at(-1)?.args).toMatchObject({ since: 2, fresh: false });
});

test("keys that are typed while a question is under way make one question, with the last text", async () => {
  let release = () => {};
  const { live, source, asked } = stage((since) => new Promise((done) => (release = () => done(patch(since + 1)))));
  await live.open("one");
  const first = live.update();
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  for (const body of ["ab", "abc", "abcd"]) {
    source.body = body;
    void live.update();
  }
  release();
  for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
  release();
  await first;
  expect(asked()).toEqual(["preview_page a", "preview_patch a", "preview_patch abcd"]);
});

test("nothing is asked while an input method composes", async () => {
  const { live, source, asked } = stage();
  await live.open("one");
  source.composing = true;
  const under_way = live.update();
  await new Promise((later) => setTimeout(later, 20));
  expect(asked()).toEqual(["preview_page a"]);
  source.composing = false;
  source.body = "字";
  await under_way;
  expect(asked().at(-1)).toBe("preview_patch 字");
});

test("what changed in the library is asked for with the next patch, again after a failure", async () => {
  let fails = true;
  const { live, failures, host } = stage((since) => {
    if (fails) throw { code: "broke", tone: "broke", message: "no" };
    return patch(since + 1);
  });
  await live.open("one");
  await live.refresh();
  fails = false;
  await live.update();
  expect(host.calls.slice(1).map(({ args }) => (args as { fresh: boolean }).fresh)).toEqual([true, true]);
  expect(failures.map((failure) => failure?.message)).toEqual([undefined, "no", undefined]);
});

test("another article begins with a page of its own", async () => {
  const { live, seen } = stage();
  await live.open("one");
  await live.open("two");
  await live.open(null);
  await live.open("one");
  expect(seen).toEqual(["page 1", "page 10", "page 1"]);
});
