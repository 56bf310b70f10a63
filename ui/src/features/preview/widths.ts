// How wide the page in the preview is: as wide as the pane, or as a reader's screen or paper.

export const WIDTHS = ["pane", "phone", "tablet", "desktop", "print"] as const;
export type Width = (typeof WIDTHS)[number];

/** In CSS pixels; print is A4 without its margins. */
const PIXELS: Record<Exclude<Width, "pane">, number> = { phone: 390, tablet: 820, desktop: 1280, print: 680 };

/** The page's own width, how much it is made smaller to find room, and where it begins. */
export interface Fitted {
  width: number;
  scale: number;
  left: number;
}

/** How a page of that width finds room. It is never made larger. */
export function fitted(width: Width, room: number): Fitted {
  if (width === "pane" || room <= 0) return { width: room, scale: 1, left: 0 };
  const pixels = PIXELS[width];
  const scale = Math.min(1, room / pixels);
  return { width: pixels, scale, left: (room - pixels * scale) / 2 };
}
