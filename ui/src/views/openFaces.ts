// The system's faces for the scripts of a library. Each is opened when the first text in it is laid out, which takes some
// ten milliseconds: here that is done while nobody waits, so that the first article in Chinese is there like any other.

/** Some letters of each script that our own faces do not have. */
const LETTERS: Readonly<Record<string, string>> = {
  Hans: "稿件，标点。",
  Hant: "稿件，標點。",
  Jpan: "日本語の記事、カナ。",
  Kore: "한국어 기사",
  Arab: "مقالة",
  Hebr: "כתבה",
  Cyrl: "Статья",
  Grek: "Άρθρο",
  Deva: "लेख",
  Thai: "บทความ",
};
/** What is written in, and what lists are set in; headings and headlines are heavier. */
const FACES = ["var(--face-writing)", "var(--face)"];
const WEIGHTS = ["400", "600"];
/** Between one face and the next, in milliseconds: a key that comes meanwhile waits for one at most. */
const REST_MS = 150;

/** Opens the faces that texts in these languages need; each by its tag. */
export async function openFaces(languages: readonly string[]): Promise<void> {
  const rest = () => new Promise((done) => setTimeout(done, REST_MS));
  const sample = document.createElement("span");
  sample.setAttribute("aria-hidden", "true");
  sample.style.cssText = "position: absolute; visibility: hidden; white-space: nowrap";
  for (const language of languages) {
    const letters = lettersOf(language);
    if (!letters) continue;
    for (const family of FACES) {
      for (const weight of WEIGHTS) {
        await rest();
        Object.assign(sample.style, { fontFamily: family, fontWeight: weight });
        [sample.lang, sample.textContent] = [language, letters];
        document.body.append(sample);
        void sample.offsetWidth; // It is laid out here.
        sample.remove();
      }
    }
  }
}

/** What of a language our own faces lack; nothing where they have all of it. */
export function lettersOf(language: string): string | null {
  try {
    return LETTERS[new Intl.Locale(language).maximize().script ?? ""] ?? null;
  } catch {
    return null; // A tag that is none has no script.
  }
}
