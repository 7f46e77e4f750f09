/** Graph's error envelope, and the errors the sandbox can give. */
import { randomBytes } from "node:crypto";

export class GraphError extends Error {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | undefined;
  readonly type: string;

  constructor(status: number, code: number, message: string, subcode?: number, type = "OAuthException") {
    super(message);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
    this.type = type;
  }
}

export function graphErrorBody({ message, type, code, subcode }: GraphError): unknown {
  return {
    error: {
      message,
      type,
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: randomBytes(8).toString("base64url"),
    },
  };
}

export const invalidToken = () =>
  new GraphError(401, 190, "Invalid OAuth access token - Cannot parse access token");
export const expiredToken = () =>
  new GraphError(
    401,
    190,
    "Error validating access token: Session has expired. The access token must be renewed.",
    463,
  );

export function unknownNode(id: string): GraphError {
  const message = `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return new GraphError(400, 100, message, 33, "GraphMethodException");
}
