import { afterEach, expect, test } from "vitest";
import { type Choice, speak, text, type PlainKey } from "../../texts";
import { type Room, roomActions } from "../../views/roomActions";
import { commandsOf, type Item } from "./sources";

afterEach(() => speak("system"));

/** A room in which everything can be done that can be at once, and none of it is chosen. */
const room = new Proxy({} as Room, { get: (_, name) => ({ readOnly: () => false, statuses: () => ["draft", "published", "archived"], count: () => 1, trash: () => false, saved: () => "failed", notice: () => "way" })[name as string] ?? (() => true) });

const named = (spoken: Choice) => {
  speak(spoken);
  return { spoken, actions: roomActions(room), source: commandsOf(roomActions(room), false) };
};
const sources = [named("en"), named("zh")];
const [english] = sources;

function found(typed: string, source = english?.source): readonly Item[] {
  return source?.find(typed) as Item[];
}

test.each<[string, PlainKey]>([
  ["import", "action-import"],
  ["delete", "action-trash"],
  ["preferences", "action-settings"],
  ["backup", "action-settings"],
  ["author", "action-details"],
  ["spell", "action-aid-spelling"],
  ["image", "action-pictures"],
  ["zoom", "action-letters-larger"],
  ["duplicate", "action-duplicate"],
  ["help", "action-help"],
  ["shortcut", "action-help"],
  ["revert", "action-history"],
  ["unpublish", "action-unpublish"],
  ["take back", "action-unpublish"],
  ["html", "action-write-site"],
  ["export", "action-write-site"],
  ["print", "action-width-print"],
  ["new", "action-new-article"],
  ["look: dark", "action-look-dark"],
  ["interface language: eng", "action-language-en"],
  ["导入", "action-import"],
  ["删除", "action-trash"],
  ["偏好设置", "action-settings"],
  ["备份", "action-settings"],
  ["拼写检查", "action-aid-spelling"],
  ["帮助", "action-help"],
  ["撤回", "action-unpublish"],
  ["导出", "action-write-site"],
  ["打印", "action-width-print"],
  ["语言：中文", "action-language-zh"],
])("%j finds its command in either language of the interface", (typed, label) => {
  for (const { spoken, actions, source } of sources) {
    const first = found(typed, source)[0]?.id;
    expect(actions.find(({ id }) => id === first)?.label, spoken).toBe(label);
  }
});

test("where no command is called that, the sheet of all commands is offered", () => {
  speak("en");
  expect(found("qqq").map(({ id, words, note }) => [id, words, note])).toEqual([["help", text("palette-help"), "F1"]]);
});
