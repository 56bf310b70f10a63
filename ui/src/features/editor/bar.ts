// A small bar of buttons over the text, as a selection and a table have it. By the keyboard: arrows within it, Escape back.

export interface BarButton {
  /** What it shows: a letter, a sign, or the lines of a drawing 16 wide and high. */
  face: string;
  label: string;
  command: string;
}

export interface BarWords {
  label: string;
  /** In groups that stand a little apart. */
  buttons: readonly (readonly BarButton[])[];
}

const DRAWING = /^M/;

export function barOf({ label, buttons }: BarWords, run: (command: string) => void, leave: () => void): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "md-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  for (const group of buttons) {
    const place = document.createElement("div");
    place.className = "md-bar-group";
    place.append(...group.map((button) => buttonOf(button, run)));
    bar.append(place);
  }
  bar.onkeydown = (event) => {
    const all = [...bar.querySelectorAll("button")];
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) all[(all.indexOf(document.activeElement as HTMLButtonElement) + by + all.length) % all.length]?.focus();
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return bar;
}

function buttonOf({ face, label, command }: BarButton, run: (command: string) => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1; // The text is one stop; Alt F10 leads here.
  if (DRAWING.test(face)) button.append(drawing(face));
  else button.textContent = face;
  button.title = label;
  button.setAttribute("aria-label", label);
  button.className = `md-bar-${command}`;
  button.onmousedown = (event) => event.preventDefault(); // The selection stays.
  button.onclick = () => run(command);
  return button;
}

function drawing(lines: string): SVGElement {
  const make = (name: string, attributes: Record<string, string>) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const svg = make("svg", { viewBox: "0 0 16 16", width: "16", height: "16", fill: "none", stroke: "currentColor", "stroke-width": "1.5", "aria-hidden": "true" });
  svg.append(make("path", { d: lines }));
  return svg;
}
