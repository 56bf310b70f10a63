// How far a key scrolls a page that is read, as a browser would.

/** What of a key press matters here. */
export interface ScrollKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Three lines of text. */
const LINE_PX = 60;
/** What of a screenful stays in sight, so that one finds the place again. */
const KEPT = 0.1;

/** Pixels down, negative up; null for a key that does not scroll. */
export function scrollFor(press: ScrollKey, viewPx: number, pagePx: number): number | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const screenful = viewPx * (1 - KEPT);
  switch (press.key) {
    case "ArrowDown":
      return LINE_PX;
    case "ArrowUp":
      return -LINE_PX;
    case "PageDown":
      return screenful;
    case "PageUp":
      return -screenful;
    case " ":
      return press.shiftKey ? -screenful : screenful;
    case "Home":
      return -pagePx;
    case "End":
      return pagePx;
    default:
      return null;
  }
}
