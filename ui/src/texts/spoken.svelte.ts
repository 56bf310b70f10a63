// The language that the interface speaks now. Reading it in a template follows it: a change is on the screen at once.

import { sources } from "./sources";
import { type Language, type PlainKey, pickLanguage, Speech } from "./speech";

/** What a person can choose: what the system asks for, or a language. */
export const CHOICES = ["system", "en", "zh"] as const satisfies readonly (Language | "system")[];
export type Choice = (typeof CHOICES)[number];

const KEPT = "language";

function speechOf(choice: Choice): Speech {
  const wanted = globalThis.navigator?.languages ?? [];
  // The chosen language as the system's own region writes its days and numbers, where it has that language.
  return new Speech(...(choice === "system" ? pickLanguage(wanted) : pickLanguage([...wanted.filter((tag) => tag.split("-")[0] === choice), choice])));
}

function keptChoice(): Choice {
  const kept = globalThis.localStorage?.getItem(KEPT);
  return CHOICES.find((choice) => choice === kept) ?? "system";
}

let choice = $state.raw<Choice>(keptChoice());
const speech = $derived(speechOf(choice));

// What is chosen in one window is spoken in all.
globalThis.addEventListener?.("storage", ({ key }) => {
  if (key === KEPT) choice = keptChoice();
});

let every: readonly Speech[] | undefined;
const everyLanguage = () => (every ??= (Object.keys(sources) as Language[]).map((one) => new Speech(one)));

export const chosenLanguage = (): Choice => choice;
/** Speaks another language from now on, and the next time. */
export function speak(to: Choice): void {
  choice = to;
  globalThis.localStorage?.setItem(KEPT, to);
}

/** The language that is spoken, as a BCP 47 tag. */
export const language = (): Language => speech.language;
export const text: Speech["text"] = (...args) => speech.text(...args);
/** All the words by which a label can be found: its own and others for it, in every language. Whoever reads only one of them finds the way back from another. */
export const wordsFor = (key: PlainKey): string[] => everyLanguage().flatMap((one) => [one.text(key), ...one.otherWords(key)]);
export const date: Speech["date"] = (at) => speech.date(at);
export const shortDate: Speech["shortDate"] = (at, now) => speech.shortDate(at, now);
export const time: Speech["time"] = (at) => speech.time(at);
export const dateTime: Speech["dateTime"] = (at) => speech.dateTime(at);
export const number: Speech["number"] = (count) => speech.number(count);
export const list: Speech["list"] = (names) => speech.list(names);
export const size: Speech["size"] = (bytes) => speech.size(bytes);
export const languageName: Speech["languageName"] = (tag) => speech.languageName(tag);
