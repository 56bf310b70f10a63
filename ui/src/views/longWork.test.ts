import { expect, test } from "vitest";
import { Notices } from "../features/notices/notices.svelte";
import { Works } from "../features/work/works.svelte";
import { MemoryHost } from "../host/memory";
import { text } from "../texts";
import type { ImportReport } from "../wire";
import { toLongWork } from "./longWork";

test.each([true, false])("an import offers to be undone where it is a step of undo, and says that it is none: %s", async (undoable) => {
  const report: ImportReport = { added: 0, updated: 9, unchanged: 0, keptBoth: 0, inReview: 0, addresses: 0, media: 0, taken: [], takenMore: 0, left: [], leftMore: 0, stopped: false, undoable };
  const host = new MemoryHost({ library_import: () => report });
  const notices = new Notices();
  const long = toLongWork({ host, works: new Works(host), notices, flush: () => Promise.resolve(true), undo: (op) => ({ label: "", run: () => undefined, op }), show: () => undefined });
  await long.bring();
  expect(notices.shown?.way?.op).toBe(undoable ? "import" : undefined);
  expect(notices.shown?.words.includes(text("notice-import-no-undo"))).toBe(!undoable);
  notices.close();
});
