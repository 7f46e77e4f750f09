/** Columns of an export: which there are, what they are called in the file, and a contact's cell in each. Pure. */
import type { JsonObject, JsonValue } from "../../contacts/contacts.ts";

export const exportFields = [
  "id",
  "external_id",
  "first_name",
  "last_name",
  "phone",
  "email",
  "country",
  "home_city",
  "language",
  "time_zone",
  "gender",
  "date_of_birth",
  "bsuid",
  "created_at",
  "updated_at",
] as const;
export type ExportField = (typeof exportFields)[number];

export type ExportColumn =
  | { readonly kind: "field"; readonly name: ExportField }
  | { readonly kind: "attribute"; readonly name: string }
  /** subscribed, unsubscribed or unknown; the header is the number's name. */
  | { readonly kind: "subscription"; readonly subscriptionGroupId: string; readonly header: string };

export interface ExportedRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, string | null>>;
  readonly attributes: JsonObject;
  /** By subscription group. */
  readonly states: Readonly<Record<string, string>>;
}

export function headerOf(column: ExportColumn): string {
  return column.kind === "subscription" ? column.header : column.name;
}

export function cellOf(column: ExportColumn, row: ExportedRow): string {
  switch (column.kind) {
    case "field":
      return column.name === "id" ? row.id : (row.fields[column.name] ?? "");
    case "attribute":
      return cellText(Object.hasOwn(row.attributes, column.name) ? row.attributes[column.name] : undefined);
    case "subscription":
      return row.states[column.subscriptionGroupId] ?? "unknown";
  }
}

/** Arrays and objects as JSON, which an import reads again. */
function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
