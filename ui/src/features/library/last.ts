// Which article of each library was open last, so that it is open at the next start: kept on this machine, since it is about who writes.

/** The article that a person had open last in the library at this path. */
export function lastOpen(library: string): string | null {
  return localStorage.getItem(`open-${library}`);
}

export function keepOpen(library: string, article: string): void {
  localStorage.setItem(`open-${library}`, article);
}
