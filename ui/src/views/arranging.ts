// What the actions do to how the room is arranged, and ask of it.

import type { Arrangement } from "./arrangement.svelte";
import type { Room } from "./roomActions";

type Arranging = "show" | "placed" | "width" | "widths" | "light" | "lights" | "letters" | "typeface" | "typefaces" | "measure" | "measures" | "panes" | "face" | "look" | "looks" | "density";

export function arranging(layout: Arrangement): Pick<Room, Arranging> {
  return {
    show: (which) => layout.show(which),
    placed: () => layout.placed,
    width(which) {
      layout.width = which;
      layout.show("preview");
    },
    widths: () => layout.width,
    light(which) {
      layout.light = which;
      layout.show("preview");
    },
    lights: () => layout.light,
    letters: (by) => layout.resize(by),
    typeface: (which) => (layout.typeface = which),
    typefaces: () => layout.typeface,
    measure: (which) => (layout.measure = which),
    measures: () => layout.measure,
    panes: (which) => (layout.panes = layout.panes === which ? "all" : which),
    face: () => (layout.face = layout.face === "styled" ? "source" : "styled"),
    look: (which) => (layout.look = which),
    looks: () => layout.look,
    density: () => layout.turnRows(),
  };
}
