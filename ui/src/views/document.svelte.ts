// What the whole document wears: its language and title, the theme, the size of the writing face.

import { MediaQuery } from "svelte/reactivity";
import { language } from "../texts";
import type { Look } from "./arrangement.svelte";

/** Keeps the document so, as long as the component lives in which this is called. `size` is in pixels. */
export function wearInDocument({ title, look, size }: { title: () => string; look: () => Look; size: () => string }): void {
  const root = document.documentElement;
  const moreContrast = new MediaQuery("prefers-contrast: more");
  $effect(() => {
    root.lang = language();
  });
  $effect(() => {
    document.title = title();
  });
  $effect(() => {
    const worn = look();
    if (worn === "light" || worn === "dark") root.dataset["theme"] = worn;
    else delete root.dataset["theme"];
    root.toggleAttribute("data-contrast", worn === "contrast" || moreContrast.current);
  });
  $effect(() => root.style.setProperty("--size-writing", `${size()}px`));
}
