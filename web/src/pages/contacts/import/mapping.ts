/**
 * Where each column of a CSV file goes. The server suggests it; here it is edited, and `mappingProblems` says what keeps an
 * import from starting before the server is asked.
 */
import type {
  ImportColumnType,
  ImportFindBy,
  ImportMapping,
  ImportMappingEntry,
} from "../../../api/types.ts";

export const standardTargets = [
  "external_id",
  "phone",
  "email",
  "first_name",
  "last_name",
  "country",
  "home_city",
  "language",
  "time_zone",
  "gender",
  "date_of_birth",
] as const;

export type ColumnMapping = ImportMappingEntry;
export type Mapping = ImportMapping;
export const customTypes: readonly ImportColumnType[] = [
  "string",
  "number",
  "boolean",
  "date",
  "array",
  "object",
  "object_array",
];
export const separators = [",", ";", "|"] as const;

export type MappingProblem =
  | { code: "no_identifier" }
  | { code: "no_find_by"; target: string }
  | { code: "duplicate_target"; header: string; target: string; custom: boolean }
  | { code: "attribute_unnamed" | "alias_unlabelled" | "unknown_subscription_group"; header: string };

/** Identifiers tell whether a row is a new contact or one that is already there. */
const identifiers: readonly string[] = ["external_id", "phone", "email"];

/** What a column needs for its new target, guessed from its name and values; what only other targets have is dropped. */
export function completeColumn(column: ColumnMapping, header: string, samples: string[]): ColumnMapping {
  switch (column.target) {
    case "attribute":
      return {
        target: "attribute",
        attribute: column.attribute ?? attributeName(header),
        type: column.type ?? guessType(samples),
        ...(column.separator === undefined ? {} : { separator: column.separator }),
      };
    case "alias":
      return { target: "alias", label: column.label ?? attributeName(header) };
    case "subscription":
      return { target: "subscription", subscriptionGroupId: column.subscriptionGroupId ?? "" };
    default:
      return { target: column.target };
  }
}

/** The type that every sample fits; text when they disagree or there are none. */
export function guessType(samples: string[]): ImportColumnType {
  const filled = samples.map((sample) => sample.trim()).filter((sample) => sample !== "");
  if (filled.length === 0) return "string";
  if (filled.every((sample) => /^(true|false|yes|no|sim|não|nao|sí|verdadeiro|falso)$/i.test(sample)))
    return "boolean";
  if (filled.every((sample) => /^\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(sample)))
    return "date";
  // A leading zero (postcodes, document numbers) means the digits are a name, not an amount.
  if (filled.every((sample) => /^-?(0|[1-9]\d{0,14})([.,]\d+)?$/.test(sample))) return "number";
  return "string";
}

function attributeName(header: string): string {
  return withoutAccents(header)
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "");
}

/** What may be there once only; null for columns that go nowhere. */
function keyOf(column: ColumnMapping): string | null {
  if (column.target === "ignore") return null;
  if (column.target === "attribute") return `attribute:${column.attribute?.trim() ?? ""}`;
  if (column.target === "alias") return `alias:${column.label?.trim() ?? ""}`;
  if (column.target === "subscription") return `subscription:${column.subscriptionGroupId ?? ""}`;
  return column.target;
}

function incomplete(header: string, column: ColumnMapping): MappingProblem | null {
  if (column.target === "attribute" && !column.attribute?.trim())
    return { code: "attribute_unnamed", header };
  if (column.target === "alias" && !column.label?.trim()) return { code: "alias_unlabelled", header };
  if (column.target === "subscription" && !column.subscriptionGroupId)
    return { code: "unknown_subscription_group", header };
  return null;
}

function duplicate(header: string, column: ColumnMapping): MappingProblem {
  const custom = column.target === "attribute";
  const target = custom ? (column.attribute?.trim() ?? "") : column.target;
  return { code: "duplicate_target", header, target, custom };
}

/** What keeps the import from starting, in column order. */
export function mappingProblems(
  headers: string[],
  mapping: Mapping,
  findBy: ImportFindBy = "auto",
): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const used = new Set<string>();
  const targets = new Set<string>();
  for (const header of headers) {
    const column = mapping[header];
    const key = column ? keyOf(column) : null;
    if (!column || key === null) continue;
    const missing = incomplete(header, column);
    if (missing) problems.push(missing);
    else if (used.has(key)) problems.push(duplicate(header, column));
    used.add(key);
    targets.add(column.target);
  }
  if (findBy === "auto") {
    if (!identifiers.some((target) => targets.has(target))) problems.unshift({ code: "no_identifier" });
  } else if (!targets.has(findBy)) problems.unshift({ code: "no_find_by", target: findBy });
  return problems;
}
