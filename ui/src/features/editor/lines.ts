// The lines of a stretch of text, for whatever is done or shown line by line.

import type { Line, Text } from "@codemirror/state";

/** The lines that `from` to `to` touches, from the first on. */
export function* linesOf(doc: Text, from: number, to: number): Generator<Line> {
  for (let at = from; at <= to; ) {
    const line = doc.lineAt(at);
    yield line;
    at = line.to + 1;
  }
}
