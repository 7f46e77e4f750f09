/**
 * Expected errors: thrown low, mapped once (API -> JSON, worker -> retry or fail). `code` is stable and is what clients
 * and translations go by; `message` says what happened, why, and what to do next.
 */
export interface ErrorDetail {
  readonly path?: string;
  readonly code?: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface AppErrorOptions {
  readonly status?: number;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly details?: readonly ErrorDetail[];
  readonly cause?: unknown;
}

export class AppError extends Error {
  override name = "AppError";
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: readonly ErrorDetail[];

  constructor(code: string, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
    this.params = options.params ?? {};
    this.details = options.details ?? [];
  }
}

/** 404: `what` in words, e.g. "campaign". */
export function notFound(what: string): AppError {
  return new AppError("not_found", `This ${what} does not exist in this workspace, or was deleted.`, {
    status: 404,
    params: { what },
  });
}

export function invalidInput(message: string, details: readonly ErrorDetail[] = []): AppError {
  return new AppError("invalid_input", message, { details });
}

export function conflict(code: string, message: string): AppError {
  return new AppError(code, message, { status: 409 });
}
