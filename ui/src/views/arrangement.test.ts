import { beforeEach, expect, test, vi } from "vitest";
import { Arrangement } from "./arrangement.svelte";

const stored = new Map<string, string>();
beforeEach(() => {
  stored.clear();
  vi.stubGlobal("localStorage", { getItem: (name: string) => stored.get(name) ?? null, setItem: (name: string, value: string) => stored.set(name, value), removeItem: (name: string) => stored.delete(name) });
});

test("the preview stands beside, below or alone, and the text comes back where it was", () => {
  const arrangement = new Arrangement();
  expect(arrangement.placed).toBe("beside");
  arrangement.put("below");
  arrangement.put("alone");
  expect(arrangement.placed).toBe("alone");
  arrangement.withText();
  expect(arrangement.placed).toBe("below");
});

test("what is set in another window for the whole app is so here, and how panes stand is not", () => {
  const arrangement = new Arrangement();
  for (const [name, value] of Object.entries({ theme: "dark", size: "24", signs: "off", inspector: "closed" })) {
    stored.set(name, value);
    arrangement.follow(name);
  }
  expect([arrangement.look, arrangement.size, arrangement.aids.signs, arrangement.aids.spelling, arrangement.inspector]).toEqual(["dark", "24", false, true, true]);
});

test("details and history never take the place of the text", () => {
  const arrangement = new Arrangement();
  arrangement.put("alone");
  arrangement.show("details");
  expect(arrangement.placed).toBe("beside");
  arrangement.show("preview");
  expect(arrangement.placed).toBe("alone");
  arrangement.show("toggle");
  expect(arrangement.placed).toBe("nowhere");
});

test("what was kept is there at the next start; what is unknown is as at the first", () => {
  for (const [name, value] of [["preview-place", "alone"], ["preview-place-before", "below"], ["preview-width", "phone"], ["preview-light", "dark"], ["size", "huge"]]) stored.set(name!, value!);
  const arrangement = new Arrangement();
  expect([arrangement.placed, arrangement.width, arrangement.pageDark, arrangement.size]).toEqual(["alone", "phone", true, "18"]);
  arrangement.withText();
  arrangement.resize(1);
  expect([arrangement.placed, arrangement.size]).toEqual(["below", "20"]);
});

test("the page is as dark as the window until a person says otherwise", () => {
  const arrangement = new Arrangement();
  expect(arrangement.pageDark).toBeNull();
  arrangement.look = "dark";
  expect(arrangement.pageDark).toBe(true);
  arrangement.light = "light";
  expect(arrangement.pageDark).toBe(false);
});
