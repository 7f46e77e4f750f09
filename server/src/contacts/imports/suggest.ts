/** A first mapping: from an earlier import of the same columns, from names in three languages, and from values. Pure. */
import { type AttributeType, attributeTypes } from "../data/attribute-values.ts";
import {
  type ColumnMapping,
  columnProblem,
  type ImportMapping,
  type KnownOfWorkspace,
  targetKey,
} from "./mapping.ts";
import { errorColumns } from "./words.ts";

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

interface KnownAttributes extends KnownOfWorkspace {
  /** Names of attributes by their plain form. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** `earlier`: the mapping of an import with the same columns; what no longer holds in it is suggested anew. */
export function suggestMapping(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  known: KnownOfWorkspace,
  earlier: ImportMapping = {},
): Record<string, ColumnMapping> {
  const attributes = new Map([...known.types.keys()].toReversed().map((name) => [plain(name), name]));
  const used = new Set<string>();
  const suggested: Record<string, ColumnMapping> = {};
  headers.forEach((header, position) => {
    const remembered = Object.hasOwn(earlier, header) ? earlier[header] : undefined;
    const column =
      remembered && !columnProblem(headers, header, remembered, known)
        ? remembered
        : guessed(header, samplesOf(rows, position), { ...known, attributes }, used);
    const key = targetKey(column);
    suggested[header] = key !== null && used.has(key) ? { target: "ignore" } : column;
    if (key !== null) used.add(key);
  });
  return suggested;
}

function samplesOf(rows: readonly (readonly string[])[], position: number): string[] {
  return rows.map((row) => row[position] ?? "").filter((value) => value !== "");
}

function guessed(
  header: string,
  samples: readonly string[],
  known: KnownAttributes,
  used: ReadonlySet<string>,
): ColumnMapping {
  if (errorColumns.has(header)) return { target: "ignore" };
  const word = plain(header);
  const target = Object.keys(words).find((name) => !used.has(name) && words[name]?.includes(word));
  return target ? { target } : attributeColumn(header, samples, known);
}

function attributeColumn(
  header: string,
  samples: readonly string[],
  { types, blocklisted, attributes }: KnownAttributes,
): ColumnMapping {
  const attribute = attributes.get(plain(header)) ?? attributeName(header);
  if (attribute === "" || blocklisted.has(attribute)) return { target: "ignore" };
  const type = attributeTypes.find((name) => name === types.get(attribute)) ?? typeOf(samples);
  return {
    target: "attribute",
    attribute,
    type,
    ...(type === "array" ? { separator: separatorOf(samples) } : {}),
  };
}

function separatorOf(samples: readonly string[]): string {
  return [";", "|", ","].find((sign) => samples.some((value) => value.includes(sign))) ?? ",";
}

function typeOf(samples: readonly string[]): AttributeType {
  if (samples.length === 0) return "string";
  if (samples.every((value) => /^(true|false|sim|não|nao|yes|no|sí|si|verdadeiro|falso)$/i.test(value)))
    return "boolean";
  if (
    samples.every(
      (value) => /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(value) || /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(value),
    )
  )
    return "date";
  if (samples.every((value) => /^\[\s*\{.*\}\s*\]$/s.test(value))) return "object_array";
  if (samples.every((value) => /^\[.*\]$/s.test(value))) return "array";
  if (samples.every((value) => /^\{.*\}$/s.test(value))) return "object";
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
