/** Errors of the sandbox's own API: `{error:{code,message}}`; the message says what to do. */
import { asObject, asString, type Json } from "../json.ts";

export class ControlError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function notFound(what: string): ControlError {
  return new ControlError(404, "not_found", `${what} does not exist in this sandbox. Reload the page.`);
}

export function invalid(message: string): ControlError {
  return new ControlError(400, "invalid", message);
}

/** A required text of a body. */
export function requireText(body: unknown, name: string): string {
  const text = asString((asObject(body) as Json)[name])?.trim();
  if (!text) throw invalid(`"${name}" is missing. Fill it in and try again.`);
  return text;
}

/** One of the allowed words, or nothing when the field is absent. */
export function oneOf(value: unknown, name: string, allowed: readonly string[]): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && allowed.includes(value)) return value;
  throw invalid(`"${name}" must be one of ${allowed.join(", ")}.`);
}

/** Digits of a phone number typed in any way. */
export function requireNumber(body: unknown, name: string): string {
  const digits = requireText(body, name).replace(/\D/g, "");
  if (digits.length < 5 || digits.length > 20) {
    throw invalid(
      `"${name}" is not a phone number. Write it with its country code, such as +55 11 98765-4321.`,
    );
  }
  return digits;
}

/** The error handler of `/control` and `/meta/signup`. */
export function sendControlError(
  error: unknown,
  _request: unknown,
  reply: { code(status: number): { send(body: unknown): unknown } },
): unknown {
  if (error instanceof ControlError) {
    return reply.code(error.status).send({ error: { code: error.code, message: error.message } });
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status >= 500) console.error(error);
  const message = status >= 500 ? "The sandbox failed; its console says why." : (error as Error).message;
  return reply.code(status).send({ error: { code: status >= 500 ? "failed" : "invalid", message } });
}
