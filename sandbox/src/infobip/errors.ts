/** Infobip's two error bodies; which one an endpoint uses depends on its family. */

export type Family = "A" | "B";

/** Field path → what is wrong with it. */
export type Violations = Record<string, string[]>;

export class InfobipError extends Error {
  readonly status: number;
  readonly violations: Violations | undefined;
  readonly text: string | undefined;
  /** An error code of its own in the new family, such as `WA-FLOW-ID404`. */
  readonly code: string | undefined;

  constructor(status: number, options: { violations?: Violations; text?: string; code?: string } = {}) {
    super(options.text ?? CLASSIC[status]?.[1] ?? "Error");
    this.status = status;
    this.violations = options.violations;
    this.text = options.text;
    this.code = options.code;
  }
}

const CLASSIC: Record<number, [string, string]> = {
  400: ["BAD_REQUEST", "Bad request"],
  401: ["UNAUTHORIZED", "Invalid login details"],
  403: ["FORBIDDEN", "Forbidden"],
  404: ["NOT_FOUND", "Not found"],
  405: ["METHOD_NOT_ALLOWED", "Method not allowed"],
  409: ["CONFLICT", "Conflict"],
  422: ["UNPROCESSABLE_ENTITY", "Unprocessable entity"],
  413: ["BAD_REQUEST", "Request body too large"],
  429: ["TOO_MANY_REQUESTS", "Too many requests"],
  500: ["GENERAL_ERROR", "Something went wrong. Please contact support."],
  503: ["SERVICE_UNAVAILABLE", "Service temporarily unavailable"],
};

const NEW: Record<number, [string, string]> = {
  400: ["Request cannot be processed.", "Check the syntax, violations and adjust the request."],
  401: [
    "The request lacks valid authentication credentials for the requested resource.",
    "Check the credentials and repeat the request.",
  ],
  403: [
    "Insufficient permissions to access the requested resource.",
    "Repeat the request with new or different credentials.",
  ],
  404: ["Requested resource not found.", "Check the identifier and repeat the request."],
  409: ["Request conflicts with the current state.", "Check the state of the resource."],
  429: ["Too many requests sent.", "Decrease the rate of requests and try again later."],
  500: ["Internal server error.", "Contact support."],
  503: ["Service temporarily unavailable.", "Try again later."],
};

const RESOURCES: Record<number, { name: string; url: string }[]> = {
  401: [{ name: "API Authentication", url: "https://www.infobip.com/docs/essentials/api-authentication" }],
  403: [
    {
      name: "API Scopes",
      url: "https://www.infobip.com/docs/essentials/api-essentials/api-authorization#api-scopes",
    },
  ],
};

/** The JSON body of an error answer. */
export function errorBody(error: InfobipError, family: Family): unknown {
  return family === "A" ? classicBody(error) : newBody(error);
}

function classicBody({ status, text, violations }: InfobipError): unknown {
  const [messageId, standard] = CLASSIC[status] ?? ["BAD_REQUEST", "Bad request"];
  const validation = violations ? { validationErrors: violations } : {};
  return { requestError: { serviceException: { messageId, text: text ?? standard, ...validation } } };
}

function newBody({ status, text, code, violations = {} }: InfobipError): unknown {
  const [description, action] = NEW[status] ?? NEW[400] ?? ["", ""];
  return {
    errorCode: code ?? `E${status}`,
    description: text ?? description,
    action,
    violations: Object.entries(violations).flatMap(([property, found]) =>
      found.map((violation) => ({ property, violation })),
    ),
    resources: RESOURCES[status] ?? [],
  };
}
