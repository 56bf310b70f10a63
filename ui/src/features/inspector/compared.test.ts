import { afterEach, expect, test } from "vitest";
import { speak } from "../../texts";
import type { FieldWord } from "../../wire";
import { labelOf, said } from "./compared";

afterEach(() => speak("en"));

const both = (field: FieldWord, old: string, now: string) => {
  const told = { field, old, new: now };
  return [labelOf(field), said(told, old), said(told, now)];
};

test.each([
  ["en", ["Tags", "sea, cables", "nothing"], ["Inquiry form", "As the category says", "Under this article"], ["Ask search engines to leave it out", "No", "Yes"]],
  ["zh", ["标签", "sea, cables", "无"], ["咨询表单", "按栏目设置", "显示在本文下方"], ["请搜索引擎不要收录", "否", "是"]],
] as const)("what differs is said in %s", (language, tags, form, noindex) => {
  speak(language);
  expect(both("tags", "sea\ncables", "")).toEqual(tags);
  expect(both("form", "inherit", "on")).toEqual(form);
  expect(both("noindex", "no", "yes")).toEqual(noindex);
  expect(both("views", "12056", "").slice(1)).toEqual(["12,056", tags[2]]);
});
