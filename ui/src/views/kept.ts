// How a person left the window: kept in the webview, since it is about this screen and not about the library.

/** What was kept under a name, where it is one of these; else the first of them. */
export function kept<T extends string>(name: string, of: readonly [T, ...T[]] | readonly T[]): T {
  const value = localStorage.getItem(name);
  return of.find((one) => one === value) ?? (of[0] as T);
}

/** Hears by its name what another window keeps, until the answer is called. */
export function whenKept(run: (name: string) => void): () => void {
  const heard = ({ key }: StorageEvent) => key !== null && run(key);
  addEventListener("storage", heard);
  return () => removeEventListener("storage", heard);
}

/** The widths that a person gave the panes, by the pane's name; below the text it is the height. */
export type Widths = Record<"sidebar" | "list" | "beside" | "below", number | null>;

/** The widths as they were kept; null where none was. */
export function keptWidths(): Widths {
  const width = (name: string) => Number.parseInt(localStorage.getItem(`width-${name}`) ?? "", 10) || null;
  return { sidebar: width("sidebar"), list: width("list"), beside: width("beside"), below: width("below") };
}

export function keepWidths(widths: Widths): void {
  for (const [name, width] of Object.entries(widths)) {
    if (width === null) localStorage.removeItem(`width-${name}`);
    else localStorage.setItem(`width-${name}`, String(width));
  }
}
