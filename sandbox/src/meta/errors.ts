/** Graph's error envelope, and the errors the sandbox can give. */
import { randomBytes } from "node:crypto";
import { catalogueEntry } from "./error-catalogue.ts";

export interface ErrorExtras {
  subcode?: number;
  type?: string;
  /** `error_data.details`: what exactly is wrong. */
  details?: string;
  userTitle?: string;
  userMessage?: string;
  transient?: boolean;
  /** Further members beside `error`, as partial failures have them. */
  beside?: Record<string, unknown>;
}

export class GraphError extends Error {
  readonly status: number;
  readonly code: number;
  readonly extras: ErrorExtras;

  constructor(status: number, code: number, message: string, extras: ErrorExtras = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extras = extras;
  }
}

export function graphErrorBody({ message, code, extras }: GraphError): unknown {
  const { subcode, type = "OAuthException", details, userTitle, userMessage, transient, beside } = extras;
  return {
    ...beside,
    error: {
      message,
      type,
      code,
      ...(details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details } }),
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
      ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
      ...(transient === undefined ? {} : { is_transient: transient }),
      fbtrace_id: randomBytes(8).toString("base64url"),
    },
  };
}

/** An error of the catalogue, in Graph's form `(#code) title`. */
export function catalogued(code: number, details?: string): GraphError {
  const entry = catalogueEntry(code);
  if (!entry) throw new Error(`No error ${code} in Meta's catalogue`);
  return new GraphError(entry.http, code, `(#${code}) ${entry.title}`, { details: details ?? entry.details });
}

export const missing = (parameter: string) => catalogued(131008, `The parameter ${parameter} is required.`);
export const wrong = (details: string) => catalogued(131009, details);
export const invalidParameter = (details: string) =>
  new GraphError(400, 100, `(#100) ${details}`, { details });

export const invalidToken = () =>
  new GraphError(401, 190, "Invalid OAuth access token - Cannot parse access token");
export const expiredToken = () =>
  new GraphError(
    401,
    190,
    "Error validating access token: Session has expired. The access token must be renewed.",
    {
      subcode: 463,
    },
  );
export const revokedToken = () =>
  new GraphError(
    401,
    190,
    "Error validating access token: The session has been invalidated because the business removed the app.",
    {
      subcode: 460,
    },
  );

export function noPermission(scope: string): GraphError {
  return new GraphError(
    403,
    200,
    `(#200) You do not have permission to access this endpoint: ${scope} is missing.`,
  );
}

export function unknownNode(id: string): GraphError {
  const message = `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return new GraphError(400, 100, message, { subcode: 33, type: "GraphMethodException" });
}

/** An error of the management side: code 100 with a subcode of its own and words for people. */
export function refused(subcode: number, title: string, message: string): GraphError {
  return new GraphError(400, 100, "Invalid parameter", {
    subcode,
    userTitle: title,
    userMessage: message,
    transient: false,
  });
}
