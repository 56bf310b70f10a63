// Blocks that are put into the text by name: after "/" at the beginning of a line, by the palette and the menus.

import type { StateCommand } from "@codemirror/state";
import { apart } from "./apart";

/** Stands in a template for where the cursor goes. */
export const CURSOR = "\u2038";

export const TEMPLATES = {
  blockTable: `| ${CURSOR} |  |\n| --- | --- |\n|  |  |\n`,
  blockNote: `> [!NOTE]\n> ${CURSOR}`,
  blockCode: `\`\`\`\n${CURSOR}\n\`\`\`\n`,
  blockRule: `---\n\n${CURSOR}`,
} as const;

/** Puts the block into a paragraph of its own: where the cursor is if nothing stands in that line, else below it. */
function putting(template: string): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const line = state.doc.lineAt(state.selection.main.to);
    const from = line.text.trim() === "" ? line.from : line.to;
    const [above, below] = apart(state.sliceDoc(Math.max(0, from - 2), from), state.sliceDoc(line.to, line.to + 2));
    const at = template.indexOf(CURSOR);
    const insert = above + template.replace(CURSOR, "") + below;
    dispatch(state.update({ changes: { from, to: line.to, insert }, selection: { anchor: from + above.length + at }, userEvent: "input", scrollIntoView: true }));
    return true;
  };
}

export const blockTable = putting(TEMPLATES.blockTable);
export const blockNote = putting(TEMPLATES.blockNote);
export const blockCode = putting(TEMPLATES.blockCode);
export const blockRule = putting(TEMPLATES.blockRule);
