/** Cells of a file -> values, in the ways people of the workspace's country write them. Pure. */
import { type AttributeType, type JsonValue, storedDate } from "../data/attribute-values.ts";
import { isJsonObject } from "../data/json.ts";

const yes = new Set(["true", "1", "yes", "y", "sim", "s", "sí", "si", "verdadeiro", "verdadero", "x"]);
const no = new Set(["false", "0", "no", "n", "não", "nao", "falso"]);

export interface CellReading {
  readonly country: string;
  /** Between the elements of an array; a cell that is a JSON array is read as one. */
  readonly separator?: string;
}

/** A value for a custom attribute; null when the cell does not hold one of this type. */
export function cellValue(cell: string, type: AttributeType, reading: CellReading): JsonValue {
  switch (type) {
    case "string":
      return cell;
    case "number":
      return cellNumber(cell, reading.country);
    case "boolean": {
      const word = cell.toLowerCase();
      return yes.has(word) ? true : no.has(word) ? false : null;
    }
    case "date":
      return cellDate(cell, reading.country);
    case "array":
      return cellArray(cell, reading.separator ?? ",");
    case "object": {
      const value = json(cell);
      return isJsonObject(value) ? value : null;
    }
    case "object_array": {
      const value = json(cell);
      return Array.isArray(value) && value.every(isJsonObject) ? value : null;
    }
  }
}

function cellArray(cell: string, separator: string): JsonValue {
  if (cell.startsWith("[")) {
    const value = json(cell);
    if (Array.isArray(value)) return value;
  }
  const parts = cell.split(separator).map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

function json(cell: string): JsonValue {
  try {
    return JSON.parse(cell) as JsonValue;
  } catch {
    return null;
  }
}

const subscribedWords = new Set(
  "subscribed subscribe optin optedin yes y true 1 x inscrito inscrita assinante ativo ativa aceito sim s suscrito suscrita suscripto suscripta activo activa acepto si".split(
    " ",
  ),
);
const unsubscribedWords = new Set(
  "unsubscribed unsubscribe optout optedout no n false 0 descadastrado descadastrada desinscrito desinscrita cancelado cancelada inativo inativa recusado nao desuscrito desuscrita desuscripto desuscripta baja inactivo inactiva rechazado".split(
    " ",
  ),
);
const unknownWords = new Set("unknown desconhecido desconhecida desconocido desconocida".split(" "));

/** A word of the three languages; "unknown" changes nothing; null: none of them. */
export function cellSubscription(cell: string): "subscribed" | "unsubscribed" | "unknown" | null {
  const word = folded(cell).replace(/[^a-z0-9]/g, "");
  if (subscribedWords.has(word)) return "subscribed";
  if (unsubscribedWords.has(word)) return "unsubscribed";
  return unknownWords.has(word) ? "unknown" : null;
}

/** Files that were written for spreadsheets put an apostrophe before what looks like a formula ("'+5511…"). */
export function withoutGuard(cell: string): string {
  if (!cell.includes("'")) return cell;
  const whole = /^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
  return whole.replace(/([;\t\r\n]\s*)'(?=[=+@]|-\S)/g, "$1");
}

/**
 * "1.234,50", "1,234.50", "R$ 1.234,50", "1234.5". Where one separator could mean either ("1.234"), it means what it means
 * in the country.
 */
export function cellNumber(cell: string, country: string): number | null {
  const text = cell
    .replace(/^[^\d-]*(?=-?\d)/, "")
    .replace(/\s/g, "")
    .replace(/[^\d.,-]+$/, "");
  if (!/^-?\d[\d.,]*$/.test(text)) return null;
  const decimal = decimalSign(text, country);
  const plain =
    decimal === null ? text.replace(/[.,]/g, "") : text.replace(decimal === "," ? /\./g : /,/g, "");
  const number = Number(plain.replace(",", "."));
  return Number.isFinite(number) ? number : null;
}

/** null: all separators are between thousands. */
function decimalSign(text: string, country: string): "," | "." | null {
  const commas = text.split(",").length - 1;
  const dots = text.split(".").length - 1;
  if (commas > 0 && dots > 0) return text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
  if (commas + dots === 0) return ".";
  if (commas + dots > 1) return null;
  const sign = commas === 1 ? "," : ".";
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text) && sign !== usualDecimal(country) ? null : sign;
}

const usual = new Map<string, string>();

function usualDecimal(country: string): string {
  let sign = usual.get(country);
  if (sign === undefined) {
    const parts = new Intl.NumberFormat(
      new Intl.Locale(`und-${country}`).maximize().toString(),
    ).formatToParts(1.5);
    sign = parts.find((part) => part.type === "decimal")?.value ?? ".";
    usual.set(country, sign);
  }
  return sign;
}

/** ISO dates and times, day/month/year (month/day/year in the United States), with or without a time of day in UTC. */
export function cellDate(cell: string, country: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(cell);
  if (local) {
    const [, first = "", second = "", year, hour, minute, seconds = "00"] = local;
    const [month, day] = country === "US" ? [first, second] : [second, first];
    const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return storedDate(hour === undefined ? date : `${date}T${hour.padStart(2, "0")}:${minute}:${seconds}Z`);
  }
  return storedDate(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(cell) ? `${cell}Z` : cell);
}

const countryNames = new Map<string, string>();

/** "Brasil", "Brazil", "México" -> BR, MX; anything else as it is. */
export function cellCountry(cell: string): string {
  if (countryNames.size === 0) fillCountryNames();
  return countryNames.get(folded(cell)) ?? cell;
}

function fillCountryNames(): void {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const language of ["en", "pt", "es"]) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = names.of(code);
      if (name) countryNames.set(folded(name), code);
    }
  }
  for (const [name, code] of [
    ["eua", "US"],
    ["usa", "US"],
    ["uk", "GB"],
  ] as const)
    countryNames.set(name, code);
}

const genders: Readonly<Record<string, string>> = {
  female: "F",
  feminino: "F",
  femenino: "F",
  mulher: "F",
  mujer: "F",
  male: "M",
  masculino: "M",
  homem: "M",
  hombre: "M",
};

export function cellGender(cell: string): string {
  return genders[folded(cell)] ?? cell;
}

function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .trim()
    .toLowerCase();
}
