/**
 * The one way the dashboard talks to its server. Every failure is an `ApiError` with a stable code; pages show it through
 * `useErrorText()` and never read `message` themselves.
 */
import type { ErrorBody, ErrorDetail } from "./types.ts";

export type Params = Record<string, string | number | boolean | null | undefined>;

export class ApiError extends Error {
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  readonly code: string;
  readonly params: Record<string, string | number>;
  readonly details: ErrorDetail[];
  readonly hint: string | undefined;

  constructor(status: number, body: ErrorBody["error"]) {
    super(body.message);
    this.name = "ApiError";
    this.status = status;
    this.code = body.code;
    this.params = body.params ?? {};
    this.details = body.details ?? [];
    this.hint = body.hint;
  }
}

/** The API path of a workspace: `inWorkspace("acme", "/segments")` → `/workspaces/acme/segments`. */
export const inWorkspace = (workspace: string, rest: string): string =>
  `/workspaces/${encodeURIComponent(workspace)}${rest}`;

/** A full address under `/api/v1`, for downloads opened by the browser itself. */
export function apiUrl(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(status: number, body: unknown): ApiError {
  const error = (body as Partial<ErrorBody> | undefined)?.error;
  if (error && typeof error === "object" && typeof error.code === "string")
    return new ApiError(status, error);
  // better-auth answers {code, message} without the envelope.
  const bare = body as { code?: string; message?: string } | undefined;
  const code = bare?.code?.toLowerCase() ?? (status >= 500 ? "server_error" : `http_${status}`);
  return new ApiError(status, { code, message: bare?.message ?? `The server answered ${status}.` });
}

async function send<T>(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined && !isForm) headers["content-type"] = "application/json";
  let response: Response;
  try {
    const payload = isForm ? body : body === undefined ? undefined : JSON.stringify(body);
    response = await fetch(url, { method, credentials: "same-origin", headers, body: payload, signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, { code: "unreachable", message: "The server could not be reached." });
  }
  const answer = await parse(response);
  if (!response.ok) throw errorOf(response.status, answer);
  return answer as T;
}

/** Paths are relative to `/api/v1`. Each call rejects with `ApiError`. */
export const api = {
  get: <T>(path: string, params?: Params, signal?: AbortSignal) =>
    send<T>("GET", apiUrl(path, params), undefined, signal),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal) =>
    send<T>("POST", apiUrl(path), body, signal),
  put: <T>(path: string, body: unknown) => send<T>("PUT", apiUrl(path), body),
  patch: <T>(path: string, body: unknown) => send<T>("PATCH", apiUrl(path), body),
  delete: <T = undefined>(path: string) => send<T>("DELETE", apiUrl(path)),
  upload: <T>(path: string, form: FormData) => send<T>("POST", apiUrl(path), form),
};

/** Log-in lives outside `/api/v1`, in better-auth. */
export const auth = {
  signIn: (email: string, password: string) => send("POST", "/api/auth/sign-in/email", { email, password }),
  signOut: () => send("POST", "/api/auth/sign-out", {}),
};
