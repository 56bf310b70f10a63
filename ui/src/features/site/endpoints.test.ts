import { describe, expect, it } from "vitest";
import { endpointOf, fieldOf, nameOf } from "./endpoints";

describe("where an inquiry goes", () => {
  it("reads back what it writes", () => {
    for (const field of ["netlify", "mailto:desk@example.org", "formspree:https://forms.example.org/f/1", "https://example.org/in"]) {
      expect(fieldOf(endpointOf(field))).toBe(field);
    }
  });

  it("waits for an address, and takes the kind that was typed with it once", () => {
    expect(fieldOf({ kind: "mailto", address: " " })).toBeNull();
    expect(fieldOf({ kind: "mailto", address: "mailto:desk@example.org" })).toBe("mailto:desk@example.org");
  });
});

describe("a name for what a form asks", () => {
  it("is made of the words on the page, where these have letters of a name", () => {
    expect(nameOf("Your company", "text", [])).toBe("your-company");
    expect(nameOf("Société", "text", [])).toBe("societe");
    expect(nameOf("公司", "text", [])).toBe("text");
  });

  it("is no other's, and none of the page's own", () => {
    expect(nameOf("Name", "text", ["name", "name-2"])).toBe("name-3");
    expect(nameOf("Website", "text", ["text"])).toBe("text-2");
  });
});
