/** Reading bodies whose fields may be missing, of another type, or new. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Ids come as text or as numbers. */
export function idText(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}

export function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, V>>);
}

/** E.164, whatever the spelling; undefined: not a number. */
export function phoneOf(value: unknown): string | undefined {
  const spelled = idText(value)?.replace(/[\s().-]/g, "");
  return spelled && /^\+?\d{5,20}$/.test(spelled) ? `+${spelled.replace(/^\+/, "")}` : undefined;
}
