import { expect, test } from "vitest";
import { Pace } from "./pace";

test("what is left goes on at the pace so far", () => {
  const pace = new Pace();
  pace.note(0, 0);
  pace.note(60, 1_000);
  pace.note(58, 9_000);
  expect([pace.done, pace.total, pace.minutesLeft(9_000)]).toEqual([2, 60, null]);
  // Twelve in a minute: four more for the other forty-eight.
  pace.note(48, 61_000);
  expect([pace.done, pace.total, pace.minutesLeft(61_000)]).toEqual([12, 60, 4]);
});

test("jobs that come in between are left, and a row that is through begins anew", () => {
  const pace = new Pace();
  pace.note(10, 0);
  pace.note(5, 50_000);
  pace.note(25, 50_000);
  expect([pace.done, pace.total, pace.minutesLeft(50_000)]).toEqual([5, 30, 4]);
  pace.note(0, 60_000);
  expect(pace.minutesLeft(60_000)).toBe(null);
  pace.note(7, 90_000);
  expect([pace.done, pace.total]).toEqual([0, 7]);
});

test("of seconds no minute is made", () => {
  const pace = new Pace();
  pace.note(10_000, 0);
  pace.note(16, 120_000);
  expect(pace.minutesLeft(120_000)).toBe(0);
});
