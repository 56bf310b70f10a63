// How a person arranged the window: which panes there are, what stands where and how wide, how it looks. It is kept in the
// webview, since it is about this screen and not about the library.

import type { Aids } from "../features/editor/aids";
import type { Face } from "../features/editor/surface";
import type { Density } from "../features/library/Row.svelte";
import { type Light, LIGHTS, type Place, PLACES } from "../features/preview/places";
import { WIDTHS } from "../features/preview/widths";
import { type Look, LOOKS, type Looks, type Measure, MEASURES, SIZES, type Typeface, TYPEFACES } from "../features/settings/looks";
import { keepWidths, kept, keptWidths, whenKept } from "./kept";

/** What stands beside the text. */
export const TABS = ["preview", "details", "history"] as const;
export type Tab = (typeof TABS)[number];

const USUAL_SIZE = "18";

const DENSITIES = ["full", "comfortable", "compact"] as const satisfies readonly Density[];
const FACES = ["styled", "source"] as const satisfies readonly Face[];
const [ON_OFF, OFF_ON] = [["on", "off"], ["off", "on"]] as const;

export class Arrangement implements Looks {
  face = $state<Face>(kept("face", FACES));
  aids = $state.raw<Aids>({ signs: kept("signs", ON_OFF) === "on", focus: kept("focus", OFF_ON) === "on", typewriter: kept("typewriter", OFF_ON) === "on", spelling: kept("spelling", ON_OFF) === "on" });
  tab = $state<Tab>(kept("tab", TABS));
  /** Whether there is anything beside the text. */
  inspector = $state(kept("inspector", ["open", "closed"]) === "open");
  /** All panes, the text without the shelves, or the text by itself. */
  panes = $state(kept("panes", ["all", "no-shelves", "text"]));
  /** Where a person put the preview last. */
  place = $state<Place>(kept("preview-place", PLACES));
  width = $state(kept("preview-width", WIDTHS));
  light = $state<Light>(kept("preview-light", LIGHTS));
  widths = $state(keptWidths());
  look = $state<Look>(kept("theme", LOOKS));
  density = $state(kept("rows", DENSITIES));
  size = $state<string>(kept("size", [USUAL_SIZE, ...SIZES]));
  typeface = $state<Typeface>(kept("typeface", TYPEFACES));
  measure = $state<Measure>(kept("measure", ["usual", ...MEASURES]));
  /** Where it stood before it stood alone. */
  besideText: Exclude<Place, "alone"> = kept("preview-place-before", ["beside", "below"]);

  /** Whether anything stands with the text, or in its place. */
  get shown(): boolean {
    return this.inspector && this.panes !== "text";
  }

  /** Where what is shown stands now. Details and history stand by the text always: they are about it. */
  get placed(): Place | "nowhere" {
    if (!this.shown) return "nowhere";
    return this.place === "alone" && this.tab !== "preview" ? this.besideText : this.place;
  }

  /** Dark or light for what cannot follow the look by itself; null as the system has it. */
  get dark(): boolean | null {
    return this.look === "light" || this.look === "dark" ? this.look === "dark" : null;
  }

  /** The same for the page in the preview. */
  get pageDark(): boolean | null {
    return this.light === "window" ? this.dark : this.light === "dark";
  }

  /** Shows a tab, or all of them or none. */
  show(which: Tab | "toggle"): void {
    this.inspector = which === "toggle" ? !this.shown : true;
    if (this.inspector && this.panes === "text") this.panes = "no-shelves";
    if (which !== "toggle") this.tab = which;
  }

  /** Puts the preview somewhere, and shows it. */
  put(place: Place): void {
    if (place !== "alone") this.besideText = place;
    this.place = place;
    this.show("preview");
  }

  /** The text is wanted: what stands in its place goes beside it, or below. */
  withText(): void {
    if (this.placed === "alone") this.place = this.besideText;
  }

  /** Makes the letters of the text larger or smaller by a step. */
  resize(by: 1 | -1): void {
    const at = SIZES.findIndex((size) => size === this.size);
    this.size = SIZES[Math.min(SIZES.length - 1, Math.max(0, at + by))] ?? USUAL_SIZE;
  }

  /** The next height of the list's rows. */
  turnRows(): void {
    this.density = DENSITIES[(DENSITIES.indexOf(this.density) + 1) % DENSITIES.length] ?? "full";
  }

  /** What a person set in another window for the whole app is so in this one, too; how its panes stand is each window's own. */
  follow(name: string): void {
    if (name === "theme") this.look = kept(name, LOOKS);
    else if (name === "size") this.size = kept(name, [USUAL_SIZE, ...SIZES]);
    else if (name === "typeface") this.typeface = kept(name, TYPEFACES);
    else if (name === "measure") this.measure = kept(name, ["usual", ...MEASURES]);
    else if (name in this.aids) this.aids = { ...this.aids, [name]: kept(name, ON_OFF) === "on" };
  }

  /** Keeps all of it, as long as the component lives in which this is called. */
  keep(): void {
    $effect(() => whenKept((name) => this.follow(name)));
    $effect(() => {
      const onOff = Object.fromEntries(Object.entries(this.aids).map(([name, on]) => [name, on ? "on" : "off"]));
      keepWidths(this.widths);
      const all = {
        ...onOff,
        face: this.face,
        tab: this.tab,
        inspector: this.inspector ? "open" : "closed",
        panes: this.panes,
        "preview-place": this.place,
        "preview-place-before": this.besideText,
        "preview-width": this.width,
        "preview-light": this.light,
        theme: this.look,
        rows: this.density,
        size: this.size,
        typeface: this.typeface,
        measure: this.measure,
      };
      for (const [name, value] of Object.entries(all)) localStorage.setItem(name, value);
    });
  }
}
