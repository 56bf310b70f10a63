import { expect, test } from "vitest";
import { actionFor } from "../actions/actions";
import { COMMAND_NAMES } from "../features/editor/surface";
import { type Room, roomActions } from "./roomActions";

/** A room in which everything can be done, but what is said otherwise. */
function room(but: Partial<Room> = {}): Room {
  return new Proxy(but as Room, { get: (of, name) => of[name as keyof Room] ?? (() => true) });
}

test("no key means two things", () => {
  const keys = roomActions(room()).flatMap(({ shortcuts }) => shortcuts);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test("whatever the text can be asked for is in the one list, under a name of its own", () => {
  const ids = roomActions(room({ statuses: () => [], speaks: () => "system", looks: () => "system" })).map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const inList = ids.filter((id) => id.startsWith("format.")).map((id) => id.slice("format.".length));
  // Undoing is one action for the text and the library.
  expect([...inList, "undo", "redo"].sort()).toEqual([...COMMAND_NAMES].sort());
});

test("all of the list are selected by their key in the list alone, and by name from anywhere", () => {
  const press = { key: "a", code: "KeyA", ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  const of = (inList: boolean) => roomActions(room({ inList: () => inList, statuses: () => [] }));
  expect(actionFor(of(true), press, false, false)?.id).toBe("list.all");
  expect(actionFor(of(false), press, true, false)).toBeUndefined();
  expect(of(false).find(({ id }) => id === "list.all")?.when()).toBe(true);
});

test("what changes the text cannot be asked for where it is only read; what finds in it can", () => {
  const can = (typable: boolean) => new Set(roomActions(room({ typable: () => typable, readOnly: () => false, trash: () => false, statuses: () => ["draft"], speaks: () => "system", looks: () => "system" })).filter(({ when }) => when()).map(({ id }) => id));
  const gone = [...can(true)].filter((id) => !can(false).has(id));
  expect(gone).toEqual(expect.arrayContaining(["format.bold", "format.tick", "format.replaceAll", "format.rowBelow", "spelling.correct", "pictures", "paste.plain"]));
  expect([...can(false)]).toEqual(expect.arrayContaining(["format.find", "format.nextToCome", "format.findAll", "article.trash"]));
});

test("a step of the library is undone from anywhere but a field, which has an undo of its own, from the menus, too", () => {
  const press = { key: "z", code: "KeyZ", ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  const undone = (where: { text?: true; field?: true }) => {
    const ran: string[] = [];
    const here = room({ readOnly: () => false, inText: () => where.text ?? false, inField: () => where.field ?? false, statuses: () => [], format: () => ran.push("text"), replay: () => ran.push("library") });
    const action = actionFor(roomActions(here), press, false, false);
    action?.run();
    return action?.id === "undo" ? ran : [];
  };
  expect([undone({}), undone({ text: true }), undone({ field: true })]).toEqual([["library"], ["text"], []]);
  const chosen: string[] = [];
  const field = room({ readOnly: () => false, inText: () => false, inField: () => true, edit: (how) => chosen.push(how), replay: () => chosen.push("library") });
  for (const id of ["undo", "redo"]) roomActions(field).find((action) => action.id === id)?.run();
  expect(chosen).toEqual(["undo", "redo"]);
});
