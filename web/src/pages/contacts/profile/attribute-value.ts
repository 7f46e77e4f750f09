/** How a contact's values are edited and shown: the kind of field each one gets, and text to value and back. Pure. */
import type { Attribute, Json } from "../../../api/types.ts";

export type FieldKind =
  | "text"
  | "phone"
  | "email"
  | "country"
  | "gender"
  | "language"
  | "timeZone"
  | "date"
  | "number"
  | "boolean"
  | "list"
  | "json";

/** What is in the field while it is edited. */
export type FieldDraft = string | string[];
export type ParsedDraft = { value: Json } | { problem: "not_number" | "not_json" };

/** The field of a custom attribute: by its declared type, else by what its value looks like. */
export function kindOfAttribute(type: Attribute["type"] | undefined, value: Json | undefined): FieldKind {
  switch (type) {
    case "string":
      return "text";
    case "number":
    case "boolean":
    case "date":
      return type;
    case "array":
      return "list";
    case "object":
    case "object_array":
      return "json";
    default:
      return kindOfValue(value);
  }
}

function kindOfValue(value: Json | undefined): FieldKind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? "list" : "json";
  return value !== null && typeof value === "object" ? "json" : "text";
}

export function draftOf(kind: FieldKind, value: Json | undefined): FieldDraft {
  if (kind === "list") return Array.isArray(value) ? value.map(String) : [];
  if (value === null || value === undefined) return "";
  if (kind === "json") return JSON.stringify(value, null, 2);
  if (kind === "date") return String(value).slice(0, 10);
  return String(value);
}

/** The value to store; an empty field clears it (null). */
export function parseDraft(kind: FieldKind, draft: FieldDraft): ParsedDraft {
  if (Array.isArray(draft)) return { value: draft.length > 0 ? draft : null };
  const text = draft.trim();
  if (text === "") return { value: null };
  switch (kind) {
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) ? { value: number } : { problem: "not_number" };
    }
    case "boolean":
      return { value: text === "true" };
    case "json":
      try {
        return { value: JSON.parse(text) as Json };
      } catch {
        return { problem: "not_json" };
      }
    default:
      return { value: text };
  }
}

/** A day without a time is that day wherever the reader is; a moment is shown in the reader's zone. */
export function isDayOnly(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

export function dayAsLocalDate(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}
