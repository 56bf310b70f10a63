// What the whole document wears: its language and title, the theme, what the text is written in.

import { MediaQuery } from "svelte/reactivity";
import { language } from "../texts";
import type { Arrangement } from "./arrangement.svelte";

/** Keeps the document so, as long as the component lives in which this is called. */
export function wearInDocument(title: () => string, layout: Arrangement): void {
  const root = document.documentElement;
  const moreContrast = new MediaQuery("prefers-contrast: more");
  $effect(() => {
    root.lang = language();
  });
  $effect(() => {
    document.title = title();
  });
  $effect(() => {
    const worn = layout.look;
    if (worn === "light" || worn === "dark") root.dataset["theme"] = worn;
    else delete root.dataset["theme"];
    root.toggleAttribute("data-contrast", worn === "contrast" || moreContrast.current);
  });
  $effect(() => root.style.setProperty("--size-writing", `${layout.size}px`));
  $effect(() => {
    root.dataset["typeface"] = layout.typeface;
    root.dataset["measure"] = layout.measure;
  });
}
