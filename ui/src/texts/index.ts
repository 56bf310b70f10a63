// The interface's sentences: `text("key", args)` in the language that was chosen, else that the system asks for.
// Not here: the sentences themselves (en/, zh/), and anything an author wrote.

export { type Language, pickLanguage, type PlainKey, Speech, type TextKey } from "./speech";
export { type Choice, CHOICES, chosenLanguage, date, dateTime, language, languageName, list, number, shortDate, size, speak, text, time, wordsFor } from "./spoken.svelte";
