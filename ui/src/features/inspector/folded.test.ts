import { expect, test } from "vitest";
import type { Piece } from "../../wire";
import { folded } from "./folded";

const piece = (text: string, how: Piece["how"] = "same"): Piece => ({ text, how });

test("what did not change is shortened to what stands around a change", () => {
  const long = "x".repeat(1000);
  const texts = folded([piece(long), piece("new", "added"), piece(long), piece("old", "removed"), piece("end")]).map((p) => p.text);
  expect(texts[0]).toBe(`\n⋯\n${"x".repeat(160)}`);
  expect(texts[2]).toBe(`${"x".repeat(160)}\n⋯\n${"x".repeat(160)}`);
  expect([texts[1], texts[3], texts[4]]).toEqual(["new", "old", "end"]);
});

test("short stretches stay whole, and no character is cut in half", () => {
  expect(folded([piece("short"), piece("n", "added")])[0]?.text).toBe("short");
  const [, tail] = folded([piece("n", "added"), piece("👩".repeat(500))]);
  expect(tail?.text).toBe(`${"👩".repeat(160)}\n⋯\n`);
});

test("no word is cut in half either", () => {
  const words = "harbours ".repeat(100);
  const [head, , tail] = folded([piece(words), piece("n", "added"), piece(words)]).map((p) => p.text);
  expect([head?.slice(0, 12), tail?.slice(-12)]).toEqual(["\n⋯\nharbours ", " harbours\n⋯\n"]);
});
