/**
 * The log: JSON lines on standard output, no secrets and no whole phone numbers. Redaction by field name, the masking of texts
 * and what is told of an error happen here, so that no caller has to think of it.
 */
import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

export type Logger = PinoLogger;

const secretFields = [
  "apiKey",
  "apiKeySecret",
  "authorization",
  "password",
  "token",
  "secret",
  "code",
  "credentials",
  "cookie",
  "*.apiKey",
  "*.apiKeySecret",
  "*.authorization",
  "*.password",
  "*.token",
  "*.secret",
  "*.code",
  "*.credentials",
  "*.cookie",
  "req.headers",
  "headers",
];

/** Writes to standard output, or where a test looks. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: secretFields, censor: "[secret]" },
    serializers: { err: tellError },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, masked(value)])),
    },
    hooks: {
      logMethod(this: PinoLogger, args: Parameters<PinoLogger["info"]>, method: PinoLogger["info"]) {
        method.apply(this, args.map(masked) as typeof args);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function masked(value: unknown): unknown {
  return typeof value === "string" && !uuid.test(value) ? maskPhones(value) : value;
}

/**
 * What is told of an error: kind, masked text, place, SQLSTATE and the names that PostgreSQL gives. Its `detail`, `where` and
 * parameters are left out: they carry the row, and with it numbers, names and messages of people.
 */
function tellError(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return masked(error);
  const { name, message, stack, code, constraint, table, column, cause } = error as Record<string, unknown>;
  const told = { type: name, message, stack, errorCode: code, constraint, table, column };
  return {
    ...Object.fromEntries(
      Object.entries(told).flatMap(([key, value]) => (value === undefined ? [] : [[key, masked(value)]])),
    ),
    ...(cause === undefined ? {} : { cause: tellError(cause) }),
  };
}

/** Masks every run of 8 or more digits but its last four: +5511999998888 -> +*********8888. */
export function maskPhones(text: string): string {
  return text.replace(/\d{8,}/g, (digits) => "*".repeat(digits.length - 4) + digits.slice(-4));
}
