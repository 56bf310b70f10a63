// Which commands are meant by what was typed: a part of their words, or the beginnings of several ("na": New article); or of other words for them.

const WORDLESS = /[^\p{L}\p{N}]/u;
/** Written without spaces between words: each character may begin one. */
const BY_CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function begins(text: readonly string[], at: number): boolean {
  const [before, here] = [text[at - 1], text[at] ?? ""];
  return before === undefined || (WORDLESS.test(before) && !WORDLESS.test(here)) || BY_CHARACTER.test(here);
}

function nearer(one: number | null, other: number | null): number | null {
  return one === null || (other !== null && other < one) ? other : one;
}

/**
 * How well a label answers; lower is better, null where it does not. Each letter stands next to the one before or begins a
 * word: letters picked from anywhere would make nearly every long label an answer.
 */
export function distance(label: string, typed: string): number | null {
  const text = [...label.toLocaleLowerCase()];
  const letters = [...typed.toLocaleLowerCase()].filter((letter) => letter.trim() !== "");
  // For each place where the latest letter can stand, the least that it took to come there.
  let reached: (number | null)[] = [];
  for (const [nth, letter] of letters.entries()) {
    let least: number | null = null;
    reached = text.map((here, at) => {
      const next = reached[at - 1] ?? null;
      least = nearer(least, next);
      if (here !== letter) return null;
      if (nth === 0) return at === 0 ? 0 : begins(text, at) ? 1 : 3;
      return nearer(next, least !== null && begins(text, at) ? least + 1 : null);
    });
  }
  const far = reached.reduce(nearer, letters.length > 0 ? null : 0);
  return far === null ? null : far + text.length / 1000;
}

/** A word that is just what was typed comes before all that only begin so. */
const EXACT = -1;
/** Other words come after a label that answers as well, and before one that answers less. */
const OTHER = 0.5;

/** How well the label or other words for it answer, as `distance` says it. */
function least(label: string, others: readonly string[], typed: string): number | null {
  const far = (words: string) => (words.toLocaleLowerCase() === typed.trim().toLocaleLowerCase() ? EXACT : distance(words, typed));
  return others.reduce((best: number | null, words) => {
    const here = far(words);
    return nearer(best, here === null ? null : here + OTHER);
  }, far(label));
}

/** Those that answer, best first; as they stand where nothing is typed. */
export function matching<T>(all: readonly T[], label: (of: T) => string, typed: string, others: (of: T) => readonly string[] = () => []): T[] {
  if (typed.trim() === "") return [...all];
  const found = all.flatMap((of) => {
    const far = least(label(of), others(of), typed);
    return far === null ? [] : [{ of, far }];
  });
  return found.sort((a, b) => a.far - b.far).map(({ of }) => of);
}
