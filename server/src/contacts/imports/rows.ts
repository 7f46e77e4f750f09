/** One row of a file -> one contact write, or what is wrong with which column. Pure. */
import type { ErrorDetail } from "../../lib/errors.ts";
import { type AttributeChange, isProblem, parseAttributeChange } from "../attribute-values.ts";
import { type FieldName, parseFields } from "../fields.ts";
import type { Identifier } from "../identifiers.ts";
import type { ContactWrite } from "../write-state.ts";
import { cellCountry, cellDate, cellGender, cellValue } from "./cells.ts";
import { type ColumnMapping, type ImportMapping, targets } from "./mapping.ts";

export interface RowError {
  readonly columnName: string | null;
  readonly value: string | null;
  readonly message: string;
}

export interface RowReader {
  /** Empty cells change nothing. */
  read(row: readonly string[]): { write: ContactWrite } | { errors: RowError[] };
  /** What writeContacts found wrong, said of the column it came from. */
  explain(row: readonly string[], problems: readonly ErrorDetail[]): RowError[];
}

interface Column {
  readonly header: string;
  readonly position: number;
  readonly mapping: ColumnMapping;
}

export interface RowOptions {
  readonly defaultCountry: string;
  /** Added to the attribute import_lists of every contact. */
  readonly listName?: string;
}

/** The array attribute that says which imports a contact came with; segments of an import read it. */
export const listAttribute = "import_lists";

export function createRowReader(
  headers: readonly string[],
  mapping: ImportMapping,
  options: RowOptions,
): RowReader {
  const columns = headers.flatMap((header, position): Column[] => {
    const column = mapping[header];
    return column && column.target !== "ignore" ? [{ header, position, mapping: column }] : [];
  });
  return {
    read: (row) => readRow(columns, row, options),
    explain: (row, problems) =>
      problems.map((problem) => {
        const column = columns.find((candidate) => pathOf(candidate) === problem.path);
        return {
          columnName: column?.header ?? null,
          value: column ? (row[column.position] ?? null) : null,
          message: problem.message,
        };
      }),
  };
}

function pathOf({ mapping }: Column): string {
  return mapping.target === "attribute"
    ? `attributes.${mapping.attribute?.trim()}`
    : (targets[mapping.target] ?? "");
}

function readRow(
  columns: readonly Column[],
  row: readonly string[],
  options: RowOptions,
): { write: ContactWrite } | { errors: RowError[] } {
  const errors: RowError[] = [];
  const raw: Partial<Record<FieldName, string>> = {};
  const attributes: Record<string, AttributeChange> = {};
  for (const column of columns) {
    const cell = (row[column.position] ?? "").trim();
    if (cell === "") continue;
    const field = targets[column.mapping.target];
    if (field) raw[field] = fieldText(field, cell, options.defaultCountry);
    else readAttribute(column, cell, options, attributes, errors);
  }
  const { fields, problems } = parseFields(raw, options.defaultCountry);
  for (const problem of problems) {
    const column = columns.find((candidate) => pathOf(candidate) === problem.path);
    errors.push({
      columnName: column?.header ?? null,
      value: column ? (row[column.position] ?? null) : null,
      message: problem.message,
    });
  }
  if (errors.length > 0) return { errors };
  const identifier = identify(fields);
  if (!identifier)
    return {
      errors: [
        {
          columnName: null,
          value: null,
          message: "The row has no external id, phone or e-mail to find the contact by.",
        },
      ],
    };
  if (options.listName) attributes[listAttribute] = { kind: "add", values: [options.listName] };
  return { write: { identifier, fields, attributes } };
}

function fieldText(field: FieldName, cell: string, defaultCountry: string): string {
  switch (field) {
    case "country":
      return cellCountry(cell);
    case "gender":
      return cellGender(cell);
    case "dateOfBirth":
      return cellDate(cell, defaultCountry) ?? cell;
    default:
      return cell;
  }
}

function identify(fields: {
  externalId?: string | null;
  phone?: string | null;
  email?: string | null;
}): Identifier | null {
  if (fields.externalId) return { kind: "external_id", value: fields.externalId };
  if (fields.phone) return { kind: "phone", value: fields.phone };
  return fields.email ? { kind: "email", value: fields.email } : null;
}

const typeNames = { string: "a text", number: "a number", boolean: "yes or no", date: "a date" } as const;

function readAttribute(
  column: Column,
  cell: string,
  options: RowOptions,
  attributes: Record<string, AttributeChange>,
  errors: RowError[],
): void {
  const { attribute = "", type = "string" } = column.mapping;
  const name = attribute.trim();
  const value = cellValue(cell, type, options.defaultCountry);
  const change = value === null ? null : parseAttributeChange(name, value);
  if (!change)
    errors.push({
      columnName: column.header,
      value: cell,
      message: `"${cell.slice(0, 60)}" is not ${typeNames[type]}.`,
    });
  else if (isProblem(change))
    errors.push({ columnName: column.header, value: cell, message: change.message });
  // A column of texts stays one, also where a cell looks like a date.
  else if (type === "string") attributes[name] = { kind: "set", type: "string", value: cell };
  else attributes[name] = change;
}
