// A theme's style sheet as the preview shows it: in the light or the dark that was chosen here, not the system's, and
// on paper where that was chosen.

/** How the page is looked at. */
export interface Look {
  dark: boolean;
  paper: boolean;
}

/** What every page gets in the frame, after the theme's own styles. */
const OWN = `
html { overflow: hidden !important; }
[data-galley-gap] { display: inline-block; box-sizing: border-box; max-width: 100%; padding: .5em 1em; border: 1px dashed; opacity: .7; font: 13px/20px sans-serif; }
`;

const ALWAYS = "(min-width: 0)";
const NEVER = "(width < 0px)";

/** The sheet with what it asks about the reader answered. */
export function answered(css: string, look: Look): string {
  const media = css.replace(/@media[^{]*/g, (query) =>
    query
      .replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, scheme: string) => ((scheme === "dark") === look.dark ? ALWAYS : NEVER))
      .replace(/\bprint\b/g, look.paper ? "all" : "print")
      .replace(/\bscreen\b/g, look.paper ? "print" : "screen"),
  );
  return media.replace(/<\/style/gi, "<\\/style");
}

/** Galley's own sheet for the frame. */
export function ownSheet(look: Look): string {
  return `${OWN}:root { color-scheme: ${look.dark ? "dark" : "light"} !important; }\n`;
}
