import { expect, test } from "vitest";
import { type Room, roomActions } from "./roomActions";

test("no key means two things", () => {
  const room = new Proxy({}, { get: () => () => true }) as Room;
  const keys = roomActions(room).flatMap(({ shortcuts }) => shortcuts);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
