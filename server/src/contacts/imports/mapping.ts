/** Which column of a file becomes what, how contacts are found and what happens to them; and what is wrong with it. Pure. */
import type { ErrorDetail } from "../../lib/errors.ts";
import type { AttributeType } from "../data/attribute-values.ts";
import type { FieldName } from "../data/fields.ts";

export interface ColumnMapping {
  /** A standard field, attribute, alias, subscription or ignore. */
  readonly target: string;
  /** Of target attribute. */
  readonly attribute?: string;
  readonly type?: AttributeType;
  /** Between the elements of an array; a comma when not given. */
  readonly separator?: string;
  /** Of target alias. */
  readonly label?: string;
  /** Of target subscription. */
  readonly subscriptionGroupId?: string;
}

export type ImportMapping = Readonly<Record<string, ColumnMapping>>;

/** How a row's contact is found; auto: by the first of external id, phone and e-mail that the row has. */
export const findBys = ["auto", "external_id", "phone", "email", "alias"] as const;
export type FindBy = (typeof findBys)[number];

/** upsert: new contacts are made, known ones updated; update: only known ones; create: only new ones. */
export const importModes = ["upsert", "update", "create"] as const;
export type ImportMode = (typeof importModes)[number];

export interface ImportOptions {
  readonly defaultCountry: string;
  readonly findBy?: FindBy;
  readonly mode?: ImportMode;
  /** What an empty cell does to a value that is there; keep when not given. */
  readonly emptyCells?: "keep" | "clear";
  readonly subscriptionGroupId?: string;
  readonly subscriptionState?: "subscribed" | "unsubscribed";
  /** Contacts of this import get it as an element of the attribute import_lists. */
  readonly listName?: string;
}

/** What the mapping is held against. */
export interface KnownOfWorkspace {
  readonly types: ReadonlyMap<string, AttributeType>;
  readonly blocklisted: ReadonlySet<string>;
  readonly subscriptionGroupIds: ReadonlySet<string>;
}

/** Targets and the field each one writes. */
export const targets: Readonly<Record<string, FieldName>> = {
  external_id: "externalId",
  phone: "phone",
  email: "email",
  first_name: "firstName",
  last_name: "lastName",
  country: "country",
  home_city: "homeCity",
  language: "language",
  time_zone: "timeZone",
  gender: "gender",
  date_of_birth: "dateOfBirth",
};

/** A contact is found by the first of these that its row has. */
const identifyingTargets = ["external_id", "phone", "email"] as const;

/** Two columns must not have the same; null: the column goes nowhere. */
export function targetKey(column: ColumnMapping): string | null {
  switch (column.target) {
    case "ignore":
      return null;
    case "attribute":
      return `attribute ${column.attribute?.trim()}`;
    case "alias":
      return `alias ${column.label?.trim()}`;
    case "subscription":
      return `subscription ${column.subscriptionGroupId}`;
    default:
      return column.target;
  }
}

/** What keeps an import from starting; paths are "mapping.<header>". */
export function mappingProblems(
  headers: readonly string[],
  mapping: ImportMapping,
  known: KnownOfWorkspace,
  findBy: FindBy = "auto",
): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  const used = new Set<string>();
  for (const [header, column] of Object.entries(mapping)) {
    const problem = columnProblem(headers, header, column, known);
    const key = targetKey(column);
    if (problem) problems.push({ path: `mapping.${header}`, params: { header }, ...problem });
    else if (key !== null && used.has(key))
      problems.push({
        path: `mapping.${header}`,
        code: "duplicate_target",
        message: `Two columns go to ${key}. Leave one of them out.`,
        params: { header },
      });
    if (key !== null) used.add(key);
  }
  const finder = finderProblem(mapping, findBy);
  if (finder) problems.unshift(finder);
  return problems;
}

function finderProblem(mapping: ImportMapping, findBy: FindBy): ErrorDetail | null {
  const columns = Object.values(mapping).map((column) => column.target);
  if (findBy === "auto")
    return identifyingTargets.some((target) => columns.includes(target))
      ? null
      : {
          path: "mapping",
          code: "no_identifier",
          message:
            "Choose a column for the external id, the phone or the e-mail: by it contacts are found again.",
        };
  return columns.includes(findBy)
    ? null
    : {
        path: "mapping",
        code: "no_find_by",
        message: `Contacts are to be found by ${findBy.replace("_", " ")}, but no column goes there. Map one, or find them by something else.`,
        params: { findBy },
      };
}

type Problem = Pick<ErrorDetail, "message"> & {
  readonly code: string;
  readonly params?: Record<string, string>;
};

export function columnProblem(
  headers: readonly string[],
  header: string,
  column: ColumnMapping,
  known: KnownOfWorkspace,
): Problem | null {
  if (!headers.includes(header))
    return { code: "unknown_column", message: `The file has no column "${header}".` };
  if (column.target === "ignore" || Object.hasOwn(targets, column.target)) return null;
  switch (column.target) {
    case "attribute":
      return attributeProblem(header, column, known);
    case "alias":
      return labelled(column.label)
        ? null
        : { code: "alias_unlabelled", message: "Give the alias a label: 1 to 255 characters." };
    case "subscription":
      return known.subscriptionGroupIds.has(column.subscriptionGroupId ?? "")
        ? null
        : {
            code: "unknown_subscription_group",
            message: "Choose the sending number that this column speaks of.",
          };
    default:
      return { code: "unknown_target", message: `Columns cannot go to "${column.target}".` };
  }
}

function labelled(label: string | undefined): boolean {
  const length = label?.trim().length ?? 0;
  return length > 0 && length <= 255;
}

function attributeProblem(
  header: string,
  column: ColumnMapping,
  { types, blocklisted }: KnownOfWorkspace,
): Problem | null {
  const name = column.attribute?.trim() ?? "";
  if (name === "" || name.length > 255 || name.startsWith("$") || name === "__proto__")
    return {
      code: "attribute_unnamed",
      message: "Name the attribute: 1 to 255 characters, not beginning with $.",
    };
  if (blocklisted.has(name))
    return {
      code: "attribute_blocklisted",
      message: `The attribute "${name}" is on the blocklist and takes no values. Take it off the list, or leave the column out.`,
      params: { header, attribute: name },
    };
  const type = types.get(name);
  return type && type !== (column.type ?? "string")
    ? {
        code: "attribute_type",
        message: `The attribute "${name}" holds values of type ${type}. Choose that type.`,
        params: { header, attribute: name, type },
      }
    : null;
}
