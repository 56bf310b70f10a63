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
/** What texts are set in, in the order in which they are met: the system looks for a face anew for each size and weight. */
const SET_IN = [
  "var(--weight) var(--size-writing) var(--face-writing)",
  "var(--weight-strong) calc(var(--size-writing) * 1.556) var(--face-writing)", // headline
  "var(--weight) calc(var(--size-writing) * 0.945) var(--face-writing)", // lead
  "600 calc(var(--size-writing) * 1.35) var(--face-writing)", // headings
  "600 calc(var(--size-writing) * 1.2) var(--face-writing)",
  "600 var(--size-writing) var(--face-writing)",
  "var(--weight-medium) var(--size-row) var(--face)", // rows of the list
  "var(--weight) var(--size) var(--face)",
];
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
    for (const font of SET_IN) {
      await rest();
      sample.style.font = font;
      [sample.lang, sample.textContent] = [language, letters];
      document.body.append(sample);
      void sample.offsetWidth; // It is laid out here.
      sample.remove();
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
