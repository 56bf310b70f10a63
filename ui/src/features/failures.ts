// The sentence for a failure, in the language of the interface. The core sends a code; the words are made here.

import { text } from "../texts";
import type { Failure } from "../wire";

export function sentenceOf(failure: Failure): string {
  switch (failure.code) {
    case "no_library":
      return text("no-library-title");
    case "library_missing":
      return text("failure-library-missing", { path: failure.params["path"] ?? "" });
    case "library_newer":
      return text("failure-library-newer");
    case "library_damaged":
      return text("failure-library-damaged");
    case "library_busy":
      return text("failure-library-busy");
    case "article_gone":
      return text("failure-article-gone");
    case "disk":
      return text("failure-disk");
    default:
      return text("failure-broke", { id: failure.id });
  }
}
