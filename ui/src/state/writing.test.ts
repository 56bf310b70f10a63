import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answers } from "../host/memory";
import { MemoryHost } from "../host/memory";
import type { ArticleText, Failure, Saved } from "../wire";
import { COMPOSING_MOST_MS, LATE_MS, PAUSE_MS, RETRY_MS, STRETCH_MS, WAITS_MS, Writing } from "./writing.svelte";

/** A core with one article, that knows versions as the real one does. */
function core(more: Answers = {}) {
  const text = { headline: "Cables", lead: "", body: "Old.", version: 1, full: false };
  /** What came too late: the core has it in the history. */
  const kept: string[] = [];
  const row = (id: string) => ({ id, modified: `2026-01-01T00:00:0${text.version}Z` });
  const open = (id: string) => ({ ...text, article: row(id) }) as unknown as ArticleText;
  const host = new MemoryHost({
    article_open: ({ id }) => open(id),
    article_save: ({ id, base, ...typed }) => {
      if (text.full) throw { code: "disk_full", tone: "cannot_now", message: "full" } satisfies Failure;
      if (base !== text.version) {
        kept.push(typed.body);
        throw { code: "stale", tone: "cannot_now", message: "late" } satisfies Failure;
      }
      Object.assign(text, typed, { version: base + 1 });
      return { version: text.version, article: row(id) } as unknown as Saved;
    },
    ...more,
  });
  const saves = () => host.calls.filter((call) => call.command === "article_save").length;
  return { host, text, kept, saves };
}

function screen(writing: Writing) {
  const typed = { headline: "Cables", lead: "", body: "Old." };
  writing.attach(() => {
    const now = { ...typed };
    return () => now;
  });
  return {
    type(body: string) {
      typed.body = body;
      writing.touch();
    },
  };
}

const passing = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a pause in typing is a save", async () => {
  const { host, text, saves } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("New.");
  expect(writing.state).toBe("typing");
  await passing(PAUSE_MS);
  expect([writing.state, text.body, saves()]).toEqual(["saved", "New.", 1]);
});

test("typing without a pause is saved all the same", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  for (let at = 0; at <= STRETCH_MS; at += 100) {
    type(`New ${at}.`);
    await passing(100);
  }
  expect(text.body).toMatch(/^New/);
});

test("what is committed is saved when an input method begins to compose, what it composes when it is done", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("One. ");
  writing.composes();
  type("One. n");
  await passing(0);
  expect([text.body, writing.state]).toEqual(["One. ", "typing"]);
  type("One. ni");
  writing.leave();
  await passing(STRETCH_MS * 2);
  expect(text.body).toBe("One. ");
  writing.composed();
  type("One. \u{4f60}");
  await passing(PAUSE_MS);
  expect([text.body, writing.state]).toEqual(["One. \u{4f60}", "saved"]);
});

test("what was committed while a save was under way goes out behind it, without what is composed", async () => {
  const { host, text } = core();
  const bodies: string[] = [];
  const writing = new Writing(new MemoryHost({
    article_open: ({ id }) => host.call("article_open", { id }),
    article_save: async (asked) => {
      bodies.push(asked.body);
      await new Promise((later) => setTimeout(later, 50));
      return host.call("article_save", asked);
    },
  }));
  await writing.open("a");
  const { type } = screen(writing);
  type("One.");
  await passing(PAUSE_MS);
  type("One. Two. ");
  writing.composes();
  type("One. Two. n");
  await passing(STRETCH_MS);
  expect([text.body, bodies]).toEqual(["One. Two. ", ["One.", "One. Two. "]]);
});

test("a sentence that is composed for long is saved as it stands", async () => {
  const { host, text, saves } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  writing.composes();
  for (let at = 100; at < COMPOSING_MOST_MS; at += 100) {
    type(`Long ${at}`);
    await passing(100);
  }
  expect(saves()).toBe(0);
  await passing(200);
  expect([text.body, saves()]).toEqual([`Long ${COMPOSING_MOST_MS - 100}`, 1]);
});

