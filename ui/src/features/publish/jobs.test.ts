import { expect, test } from "vitest";
import { speak } from "../../texts";
import type { Note, OutboxItem } from "../../wire";
import { hasRemarks, jobWords, noteWords, saysAll } from "./jobs";

const job = (of: Partial<OutboxItem>): OutboxItem => ({
  id: 1,
  article: "a",
  headline: "A",
  target: "t",
  targetName: "Blog",
  wish: "publish",
  state: "done",
  step: "proof",
  pictures: 0,
  sent: 0,
  why: null,
  detail: null,
  notes: [],
  due: "2026-03-01T10:30:00Z",
  meantFor: "2026-03-01T10:00:00Z",
  overdue: false,
  change: false,
  verified: true,
  url: "https://example.org/a/",
  ended: null,
  ...of,
});

test("what readers get is without a remark only where all came out as it was sent", () => {
  expect(hasRemarks(job({}))).toBe(false);
  const lost: Note = { word: "lost_text", what: "", more: "", text: "" };
  const changed = job({ notes: [lost] });
  expect(hasRemarks(changed)).toBe(true);
  expect(jobWords(changed)).not.toBe(jobWords(job({})));
  expect(hasRemarks(job({ wish: "remove", notes: [lost] }))).toBe(false);
});

test("each reason to wait or to ask has its own words", () => {
  const waits = (why: OutboxItem["why"]) => jobWords(job({ state: "waiting", verified: false, why }));
  const failed = (why: OutboxItem["why"]) => jobWords(job({ state: "failed", verified: false, why }));
  const all = [waits("unseen"), waits("stranger"), waits("busy"), failed("unseen"), failed("cannot_look"), failed("refused")];
  expect(new Set(all).size).toBe(all.length);
  // Its own words name a command of the shell.
  expect(saysAll(job({ state: "failed", why: "cannot_look" }))).toBe(true);
  // The site says what it waits for.
  expect(saysAll(job({ state: "failed", why: "unseen" }))).toBe(false);
});

test("a note is said in the reader's language, with what it is about", () => {
  const notes: Omit<Note, "text">[] = [
    { word: "no_author", what: "Marta Berg", more: "" },
    { word: "other_address", what: "x-2", more: "x" },
  ];
  speak("zh");
  expect(noteWords(notes)).toBe("网站没有名为“Marta Berg”的作者。\n那里的地址以“x-2”结尾：“x”已被占用，或不能这样写。");
  expect(noteWords([{ word: "refusal", what: "a.org", more: "HTTP 422, ValidationError: Das geht nicht" }])).toBe(
    "a.org 拒绝了：HTTP 422, ValidationError: Das geht nicht。这一步没有在那里改动任何内容。",
  );
  // What a check says, too.
  expect(noteWords([{ word: "has_placeholder", what: "4", more: "" }])).toBe("第 4 行有 TK：那里还缺内容。什么都没有送出。");
  speak("en");
  expect(noteWords(notes)).toBe("The site has no author “Marta Berg”.\nIts address ends in “x-2” there: “x” is taken, or not written so.");
});
