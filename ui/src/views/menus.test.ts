import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Action } from "../actions/actions";
import { MemoryHost } from "../host/memory";
import { speak } from "../texts";
import { BAR, type BarMenu } from "./menuBar";
import { Menus, menusOf } from "./menus";
import { type Room, roomActions } from "./roomActions";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  speak("system");
});

function stage() {
  let open = true;
  let free = true;
  let dark = false;
  const ran: string[] = [];
  const action = (id: string, label: Action["label"], when: () => boolean): Action => ({ id, group: "group-article", label, shortcuts: id === "new" ? ["Mod+N"] : [], when, run: () => ran.push(id) });
  const actions: Action[] = [action("new", "action-new-article", () => open), action("trash", "action-trash", () => false), { ...action("dark", "action-look-dark", () => open), on: () => dark }];
  const bar: BarMenu[] = [{ label: "menu-article", parts: [["new"], ["trash", { under: "menu-look", of: ["dark"] }]] }];
  const host = new MemoryHost({ menu_show: () => null, menu_allow: () => null });
  const menus = new Menus(host, actions, false, () => free);
  return { actions, bar, host, menus, ran, shut: () => (open = false), cover: () => (free = false), darken: () => (dark = true) };
}

test("the menus speak the language of the interface, with each action's key", () => {
  const { actions, bar } = stage();
  speak("zh");
  expect(menusOf(actions, false, bar)).toEqual([
    {
      label: "稿件",
      lines: [
        { is: "line", id: "new", label: "新建稿件\u2003Ctrl+N", ticks: false },
        { is: "between" },
        { is: "line", id: "trash", label: "移到废纸篓", ticks: false },
        { is: "menu", label: "外观", lines: [{ is: "line", id: "dark", label: "外观：深色", ticks: true }] },
      ],
    },
  ]);
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
  expect(allowed).toEqual([{ ids: ["new", "dark"], on: [] }, { ids: [], on: [] }]);
});

test("what is chosen now is ticked and can be chosen, and is told again when it was: the system turned its tick round", async () => {
  const { host, menus, darken } = stage();
  await menus.show();
  darken();
  vi.runAllTimers();
  menus.chosen("dark");
  vi.runAllTimers();
  const allowed = host.calls.filter(({ command }) => command === "menu_allow").map(({ args }) => args);
  expect(allowed).toEqual([{ ids: ["new", "dark"], on: ["dark"] }, { ids: ["new", "dark"], on: ["dark"] }]);
});

test("every action stands in the menus, in one place; no menu is longer than a small screen", () => {
  const room = new Proxy({} as Room, { get: () => () => true });
  const ids = BAR.flatMap(({ parts }) => parts.flat().flatMap((entry) => (typeof entry === "string" ? entry : entry.of)));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  expect(roomActions(room).map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  for (const { lines } of menusOf(roomActions(room), false)) expect(lines.length).toBeLessThan(32);
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