test("composing that comes to nothing leaves what was saved", async () => {
  const { host, text, saves } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  writing.composes();
  type("Old.n");
  writing.composed();
  type("Old.");
  await passing(STRETCH_MS);
  expect([writing.state, text.body, saves()]).toEqual(["saved", "Old.", 0]);
});

test("who leaves while something is composed has it saved as it stands", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("One. ");
  writing.composes();
  type("One. ni");
  expect(await writing.open("b")).toBe(true);
  expect(text.body).toBe("One. ni");
});

test("going to another article saves the one that is left", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  screen(writing).type("Left.");
  expect(await writing.open("b")).toBe(true);
  expect(text.body).toBe("Left.");
  expect(writing.article?.article.id).toBe("b");
});

/** A writing at `a`, and an article `b` that is there, or cannot be opened, when it is said. */
async function opening(more: Answers = {}) {
  let answer: (opened: boolean) => void = () => {};
  const { host, text } = core({
    article_open: ({ id }) => {
      const opened = { ...text, article: { id, modified: "" } } as unknown as ArticleText;
      const missing: Failure = { code: "not_found", tone: "cannot_now", message: "gone" };
      return id === "a" ? opened : new Promise((done, fail) => (answer = (there) => (there ? done({ ...opened, body: "Other." }) : fail(missing))));
    },
    ...more,
  });
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  const opened = writing.open("b");
  await passing(0);
  return { writing, text, type, opened, answer: (there: boolean) => answer(there) };
}

test.each([true, false])("what is typed while another article is being opened is saved in the one that is left; it is there: %s", async (there) => {
  const { writing, text, type, opened, answer } = await opening();
  type("Old. And more.");
  answer(there);
  expect([await opened, text.body]).toEqual([true, "Old. And more."]);
  expect([writing.article?.article.id, writing.state, writing.failure?.code]).toEqual(there ? ["b", "saved", undefined] : [undefined, "saved", "not_found"]);
  await passing(RETRY_MS);
  expect(text.body).toBe("Old. And more.");
});

test("what is typed while another article is being opened and cannot be saved keeps its article open", async () => {
  const { writing, text, type, opened, answer } = await opening();
  text.full = true;
  type("Old. And more.");
  answer(true);
  expect([await opened, writing.article?.article.id, writing.state]).toEqual([false, "a", "failed"]);
  text.full = false;
  await passing(RETRY_MS);
  expect([text.body, writing.state]).toEqual(["Old. And more.", "saved"]);
});

test("what is typed while the last of it is saved is saved before the other article is shown", async () => {
  const { writing, text, type, opened, answer } = await opening();
  type("One.");
  answer(true);
  await Promise.resolve();
  type("One. Two.");
  expect([await opened, text.body, writing.article?.article.id]).toEqual([true, "One. Two.", "b"]);
});

test("a save that fails keeps the text, says so, and is tried again", async () => {
  let full = true;
  const { host } = core({
    article_save: () => {
      if (full) throw { code: "disk_full", tone: "cannot_now", message: "full" } satisfies Failure;
      return { version: 2, article: { id: "a", modified: "2026-01-01T00:00:02Z" } } as unknown as Saved;
    },
  });
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("New.");
  await passing(PAUSE_MS);
  expect([writing.state, writing.failure?.code]).toEqual(["failed", "disk_full"]);
  expect(await writing.open("b")).toBe(false);
  full = false;
  await passing(RETRY_MS * 2);
  expect([writing.state, writing.failure]).toEqual(["saved", null]);
});

test("a library that is back is written to at once", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  text.full = true;
  type("New.");
  await passing(PAUSE_MS);
  text.full = false;
  await writing.changed(null);
  expect([writing.state, text.body]).toEqual(["saved", "New."]);
});

