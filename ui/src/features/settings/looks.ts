// How the window looks and the text in it, as a person chooses. What each of them is stands in tokens.css.

import type { Aids } from "../editor/aids";

export const LOOKS = ["system", "light", "dark", "contrast"] as const;
export type Look = (typeof LOOKS)[number];

/** Sizes of the writing face, in pixels. */
export const SIZES = ["14", "16", "18", "20", "22", "24", "28"] as const;

/** What the text is written in. */
export const TYPEFACES = ["serif", "sans", "mono"] as const;
export type Typeface = (typeof TYPEFACES)[number];

/** How long its lines get. */
export const MEASURES = ["narrow", "usual", "wide", "full"] as const;
export type Measure = (typeof MEASURES)[number];

/** All that is chosen of it. */
export interface Looks {
  look: Look;
  size: string;
  typeface: Typeface;
  measure: Measure;
  aids: Aids;
}
