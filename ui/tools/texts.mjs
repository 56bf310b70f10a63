// Makes src/texts/keys.ts from src/texts/en: each key with the arguments that its sentence takes.
// Run by `npm run texts`; a test fails where the committed file differs.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { parse, Visitor } from "@fluent/syntax";

/** The names of the variables that a message uses. */
class Variables extends Visitor {
  /** @type {Set<string>} */
  names = new Set();
  /** @override @param {import("@fluent/syntax").VariableReference} node */
  visitVariableReference(node) {
    this.names.add(node.id.name);
  }
}

/** Each message's key with its sorted variables, in the order of the file. @param {string} ftl */
export function keysOf(ftl) {
  /** @type {[string, string[]][]} */
  const keys = [];
  for (const entry of parse(ftl, {}).body) {
    if (entry.type === "Junk") throw new Error(`not Fluent: ${/** @type {{content: string}} */ (entry).content}`);
    if (entry.type !== "Message") continue;
    const message = /** @type {import("@fluent/syntax").Message} */ (entry);
    const variables = new Variables();
    variables.visit(message);
    keys.push([message.id.name, [...variables.names].sort()]);
  }
  return keys;
}

/** The TypeScript of keys.ts. @param {string} ftl */
export function typescriptOf(ftl) {
  const lines = keysOf(ftl).map(([key, names]) => {
    const args = names.map((name) => `${name}: string | number`).join("; ");
    return `  "${key}": ${names.length ? `{ ${args} }` : "undefined"};`;
  });
  return `// Made from en/*.ftl by \`npm run texts\`. Not edited by hand.\n\nexport interface Texts {\n${lines.join("\n")}\n}\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const texts = new URL("../src/texts/", import.meta.url);
  const english = new URL("en/", texts);
  const files = readdirSync(english).filter((name) => name.endsWith(".ftl"));
  const sentences = files.sort().map((name) => readFileSync(new URL(name, english), "utf8"));
  writeFileSync(new URL("keys.ts", texts), typescriptOf(sentences.join("\n")));
}
