// Which commands are meant by what was typed: all its letters in order, those at the beginning of words first.

/** How well a label answers; lower is better, null where it does not. */
export function distance(label: string, typed: string): number | null {
  const [words, letters] = [label.toLocaleLowerCase(), typed.toLocaleLowerCase().replace(/\s+/g, "")];
  let at = 0;
  let gaps = 0;
  for (const letter of letters) {
    const next = words.indexOf(letter, at);
    if (next < 0) return null;
    const begins = next === 0 || words[next - 1] === " ";
    if (next > at) gaps += begins ? 1 : next - at + 2;
    at = next + letter.length;
  }
  return gaps + words.length / 1000;
}

/** Those that answer, best first; as they stand where nothing is typed. */
export function matching<T>(all: readonly T[], label: (of: T) => string, typed: string): T[] {
  if (typed.trim() === "") return [...all];
  const found = all.flatMap((of) => {
    const far = distance(label(of), typed);
    return far === null ? [] : [{ of, far }];
  });
  return found.sort((a, b) => a.far - b.far).map(({ of }) => of);
}
