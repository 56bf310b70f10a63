// Why an import left something, as a sentence: the core sends a code and what it names, the words are made here.

import { size, text, type TextKey } from "../../texts";
import type { Texts } from "../../texts/keys";
import type { LeftReason } from "../../wire";

type Code = LeftReason["code"];
/** What the sentence of a code names. */
type Names<C extends Code> = Texts[`left-${C}`] extends undefined ? unknown : Texts[`left-${C}`];
/** The codes whose sentences name something that is not sent with them: there are none, or this does not compile. */
type Unsaid = { [C in Code]: Extract<LeftReason, { code: C }> extends Names<C> ? never : C }[Code];

export const sentenceOfLeft: [Unsaid] extends [never] ? (reason: LeftReason) => string : Unsaid = (reason: LeftReason) => {
  const key: TextKey = `left-${reason.code}`;
  const named = "maxBytes" in reason ? { ...reason, maxBytes: size(reason.maxBytes) } : reason;
  return (text as (key: TextKey, names: object) => string)(key, named);
};
