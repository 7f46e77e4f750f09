/** Reading the fields of messages.whats_app; what is wrong is said with the field's name. */
import { AppError, type ErrorDetail } from "../../lib/errors.ts";

export type Fields = Readonly<Record<string, unknown>>;

export function asText(value: unknown, field: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalid(`${field} must be a text.`);
}

export function requireText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string" || value === "") throw invalid(`${name} is missing.`);
  return value;
}

export function requireObject(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw invalid(`${name} must be an object.`);
  return value as Fields;
}

export function optionalObject(value: unknown, name: string): Fields {
  return value === undefined || value === null ? {} : requireObject(value, name);
}

export function optionalList(value: unknown, name: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(`${name} must be a list.`);
  return value;
}

export function invalid(reason: string, details: readonly ErrorDetail[] = []): AppError {
  return new AppError("invalid_message", `The message is not valid: ${reason}`, { details });
}
