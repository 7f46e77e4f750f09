/**
 * Where each column of a CSV file goes. The server suggests a mapping from the headers; what it leaves open is guessed
 * here from header and sample values, and `mappingProblems` says what keeps an import from starting.
 */

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

export type StandardTarget = (typeof standardTargets)[number];
export type MappingTarget = StandardTarget | "attribute" | "ignore";
export type CustomType = "string" | "number" | "boolean" | "date";
export const customTypes: readonly CustomType[] = ["string", "number", "boolean", "date"];

export interface ColumnMapping {
  target: MappingTarget;
  /** Name of the custom attribute; only with target "attribute". */
  attribute?: string;
  type?: CustomType;
}
export type Mapping = Record<string, ColumnMapping>;

export type MappingProblem =
  | { code: "no_identifier" }
  | { code: "duplicate_target"; header: string; target: string; custom: boolean }
  | { code: "attribute_unnamed"; header: string };

/** Identifiers tell whether a row is a new contact or one that is already there. */
const identifiers: readonly string[] = ["external_id", "phone", "email"];

const aliases: Record<StandardTarget, readonly string[]> = {
  external_id: [
    "externalid",
    "id",
    "userid",
    "customerid",
    "clientid",
    "idcliente",
    "codigo",
    "codigocliente",
    "codigodocliente",
    "iddocliente",
    "idexterno",
  ],
  phone: [
    "phone",
    "phonenumber",
    "mobile",
    "mobilephone",
    "cell",
    "cellphone",
    "whatsapp",
    "telefone",
    "celular",
    "telefono",
    "fone",
    "movil",
  ],
  email: ["email", "emailaddress", "mail", "correo", "correoelectronico"],
  first_name: ["firstname", "givenname", "name", "nome", "primeironome", "nombre"],
  last_name: ["lastname", "surname", "familyname", "sobrenome", "apellido", "apellidos", "apelido"],
  country: ["country", "countrycode", "pais"],
  home_city: ["homecity", "city", "cidade", "ciudad"],
  language: ["language", "lang", "locale", "idioma", "lingua"],
  time_zone: ["timezone", "tz", "fusohorario", "zonahoraria"],
  gender: ["gender", "sex", "genero", "sexo"],
  date_of_birth: [
    "dateofbirth",
    "dob",
    "birthday",
    "birthdate",
    "nascimento",
    "datadenascimento",
    "datanascimento",
    "fechadenacimiento",
    "fechanacimiento",
    "aniversario",
  ],
};

/** The server's suggestion, completed: every header has a mapping, and no standard field is used twice. */
export function initialMapping(
  headers: string[],
  rows: string[][],
  suggested: Partial<Mapping> = {},
): Mapping {
  const used = new Set<string>();
  const mapping: Mapping = {};
  headers.forEach((header, at) => {
    const samples = rows.map((row) => row[at] ?? "");
    const column = suggested[header] ?? { target: guessTarget(header) };
    const taken = column.target !== "attribute" && column.target !== "ignore" && used.has(column.target);
    mapping[header] = completeColumn(taken ? { target: "attribute" } : column, header, samples);
    used.add(mapping[header].target);
  });
  return mapping;
}

/** Gives a custom attribute the name and type that its column suggests, and clears both for anything else. */
export function completeColumn(column: ColumnMapping, header: string, samples: string[]): ColumnMapping {
  if (column.target !== "attribute") return { target: column.target };
  return {
    target: "attribute",
    attribute: column.attribute ?? attributeName(header),
    type: column.type ?? guessType(samples),
  };
}

export function guessTarget(header: string): MappingTarget {
  const plain = plainWord(header);
  if (plain === "") return "ignore";
  return standardTargets.find((target) => aliases[target].includes(plain)) ?? "attribute";
}

/** The type that every sample fits; text when they disagree or there are none. */
export function guessType(samples: string[]): CustomType {
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

function plainWord(header: string): string {
  return withoutAccents(header)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "");
}

function duplicate(header: string, column: ColumnMapping): MappingProblem {
  const custom = column.target === "attribute";
  const target = custom ? (column.attribute?.trim() ?? "") : column.target;
  return { code: "duplicate_target", header, target, custom };
}

/** What keeps the import from starting, in column order. */
export function mappingProblems(headers: string[], mapping: Mapping): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const usedBy = new Map<string, string>();
  for (const header of headers) {
    const column = mapping[header];
    if (!column || column.target === "ignore") continue;
    const name = column.attribute?.trim() ?? "";
    if (column.target === "attribute" && name === "") {
      problems.push({ code: "attribute_unnamed", header });
      continue;
    }
    const target = column.target === "attribute" ? `attribute:${name}` : column.target;
    if (usedBy.has(target)) problems.push(duplicate(header, column));
    usedBy.set(target, header);
  }
  if (!identifiers.some((identifier) => usedBy.has(identifier))) problems.unshift({ code: "no_identifier" });
  return problems;
}
