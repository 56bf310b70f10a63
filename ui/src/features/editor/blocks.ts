// The blocks that "/" offers, and the buttons of the bars above a selection and a table, in the interface's words.

import { type PlainKey, text } from "../../texts";
import type { BarButton, BarWords } from "./bar";
import type { BlockOffer } from "./offers";
import { CURSOR, TEMPLATES } from "./templates";

const BLOCKS: readonly { label: PlainKey; also: string; text: string }[] = [
  { label: "action-heading2", also: "heading h2", text: `## ${CURSOR}` },
  { label: "action-heading3", also: "heading h3", text: `### ${CURSOR}` },
  { label: "action-quote", also: "quote", text: `> ${CURSOR}` },
  { label: "action-bullets", also: "list bullets", text: `- ${CURSOR}` },
  { label: "action-numbers", also: "list numbers ol", text: `1. ${CURSOR}` },
  { label: "action-tasks", also: "list tasks todo", text: `- [ ] ${CURSOR}` },
  { label: "block-table", also: "table", text: TEMPLATES.blockTable },
  { label: "block-note", also: "note alert box", text: TEMPLATES.blockNote },
  { label: "block-code", also: "code", text: TEMPLATES.blockCode },
  { label: "block-rule", also: "rule line hr", text: TEMPLATES.blockRule },
];

export function blockOffers(): BlockOffer[] {
  return BLOCKS.map(({ label, ...rest }) => ({ label: text(label), ...rest }));
}

const button = (face: string, label: PlainKey, command: string): BarButton => ({ face, label: text(label), command });

export function selectionBarWords(): BarWords {
  const buttons = [
    button("B", "action-bold", "bold"),
    button("I", "action-italic", "italic"),
    button("S", "action-strike", "strike"),
    button("A", "action-link", "link"),
    button("H", "action-heading2", "heading2"),
    button("❝", "action-quote", "quote"),
  ];
  return { label: text("bar-label"), buttons: [buttons] };
}

/** Drawings: a row or a column as a box, what happens to it as a plus, a cross or an arrow. */
export function tableBarWords(): BarWords {
  const rows = [
    button("M2 9.5h12v5H2zM8 1.5v5M5.5 4h5", "action-rowAbove", "rowAbove"),
    button("M2 1.5h12v5H2zM8 9.5v5M5.5 12h5", "action-rowBelow", "rowBelow"),
    button("M2 10.5h12v4H2zM8 8V1.5M5.5 4L8 1.5 10.5 4", "action-rowUp", "rowUp"),
    button("M2 1.5h12v4H2zM8 8v6.5M5.5 12L8 14.5 10.5 12", "action-rowDown", "rowDown"),
    button("M2 1.5h12v4H2zM5.5 9l5 5M10.5 9l-5 5", "action-rowRemove", "rowRemove"),
  ];
  const columns = [
    button("M9.5 2v12h5V2zM1.5 8h5M4 5.5v5", "action-columnBefore", "columnBefore"),
    button("M1.5 2v12h5V2zM9.5 8h5M12 5.5v5", "action-columnAfter", "columnAfter"),
    button("M10.5 2v12h4V2zM8 8H1.5M4 5.5L1.5 8 4 10.5", "action-columnBack", "columnBack"),
    button("M1.5 2v12h4V2zM8 8h6.5M12 5.5L14.5 8 12 10.5", "action-columnOn", "columnOn"),
    button("M1.5 2v12h4V2zM9 5.5l5 5M14 5.5l-5 5", "action-columnRemove", "columnRemove"),
  ];
  const alignment = [
    button("M2 3.5h12M2 8h7M2 12.5h10", "action-alignLeft", "alignLeft"),
    button("M2 3.5h12M4.5 8h7M3 12.5h10", "action-alignCenter", "alignCenter"),
    button("M2 3.5h12M7 8h7M4 12.5h10", "action-alignRight", "alignRight"),
  ];
  return { label: text("bar-table-label"), buttons: [rows, columns, alignment] };
}
