/**
 * The log: JSON lines on standard output, no secrets and no whole phone numbers. Redaction by field name happens here;
 * free text goes through maskPhones before it is logged.
 */
import { type Logger as PinoLogger, pino } from "pino";

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

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: secretFields, censor: "[secret]" },
    formatters: { level: (label) => ({ level: label }) },
  });
}

/** Masks every run of 8 or more digits but its last four: +5511999998888 -> +*********8888. */
export function maskPhones(text: string): string {
  return text.replace(/\d{8,}/g, (digits) => "*".repeat(digits.length - 4) + digits.slice(-4));
}