test("a text that cannot be saved may be left once it is in a file, as it stands there", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  text.full = true;
  type("New.");
  await passing(PAUSE_MS);
  writing.elsewhere = true;
  type("New. More.");
  expect(await writing.flush()).toBe(false);
  writing.elsewhere = true;
  expect(await writing.flush()).toBe(true);
  expect(await writing.open("b")).toBe(true);
  expect([writing.state, writing.elsewhere]).toEqual(["saved", false]);
});

/** An article that is late: hers is on the disk, mine on the screen and in the history. */
async function late() {
  const { host, text, kept } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  Object.assign(text, { body: "Hers.", version: 2 });
  type("Mine.");
  await passing(PAUSE_MS);
  expect([writing.state, kept]).toEqual(["late", ["Mine."]]);
  return { writing, type, text, kept };
}

test("who comes late decides; either way", async () => {
  for (const [decide, expected] of [["keepMine", "Mine."], ["takeTheirs", "Hers."]] as const) {
    const { writing, text } = await late();
    expect([writing.state, writing.theirs?.body]).toEqual(["late", "Hers."]);
    await writing[decide]();
    expect([writing.state, text.body]).toEqual(["saved", expected]);
  }
});

test("what is typed after a save came late is in the history before theirs is taken", async () => {
  const { writing, type, kept } = await late();
  type("Mine. More.");
  await writing.takeTheirs();
  expect([writing.state, writing.article?.body, kept]).toEqual(["saved", "Hers.", ["Mine.", "Mine. More."]]);
});

test("what was kept when it came late is not kept twice", async () => {
  const { writing, kept } = await late();
  await writing.takeTheirs();
  expect([writing.state, kept]).toEqual(["saved", ["Mine."]]);
});

test("while no one decides, what is typed is kept from time to time, and when the window is left", async () => {
  const { writing, type, kept } = await late();
  for (let at = 0; at < LATE_MS * 1.5; at += 100) {
    type(`Mine ${at}.`);
    await passing(100);
  }
  expect(kept).toHaveLength(2);
  await passing(LATE_MS);
  expect(kept.slice(2)).toEqual([`Mine ${LATE_MS * 1.5 - 100}.`]);
  type("At last.");
  expect(await writing.flush()).toBe(false);
  expect([kept.at(-1), writing.state]).toEqual(["At last.", "late"]);
});

test("a text that could not be kept is not given up for theirs", async () => {
  const { writing, type, text } = await late();
  text.full = true;
  type("Mine. More.");
  await writing.takeTheirs();
  expect([writing.state, writing.theirs?.body, writing.failure?.code]).toEqual(["late", "Hers.", "disk_full"]);
  text.full = false;
  await writing.takeTheirs();
  expect([writing.state, writing.failure]).toEqual(["saved", null]);
});

test("who takes theirs takes what they saved last", async () => {
  const { writing, text } = await late();
  Object.assign(text, { body: "Hers, later.", version: 3 });
  await writing.changed(null);
  await writing.takeTheirs();
  expect([writing.state, writing.article?.body]).toEqual(["saved", "Hers, later."]);
});

test("a change of fields elsewhere is no conflict: writing goes on from it", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("Mine.");
  text.version = 5;
  await writing.changed({ op: "fields", tags: ["articles"], articles: ["a"] });
  await passing(PAUSE_MS);
  expect([writing.state, text.body, text.version]).toEqual(["saved", "Mine.", 6]);
});

test("a save that meets a change of fields which no one told of goes over it at once", async () => {
  const { host, text, kept } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("Mine.");
  text.version = 5;
  await passing(PAUSE_MS);
  expect([writing.state, writing.failure, text.body, text.version]).toEqual(["saved", null, "Mine.", 6]);
  type("Mine. More.");
  text.version = 9;
  expect([await writing.flush(), text.body, kept]).toEqual([true, "Mine. More.", ["Mine.", "Mine. More."]]);
});

