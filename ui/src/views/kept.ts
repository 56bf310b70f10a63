// How a person left the window: kept in the webview, since it is about this screen and not about the library.

/** What was kept under a name, where it is one of these; else the first of them. */
export function kept<T extends string>(name: string, of: readonly [T, ...T[]] | readonly T[]): T {
  const value = localStorage.getItem(name);
  return of.find((one) => one === value) ?? (of[0] as T);
}
