/** Columns of an export as values of a list: "field:phone", "attribute:plan", "subscription:<id>". */
import type { ExportColumn } from "../../api/types.ts";

export const exportFields = [
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
  "created_at",
  "id",
  "bsuid",
] as const;

/** What most people want, chosen at first. */
export const firstColumns = [
  "field:external_id",
  "field:first_name",
  "field:last_name",
  "field:phone",
  "field:email",
] as const;

export function columnOf(value: string): ExportColumn {
  const at = value.indexOf(":");
  const kind = value.slice(0, at);
  const rest = value.slice(at + 1);
  if (kind === "subscription") return { kind, subscriptionGroupId: rest };
  return { kind: kind === "attribute" ? "attribute" : "field", name: rest };
}
