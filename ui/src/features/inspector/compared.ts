// The fields beside a text in which two versions differ, as a person reads them.

import { dateTime, number, type PlainKey, text } from "../../texts";
import type { ComparedField, FieldWord } from "../../wire";

const LABELS: Record<FieldWord, PlainKey> = {
  category: "field-category",
  tags: "shelves-tags",
  bylines: "compare-bylines",
  date: "field-date",
  cover: "field-cover",
  seo_title: "field-seo-title",
  seo_description: "field-seo-description",
  canonical: "field-canonical",
  noindex: "field-noindex",
  form: "field-form",
  views: "field-views",
  translation: "compare-translation",
  custom: "compare-custom",
};

export function labelOf(field: FieldWord): string {
  return text(LABELS[field]);
}

/** One of its two values. */
export function said({ field }: ComparedField, value: string): string {
  if (value === "") return text("compare-nothing");
  if (field === "tags" || field === "bylines") return value.split("\n").join(", ");
  if (field === "date") return dateTime(value);
  if (field === "views") return number(Number(value));
  if (field === "form") return text(`field-form-${value as "inherit" | "on" | "off"}`);
  if (field === "noindex") return text(value === "yes" ? "compare-yes" : "compare-no");
  return value;
}
