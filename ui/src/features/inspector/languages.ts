import { languageName } from "../../texts";
import type { ArticleText, LanguageShelf } from "../../wire";

/** Languages that newsrooms often write in, for a library that has only one so far. */
const USUAL: readonly string[] = ["en", "zh", "es", "ar", "fr", "ja", "de"];

/** Whether it is written without spaces in Han characters, kana or both: what is long is counted in signs then. As `is_cjk` of the core says. */
export function isInSigns(tag: string): boolean {
  return /^(?:zh|ja|yue|wuu|nan|lzh)(?:-|$)/i.test(tag);
}

/** The languages in which an article has no version yet, those of the library first. */
export function languagesLeft(article: ArticleText | null, library: readonly LanguageShelf[]): { id: string; name: string }[] {
  const taken = new Set([article?.article.language, ...(article?.versions ?? []).map(({ language }) => language)]);
  const all = new Set([...library.map(({ tag }) => tag), ...USUAL]);
  return [...all].filter((tag) => !taken.has(tag)).map((tag) => ({ id: tag, name: languageName(tag) }));
}
