// The sentence for a failure, in the language of the interface. The core sends a code; the words are made here.

import { text, type PlainKey } from "../texts";
import type { Code, Failure } from "../wire";

/** Every code has a sentence of its own. */
const KEYS: Record<Code, PlainKey> = {
  library_missing: "failure-library-missing",
  library_newer: "failure-library-newer",
  library_damaged: "failure-library-damaged",
  library_foreign: "failure-library-foreign",
  library_gone: "failure-library-gone",
  library_busy: "failure-library-busy",
  library_unsafe: "failure-library-unsafe",
  library_not_writable: "failure-library-not-writable",
  not_found: "failure-not-found",
  changed_there: "failure-changed-there",
  server: "failure-server",
  sign_in: "failure-sign-in",
  private_network: "failure-private",
  stale: "failure-stale",
  not_allowed: "failure-not-allowed",
  nothing_to_undo: "failure-nothing-to-undo",
  nothing_to_redo: "failure-nothing-to-redo",
  other_step: "failure-other-step",
  gate: "failure-gate",
  invalid: "failure-invalid",
  disk_full: "failure-disk-full",
  cancelled: "failure-cancelled",
  broke: "failure-broke",
};

export function sentenceOf(failure: Failure): string {
  const sentence = text(KEYS[failure.code]);
  return failure.about ? text("failure-about", { headline: failure.about, sentence }) : sentence;
}

/** Whether a library cannot be opened as it is, and waiting does not help. */
export function cannotOpen({ code }: Failure): boolean {
  return code === "library_missing" || code === "library_newer" || code === "library_damaged" || code === "library_foreign" || code === "library_unsafe" || code === "library_not_writable";
}
