// One language's sentences, dates and numbers.
// Not here: the sentences themselves (sources.ts has them from en/ and zh/), and anything an author wrote.

import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { Texts } from "./keys";
import { sources } from "./sources";

export type Language = keyof typeof sources;
export type TextKey = keyof Texts;
/** The keys whose sentences take no arguments: what a label may be. */
export type PlainKey = { [K in TextKey]: Texts[K] extends undefined ? K : never }[TextKey];

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** The first wanted tag whose language there are texts for, and that language; English where there is none. */
export function pickLanguage(wanted: readonly string[]): [Language, string] {
  for (const tag of wanted) {
    const [primary] = tag.toLowerCase().split("-");
    if (primary !== undefined && Object.hasOwn(sources, primary)) return [primary as Language, tag];
  }
  return ["en", "en"];
}

/** The texts, dates and numbers of one language. */
export class Speech {
  readonly language: Language;
  readonly #locale: string;
  readonly #bundle: FluentBundle;
  readonly #date: Intl.DateTimeFormat;
  readonly #ofThisYear: Intl.DateTimeFormat;
  readonly #ofOthers: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #dateTime: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #list: Intl.ListFormat;
  readonly #languages: Intl.DisplayNames;

  /** `locale` says more closely how days and numbers are written: British in `en-GB`. */
  constructor(language: Language, locale: string = language) {
    this.language = language;
    this.#locale = locale;
    // Isolating marks would show up as boxes in titles that the system draws; the markup isolates with dir="auto".
    this.#bundle = new FluentBundle(locale, { useIsolating: false });
    const problems = this.#bundle.addResource(new FluentResource(sources[language]));
    if (problems[0]) throw problems[0];
    this.#date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
    this.#ofThisYear = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
    this.#ofOthers = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short" });
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
    this.#dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    this.#list = new Intl.ListFormat(locale, { type: "conjunction" });
    this.#number = new Intl.NumberFormat(locale);
    this.#languages = new Intl.DisplayNames(locale, { type: "language" });
  }

  text<K extends TextKey>(key: K, ...args: Texts[K] extends undefined ? [] : [Texts[K]]): string {
    const pattern = this.#bundle.getMessage(key)?.value;
    if (!pattern) return key;
    return this.#bundle.formatPattern(pattern, args[0] ?? null, []);
  }

  /** Other words for what a label names, as people may know it from elsewhere: its attribute `other`. */
  otherWords(key: PlainKey): string[] {
    const pattern = this.#bundle.getMessage(key)?.attributes["other"];
    return pattern ? this.#bundle.formatPattern(pattern, null, []).split(/[,、]\s*/) : [];
  }

  /** A day, from an RFC 3339 time, in this machine's time zone. */
  date(time: string): string {
    return this.#date.format(new Date(time));
  }

  /** The same where there is little room: what tells this year's days apart, and the month of others. */
  shortDate(time: string, now = new Date()): string {
    const day = new Date(time);
    return (day.getFullYear() === now.getFullYear() ? this.#ofThisYear : this.#ofOthers).format(day);
  }

  /** A time of day, from an RFC 3339 time. */
  time(time: string): string {
    return this.#time.format(new Date(time));
  }

  /** A day and a time of day, from an RFC 3339 time. */
  dateTime(time: string): string {
    return this.#dateTime.format(new Date(time));
  }

  number(count: number): string {
    return this.#number.format(count);
  }

  /** Names one after the other: "A, B, and C". */
  list(names: readonly string[]): string {
    return this.#list.format(names);
  }

  /** A limit of size as a person reads it: whole megabytes, or kilobytes below one. */
  size(bytes: number): string {
    const [unit, of] = bytes < MEGABYTE ? (["kilobyte", KILOBYTE] as const) : (["megabyte", MEGABYTE] as const);
    return new Intl.NumberFormat(this.#locale, { style: "unit", unit, maximumFractionDigits: 0 }).format(bytes / of);
  }

  /** The name of a language by its tag; the tag where it has none. */
  languageName(tag: string): string {
    return this.#languages.of(tag) ?? tag;
  }
}