test("where they take back what they saved there is nothing to decide", async () => {
  const { writing, type, text } = await late();
  type("Mine. More.");
  Object.assign(text, { body: "Old.", version: 3 });
  await writing.changed(null);
  expect([writing.state, writing.theirs, text.body]).toEqual(["saved", null, "Mine. More."]);
});

test("a text that another program saved is shown where nothing was typed", async () => {
  const { host, text } = core();
  const writing = new Writing(host);
  await writing.open("a");
  screen(writing);
  const shown = writing.shown;
  Object.assign(text, { body: "Hers.", version: 2 });
  await writing.changed(null);
  expect([writing.article?.body, writing.shown]).toEqual(["Hers.", shown + 1]);
});

test("what was typed while a save was under way is saved next", async () => {
  const { host, text, saves } = core();
  const writing = new Writing(host);
  await writing.open("a");
  const { type } = screen(writing);
  type("One.");
  await passing(PAUSE_MS - 1);
  const done = writing.flush();
  type("Two.");
  await done;
  expect([text.body, saves()]).toEqual(["Two.", 2]);
});

test("who asks for an article that is being opened waits until it is there", async () => {
  let answer: () => void = () => {};
  const { host } = core({
    article_open: ({ id }) => new Promise((done) => (answer = () => done({ headline: "", lead: "", body: "", version: 1, article: { id } } as unknown as ArticleText))),
  });
  const writing = new Writing(host);
  const first = writing.open("a");
  const second = writing.open("a");
  await passing(0);
  answer();
  expect([await second, writing.article?.article.id]).toEqual([true, "a"]);
  await first;
  expect(host.calls.filter(({ command }) => command === "article_open")).toHaveLength(1);
});

test("who goes back while another article is being opened has the first one again", async () => {
  const answers: (() => void)[] = [];
  const { host } = core({
    article_open: ({ id }) => {
      const opened = { headline: "", lead: "", body: "", version: 1, article: { id } } as unknown as ArticleText;
      return id === "a" ? opened : new Promise((done) => answers.push(() => done(opened)));
    },
  });
  const writing = new Writing(host);
  await writing.open("a");
  const away = writing.open("b");
  await passing(0);
  const back = writing.open("a");
  answers.forEach((answer) => answer());
  expect([await away, await back, writing.article?.article.id]).toEqual([true, true, "a"]);
  // And it can be gone to again.
  const again = writing.open("b");
  await passing(0);
  answers.at(-1)?.();
  expect([await again, writing.article?.article.id]).toEqual([true, "b"]);
});

test("who goes back before the text was saved does not even open the other one", async () => {
  let saved: () => void = () => {};
  const { host } = core({
    article_save: ({ id, base }) => new Promise((done) => (saved = () => done({ version: base + 1, article: { id, modified: "" } } as unknown as Saved))),
  });
  const writing = new Writing(host);
  await writing.open("a");
  screen(writing).type("Left.");
  const away = writing.open("b");
  await passing(0);
  expect(await writing.open("a")).toBe(true);
  saved();
  expect([await away, writing.article?.article.id]).toEqual([true, "a"]);
  expect(host.calls.filter(({ command }) => command === "article_open")).toHaveLength(1);
});

test("a save that waits for something says so while it does", async () => {
  let saved: () => void = () => {};
  const { host } = core({
    article_save: ({ id, base }) => new Promise((done) => (saved = () => done({ version: base + 1, article: { id, modified: "" } } as unknown as Saved))),
  });
  const writing = new Writing(host);
  await writing.open("a");
  screen(writing).type("New.");
  await passing(PAUSE_MS + WAITS_MS - 1);
  expect(writing.waits).toBe(false);
  await passing(1);
  expect(writing.waits).toBe(true);
  saved();
  await passing(0);
  expect([writing.waits, writing.state]).toEqual([false, "saved"]);
});
