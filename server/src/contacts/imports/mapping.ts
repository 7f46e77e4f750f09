/** Which column of a file becomes what. Suggested from the column names in Portuguese, English and Spanish. Pure. */
import type { ErrorDetail } from "../../lib/errors.ts";
import type { AttributeType } from "../attribute-values.ts";
import type { FieldName } from "../fields.ts";

const columnTypes = ["string", "number", "boolean", "date"] as const;
export type ColumnType = (typeof columnTypes)[number];

export interface ColumnMapping {
  readonly target: string;
  readonly attribute?: string;
  readonly type?: ColumnType;
}

export type ImportMapping = Readonly<Record<string, ColumnMapping>>;

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

/** Column names without accents, spaces and signs. */
const words: Readonly<Record<string, readonly string[]>> = {
  external_id:
    "externalid id userid customerid clientid idcliente clienteid codigo codigocliente codigodocliente idexterno matricula".split(
      " ",
    ),
  phone:
    "phone phonenumber mobile mobilephone cellphone cell whatsapp tel telefone telemovel celular fone telefono movil numero numerodetelefone".split(
      " ",
    ),
  email: "email emailaddress mail correo correoelectronico enderecodeemail".split(" "),
  first_name: "firstname givenname name nome primeironome nombre nombres prenome".split(" "),
  last_name: "lastname surname familyname sobrenome ultimonome apelido apellido apellidos".split(" "),
  country: "country countrycode pais paisderesidencia".split(" "),
  home_city: "city homecity town cidade municipio ciudad localidade localidad".split(" "),
  language: "language lang locale idioma lingua lengua".split(" "),
  time_zone: "timezone tz fusohorario fuso zonahoraria husohorario".split(" "),
  gender: "gender sex genero sexo".split(" "),
  date_of_birth:
    "dateofbirth birthdate birthday dob born nascimento datadenascimento datanascimento aniversario fechadenacimiento fechanacimiento nacimiento cumpleanos".split(
      " ",
    ),
};

/** What the file's columns seem to be; the rest become attributes with the type their values have. */
export function suggestMapping(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  known: ReadonlyMap<string, AttributeType>,
): Record<string, ColumnMapping> {
  const used = new Set<string>();
  const suggested: Record<string, ColumnMapping> = {};
  headers.forEach((header, position) => {
    const word = plain(header);
    const target = Object.keys(words).find((name) => !used.has(name) && words[name]?.includes(word));
    if (target) used.add(target);
    const samples = rows.map((row) => row[position] ?? "").filter((value) => value !== "");
    suggested[header] = target ? { target } : attributeColumn(header, samples, known);
  });
  return suggested;
}

function attributeColumn(
  header: string,
  samples: readonly string[],
  known: ReadonlyMap<string, AttributeType>,
): ColumnMapping {
  const attribute = [...known.keys()].find((name) => plain(name) === plain(header)) ?? attributeName(header);
  if (attribute === "") return { target: "ignore" };
  const type = columnTypes.find((name) => name === known.get(attribute));
  return { target: "attribute", attribute, type: type ?? typeOf(samples) };
}

function typeOf(samples: readonly string[]): ColumnType {
  if (samples.length === 0) return "string";
  if (samples.every((value) => /^(true|false|sim|não|nao|yes|no|sí|si|verdadeiro|falso)$/i.test(value)))
    return "boolean";
  if (
    samples.every(
      (value) => /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(value) || /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value),
    )
  )
    return "date";
  // A leading zero (postcodes, document numbers) means the digits are a name, not an amount.
  return samples.every((value) => /^-?(0|[1-9]\d{0,14})([.,]\d+)?$/.test(value)) ? "number" : "string";
}

function plain(header: string): string {
  return header
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function attributeName(header: string): string {
  return header
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/** What keeps an import from starting; paths are "mapping.<header>". */
export function mappingProblems(
  headers: readonly string[],
  mapping: ImportMapping,
  known: ReadonlyMap<string, AttributeType>,
): ErrorDetail[] {
  const problems: ErrorDetail[] = [];
  const used = new Set<string>();
  for (const [header, column] of Object.entries(mapping)) {
    const problem = columnProblem(headers, header, column, known);
    const key = column.target === "attribute" ? `attribute ${column.attribute?.trim()}` : column.target;
    if (problem) problems.push({ path: `mapping.${header}`, ...problem });
    else if (column.target !== "ignore" && used.has(key))
      problems.push({
        path: `mapping.${header}`,
        code: "duplicate_target",
        message: `Two columns go to ${key}. Leave one of them out.`,
      });
    used.add(key);
  }
  if (!identifyingTargets.some((target) => used.has(target)))
    problems.unshift({
      path: "mapping",
      code: "no_identifier",
      message:
        "Choose a column for the external id, the phone or the e-mail: by it contacts are found again.",
    });
  return problems;
}

function columnProblem(
  headers: readonly string[],
  header: string,
  column: ColumnMapping,
  known: ReadonlyMap<string, AttributeType>,
): { code: string; message: string } | null {
  if (!headers.includes(header))
    return { code: "unknown_column", message: `The file has no column "${header}".` };
  if (column.target === "ignore" || Object.hasOwn(targets, column.target)) return null;
  if (column.target !== "attribute")
    return { code: "unknown_target", message: `Columns cannot go to "${column.target}".` };
  const name = column.attribute?.trim() ?? "";
  if (name === "" || name.length > 255 || name.startsWith("$"))
    return {
      code: "attribute_unnamed",
      message: "Name the attribute: 1 to 255 characters, not beginning with $.",
    };
  const type = known.get(name);
  return type && type !== (column.type ?? "string")
    ? {
        code: "attribute_type",
        message: `The attribute "${name}" holds values of type ${type}. Choose that type.`,
      }
    : null;
}
