import { expect, test } from "vitest";
import type { OutboxItem } from "../../wire";
import { hasRemarks, jobWords, saysAll } from "./jobs";

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
  expect([hasRemarks(job({})), hasRemarks(job({ detail: "" }))]).toEqual([false, false]);
  const changed = job({ detail: "the site took something out of the text" });
  expect(hasRemarks(changed)).toBe(true);
  expect(jobWords(changed)).not.toBe(jobWords(job({})));
  expect(hasRemarks(job({ wish: "remove", detail: "it cannot be looked at" }))).toBe(false);
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
