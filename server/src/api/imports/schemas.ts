/** What imports look like from outside. */
import Type from "typebox";
import {
  attributeTypes,
  type Import,
  type ImportPreview,
  importFindBys,
  importModes,
  importStates,
} from "../../contacts/contacts.ts";
import { Id, Nullable, named, Time } from "../schemas.ts";

export const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>({ type: "string", enum: [...values] });

const counts = {
  processedRows: Type.Integer(),
  createdContacts: Type.Integer(),
  updatedContacts: Type.Integer(),
  unchangedContacts: Type.Integer({ description: "known contacts that have all of the row already" }),
  repeatedRows: Type.Integer({ description: "rows about a contact of an earlier row; the later row wins" }),
  skippedRows: Type.Integer({ description: "passed over because of the mode" }),
  failedRows: Type.Integer(),
};

const ColumnMappingSchema = named(
  "ImportColumn",
  Type.Object({
    target: Type.String({
      maxLength: 50,
      description: "a standard field, attribute, alias, subscription or ignore",
    }),
    attribute: Type.Optional(Type.String({ maxLength: 300 })),
    type: Type.Optional(oneOf(attributeTypes)),
    separator: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 5,
        description: "between the elements of an array; default a comma",
      }),
    ),
    label: Type.Optional(Type.String({ maxLength: 300, description: "of an alias" })),
    subscriptionGroupId: Type.Optional(
      Type.String({ maxLength: 50, description: "the sending number that a subscription column speaks of" }),
    ),
  }),
);
const Mapping = Type.Record(Type.String(), ColumnMappingSchema);

const options = {
  findBy: Type.Optional(oneOf(importFindBys)),
  mode: Type.Optional(oneOf(importModes)),
  emptyCells: Type.Optional(oneOf(["keep", "clear"])),
  subscriptionGroupId: Type.Optional(Nullable(Id)),
  subscriptionState: Type.Optional(Nullable(oneOf(["subscribed", "unsubscribed"]))),
  listName: Type.Optional(
    Nullable(
      Type.String({ maxLength: 120, description: "kept with the contacts; filters of kind import find it" }),
    ),
  ),
};
const Country = Type.String({
  pattern: "^[A-Z]{2}$",
  description: "for phone numbers without a country code",
});

const OptionsRead = Type.Object({ defaultCountry: Type.Optional(Country), ...options });

export const StartImport = named(
  "StartImport",
  Type.Object({ mapping: Mapping, options: Type.Object({ defaultCountry: Country, ...options }) }),
);

export const ImportSchema = named(
  "Import",
  Type.Object({
    id: Id,
    fileName: Type.String(),
    state: oneOf(importStates),
    totalRows: Nullable(Type.Integer({ description: "null until the file was read to its end once" })),
    ...counts,
    progress: Type.Number({ description: "how much of the file is read, 0 to 1" }),
    rowsPerSecond: Nullable(Type.Integer()),
    secondsLeft: Nullable(Type.Integer()),
    mapping: Nullable(Mapping),
    options: OptionsRead,
    dryRun: Nullable(Type.Object(counts)),
    errorCode: Nullable(Type.String({ description: "quote_not_closed, row_too_long, upload_expired" })),
    errorParams: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    createdAt: Time,
    startedAt: Nullable(Time),
    finishedAt: Nullable(Time),
    createdBy: Nullable(Type.String()),
    createdByName: Nullable(Type.String({ description: "null when it was not a person" })),
  }),
);

export const PreviewSchema = named(
  "ImportPreview",
  Type.Object({
    headers: Type.Array(Type.String()),
    rows: Type.Array(Type.Array(Type.String())),
    delimiter: Type.String(),
    suggestedMapping: Mapping,
    suggestedFrom: Nullable(
      Type.Object(
        { id: Id, fileName: Type.String(), createdAt: Time, options: OptionsRead },
        { description: "an earlier import of the same columns" },
      ),
    ),
  }),
);

export const NewImport = named(
  "NewImport",
  Type.Object({ ...ImportSchema.properties, preview: PreviewSchema }),
);

export const ImportErrorSchema = named(
  "ImportRowError",
  Type.Object({
    rowNumber: Type.Integer({ description: "1 is the first line after the header" }),
    columnName: Nullable(Type.String()),
    value: Nullable(Type.String()),
    code: Type.String({ description: "stable; translations go by it" }),
    params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    message: Type.String({ description: "English" }),
  }),
);

export function presentImport(
  { createdAt, startedAt, finishedAt, ...item }: Import,
  names: ReadonlyMap<string, string>,
) {
  return {
    ...item,
    mapping: item.mapping === null ? null : { ...item.mapping },
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    createdByName: names.get(item.createdBy ?? "") ?? null,
  };
}

export function presentPreview({ headers, rows, suggestedMapping, suggestedFrom, delimiter }: ImportPreview) {
  return {
    headers: [...headers],
    rows: rows.map((row) => [...row]),
    delimiter,
    suggestedMapping: { ...suggestedMapping },
    suggestedFrom: suggestedFrom && { ...suggestedFrom, createdAt: suggestedFrom.createdAt.toISOString() },
  };
}
