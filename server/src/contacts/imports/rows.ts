/** One row of a file -> one contact write and what it says of subscriptions, or what is wrong with which column. Pure. */
import type { ErrorDetail } from "../../lib/errors.ts";
import type { AttributeChange } from "../data/attribute-values.ts";
import { type ContactFields, type FieldName, parseFields } from "../data/fields.ts";
import { type Alias, aliasKey, type Identifier } from "../identity/identifiers.ts";
import type { ContactWrite } from "../writing/write-state.ts";
import { attributeChange } from "./attribute-cells.ts";
import { cellCountry, cellDate, cellGender, cellSubscription, withoutGuard } from "./cells.ts";
import {
  type ColumnMapping,
  type FindBy,
  type ImportMapping,
  type ImportOptions,
  targets,
} from "./mapping.ts";
import { type Params, type RowErrorCode, rowErrorCodes, sayRowError } from "./words.ts";

export interface RowError {
  readonly columnName: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly params: Params;
  readonly message: string;
}

export interface SubscriptionWish {
  readonly subscriptionGroupId: string;
  readonly state: "subscribed" | "unsubscribed";
}

export interface ReadRow {
  readonly write: ContactWrite;
  /** Whom the row is about, as text: equal for rows about the same contact. */
  readonly key: string;
  readonly subscriptions: readonly SubscriptionWish[];
}

export interface RowReader {
  read(row: readonly string[]): ReadRow | { readonly errors: readonly RowError[] };
  /** What writeContacts found wrong, said of the column it came from. */
  explain(row: readonly string[], problems: readonly ErrorDetail[]): RowError[];
}

export interface Column {
  readonly header: string;
  readonly position: number;
  readonly mapping: ColumnMapping;
  /** Of the problems that writing reports. */
  readonly path: string;
}

/** The array attribute that says which imports a contact came with; segments of an import read it. */
export const listAttribute = "import_lists";

export function createRowReader(
  headers: readonly string[],
  mapping: ImportMapping,
  options: ImportOptions,
): RowReader {
  const columns = headers.flatMap((header, position): Column[] => {
    const column = Object.hasOwn(mapping, header) ? mapping[header] : undefined;
    if (!column || column.target === "ignore") return [];
    return [{ header, position, mapping: column, path: pathOf(column) }];
  });
  return {
    read: (row) => readRow(columns, row, options),
    explain: (row, problems) => {
      const errors = problems.map((problem) => explained(columns, row, problem));
      // One value may be refused for several reasons of the same kind: said once.
      return [...new Map(errors.map((error) => [`${error.columnName} ${error.code}`, error])).values()];
    },
  };
}

function pathOf({ target, attribute }: ColumnMapping): string {
  switch (target) {
    case "attribute":
      return `attributes.${attribute?.trim()}`;
    case "alias":
      return "aliases";
    default:
      return targets[target] ?? target;
  }
}

function rowError(
  code: RowErrorCode,
  columnName: string | null,
  value: string | null,
  params: Params = {},
): RowError {
  const known = { ...(value === null ? {} : { value: clipped(value) }), ...params };
  return { columnName, value, code, params: known, message: sayRowError("en", code, known) ?? code };
}

function clipped(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}

function explained(columns: readonly Column[], row: readonly string[], problem: ErrorDetail): RowError {
  const column = columns.find((candidate) => candidate.path === problem.path);
  const value = column ? (row[column.position] ?? null) : null;
  const code = rowErrorCodes.find((known) => known === codeOf(problem));
  const attribute = problem.path?.startsWith("attributes.") ? problem.path.slice("attributes.".length) : "";
  if (!code)
    return { columnName: column?.header ?? null, value, code: "other", params: {}, message: problem.message };
  return rowError(code, column?.header ?? null, value, attribute ? { attribute } : {});
}

const fieldCodes: Readonly<Record<string, RowErrorCode>> = {
  phone: "invalid_phone",
  email: "invalid_email",
  country: "invalid_country",
  language: "invalid_language",
  timeZone: "invalid_time_zone",
  dateOfBirth: "invalid_date_of_birth",
};

function codeOf({ code, path = "" }: ErrorDetail): string | undefined {
  return code === "invalid_value" ? (fieldCodes[path] ?? "too_long") : code;
}

