// The blocks that "/" offers, and the buttons of the bar above a selection, in the interface's words.

import { type PlainKey, text } from "../../texts";
import { type BlockOffer, CURSOR } from "./offers";
import type { BarButton } from "./selectionBar";

const BLOCKS: readonly { label: PlainKey; also: string; text: string }[] = [
  { label: "action-heading2", also: "heading h2", text: `## ${CURSOR}` },
  { label: "action-heading3", also: "heading h3", text: `### ${CURSOR}` },
  { label: "action-quote", also: "quote", text: `> ${CURSOR}` },
  { label: "action-bullets", also: "list bullets", text: `- ${CURSOR}` },
  { label: "action-numbers", also: "list numbers ol", text: `1. ${CURSOR}` },
  { label: "action-tasks", also: "list tasks todo", text: `- [ ] ${CURSOR}` },
  { label: "block-table", also: "table", text: `| ${CURSOR} |  |\n| --- | --- |\n|  |  |\n` },
  { label: "block-note", also: "note alert box", text: `> [!NOTE]\n> ${CURSOR}` },
  { label: "block-code", also: "code", text: `\`\`\`\n${CURSOR}\n\`\`\`\n` },
  { label: "block-rule", also: "rule line hr", text: `---\n\n${CURSOR}` },
];

export function blockOffers(): BlockOffer[] {
  return BLOCKS.map(({ label, ...rest }) => ({ label: text(label), ...rest }));
}

export function barButtons(): BarButton[] {
  const button = (face: string, label: PlainKey, command: string) => ({ face, label: text(label), command });
  return [
    button("B", "action-bold", "bold"),
    button("I", "action-italic", "italic"),
    button("S", "action-strike", "strike"),
    button("A", "action-link", "link"),
    button("H", "action-heading2", "heading2"),
    button("❝", "action-quote", "quote"),
  ];
}
