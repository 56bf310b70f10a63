import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Action } from "../actions/actions";
import { MemoryHost } from "../host/memory";
import { speak } from "../texts";
import { Menus, menusOf } from "./menus";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  speak("system");
});

function stage() {
  let open = true;
  let free = true;
  const ran: string[] = [];
  const action = (id: string, label: Action["label"], when: () => boolean): Action => ({ id, group: "group-article", label, shortcuts: id === "new" ? ["Mod+N"] : [], when, run: () => ran.push(id) });
  const actions = [action("new", "action-new-article", () => open), action("trash", "action-trash", () => false)];
  const host = new MemoryHost({ menu_show: () => null, menu_allow: () => null });
  const menus = new Menus(host, actions, false, () => free);
  return { actions, host, menus, ran, shut: () => (open = false), cover: () => (free = false) };
}

test("the menus speak the language of the interface, with each action's key", () => {
  const { actions } = stage();
  speak("zh");
  const menu = menusOf(actions, false).find(({ lines }) => lines.length > 0);
  expect(menu).toEqual({ label: "稿件", lines: [{ id: "new", label: "新建稿件\u2003Ctrl+N" }, { id: "trash", label: "移到废纸篓" }] });
});

test("what can be done is told once when all is at rest, and again only when it differs", async () => {
  const { host, menus, shut } = stage();
  await menus.show();
  menus.look();
  vi.runAllTimers();
  menus.look();
  vi.runAllTimers();
  shut();
  menus.look();
  vi.runAllTimers();
  const allowed = host.calls.filter(({ command }) => command === "menu_allow").map(({ args }) => args);
  expect(allowed).toEqual([{ ids: ["new"] }, { ids: [] }]);
});

test("a line that was chosen runs its action, if it can be done and no sheet lies over the page", () => {
  const { menus, ran, cover } = stage();
  menus.chosen("trash");
  menus.chosen("new");
  cover();
  menus.chosen("new");
  expect(ran).toEqual(["new"]);
});

test("new menus are told what can be done, though it was told while they were on their way", async () => {
  const { actions } = stage();
  let shown = () => {};
  const host = new MemoryHost({ menu_show: () => new Promise((done) => (shown = () => done(null))), menu_allow: () => null });
  const menus = new Menus(host, actions, false, () => true);
  const showing = menus.show();
  menus.look();
  await vi.runAllTimersAsync();
  shown();
  await showing;
  await vi.runAllTimersAsync();
  expect(host.calls.map(({ command }) => command)).toEqual(["menu_show", "menu_allow", "menu_allow"]);
});
