// The sentences of each language, as they stand in its folder: one text of all its files, in the order of their names.

function all(files: Record<string, string>): string {
  return Object.keys(files)
    .sort()
    .map((name) => files[name])
    .join("\n");
}

export const sources = {
  en: all(import.meta.glob<string>("./en/*.ftl", { query: "?raw", import: "default", eager: true })),
  zh: all(import.meta.glob<string>("./zh/*.ftl", { query: "?raw", import: "default", eager: true })),
} as const;