/** What the cells of a row add up to. */
interface Gathered {
  readonly raw: Partial<Record<FieldName, string | null>>;
  readonly attributes: Record<string, AttributeChange>;
  readonly aliases: Alias[];
  readonly subscriptions: SubscriptionWish[];
  readonly errors: RowError[];
}

function readRow(
  columns: readonly Column[],
  row: readonly string[],
  options: ImportOptions,
): ReturnType<RowReader["read"]> {
  const gathered: Gathered = {
    raw: {},
    attributes: {},
    aliases: [],
    subscriptions: fixedWish(options),
    errors: [],
  };
  for (const column of columns) {
    const cell = withoutGuard(row[column.position] ?? "");
    if (cell !== "") gather(gathered, column, cell, options);
    else if (options.emptyCells === "clear") clear(gathered, column);
  }
  const { fields, problems } = parseFields(gathered.raw, options.defaultCountry);
  const errors = [...gathered.errors, ...problems.map((problem) => explained(columns, row, problem))];
  if (errors.length > 0) return { errors };
  const identifier = identify(options.findBy ?? "auto", fields, gathered.aliases);
  if (!identifier)
    return {
      errors: [
        rowError(
          options.findBy && options.findBy !== "auto" ? "find_by_missing" : "no_identifier",
          null,
          null,
        ),
      ],
    };
  if (options.listName) gathered.attributes[listAttribute] = { kind: "add", values: [options.listName] };
  return {
    write: {
      identifier,
      fields,
      attributes: gathered.attributes,
      ...(gathered.aliases.length > 0 ? { aliases: gathered.aliases } : {}),
    },
    key: keyOf(identifier),
    subscriptions: gathered.subscriptions,
  };
}

/** The state given for all rows comes first: what a column says of the same number counts more. */
function fixedWish({ subscriptionGroupId, subscriptionState }: ImportOptions): SubscriptionWish[] {
  return subscriptionGroupId && subscriptionState ? [{ subscriptionGroupId, state: subscriptionState }] : [];
}

function gather(into: Gathered, column: Column, cell: string, options: ImportOptions): void {
  const { mapping, header } = column;
  switch (mapping.target) {
    case "attribute": {
      const change = attributeChange(mapping, cell, options.defaultCountry);
      if (typeof change === "string")
        into.errors.push(rowError(change, header, cell, { attribute: mapping.attribute ?? "" }));
      else into.attributes[mapping.attribute?.trim() ?? ""] = change;
      return;
    }
    case "alias":
      if (cell.length > 255) into.errors.push(rowError("too_long", header, cell));
      else into.aliases.push({ label: mapping.label?.trim() ?? "", name: cell });
      return;
    case "subscription": {
      const state = cellSubscription(cell);
      if (state === null) into.errors.push(rowError("subscription_word", header, cell));
      else if (state !== "unknown")
        into.subscriptions.push({ subscriptionGroupId: mapping.subscriptionGroupId ?? "", state });
      return;
    }
    default: {
      const field = targets[mapping.target];
      if (field) into.raw[field] = fieldText(field, cell, options.defaultCountry);
    }
  }
}

function clear(into: Gathered, { mapping }: Column): void {
  const field = targets[mapping.target];
  if (field) into.raw[field] = null;
  else if (mapping.target === "attribute")
    into.attributes[mapping.attribute?.trim() ?? ""] = { kind: "unset" };
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

function identify(findBy: FindBy, fields: ContactFields, aliases: readonly Alias[]): Identifier | null {
  const { externalId, phone, email } = fields;
  if (findBy === "alias") return aliases[0] ? { kind: "alias", ...aliases[0] } : null;
  if (externalId && (findBy === "auto" || findBy === "external_id"))
    return { kind: "external_id", value: externalId };
  if (phone && (findBy === "auto" || findBy === "phone")) return { kind: "phone", value: phone };
  return email && (findBy === "auto" || findBy === "email") ? { kind: "email", value: email } : null;
}

function keyOf(identifier: Identifier): string {
  return identifier.kind === "alias"
    ? `alias:${aliasKey(identifier).value}`
    : `${identifier.kind}:${identifier.value}`;
}
