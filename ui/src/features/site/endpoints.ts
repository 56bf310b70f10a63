// Where an inquiry goes, as a person chooses it and as the field has it.

export const ENDPOINTS = ["mailto", "formspree", "netlify", "url"] as const;
export type EndpointKind = (typeof ENDPOINTS)[number];

export interface Endpoint {
  kind: EndpointKind;
  /** Without what says the kind; nothing where there is none to say. */
  address: string;
}

/** What the field has, as kind and address. */
export function endpointOf(field: string): Endpoint {
  if (field === "netlify") return { kind: "netlify", address: "" };
  for (const kind of ["mailto", "formspree"] as const) {
    if (field.startsWith(`${kind}:`)) return { kind, address: field.slice(kind.length + 1) };
  }
  return { kind: "url", address: field };
}

/** What the field is to have; null where an address is still to be said. */
export function fieldOf({ kind, address }: Endpoint): string | null {
  const typed = address.trim();
  if (kind === "netlify") return "netlify";
  if (typed === "") return null;
  // Who knows how it is written says it twice.
  return kind === "url" || typed.startsWith(`${kind}:`) ? typed : `${kind}:${typed}`;
}

/** A name for what a form asks, from what it is called on the page: letters, digits and hyphens, and no other's. */
export function nameOf(label: string, kind: string, taken: readonly string[]): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  // Words that the page itself has in the form.
  const own = /^(website|consent|form-name)$/.test(plain);
  const wanted = plain === "" || own ? kind : plain;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
