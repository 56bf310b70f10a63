// What the webview says of a field that must be filled in, in the words of the interface: its own are in the language of the system.

import { text } from "../texts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Says it of every field from now on. */
export function sayWhatIsMissing(page: Document): void {
  const said = new Set<Field>();
  page.addEventListener(
    "invalid",
    ({ target }) => {
      const field = target as Field;
      if (!field.validity.valueMissing) return;
      field.setCustomValidity(text("field-missing"));
      said.add(field);
    },
    true,
  );
  // Whatever is done next may mend it; it is asked anew then.
  const forget = () => {
    for (const field of said) field.setCustomValidity("");
    said.clear();
  };
  for (const kind of ["keydown", "pointerdown", "input", "change"]) page.addEventListener(kind, forget, true);
}
