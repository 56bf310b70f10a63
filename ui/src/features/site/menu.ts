// A menu as one field keeps it: entries parted by commas, each a label and an address. A comma behind a word that is no address
// belongs to the label.

export interface MenuEntry {
  label: string;
  url: string;
}

const isAddress = (word: string): boolean => /^(\/(?!\/)|https?:\/\/)/.test(word);

/** The entries of a field. */
export function entriesOf(kept: string): MenuEntry[] {
  const entries: MenuEntry[] = [];
  let entry = "";
  for (const piece of kept.split(",")) {
    entry += piece;
    const [, label, url] = /^(.*\S)\s+(\S+)$/s.exec(entry.trim()) ?? [];
    if (label && url && isAddress(url)) {
      entries.push({ label, url });
      entry = "";
    } else if (entry.trim()) entry += ",";
  }
  return entries;
}

/** The field of entries. Spaces in an address are written as programs read them. */
export const fieldOf = (entries: readonly MenuEntry[]): string => entries.map(({ label, url }) => `${label.trim()} ${url.trim().replace(/[\s,]/g, encodeURIComponent)}`).join(", ");
