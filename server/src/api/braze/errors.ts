/** The errors of the compatible REST API: `{message, errors?}`. Nothing is processed when one of these is answered. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../lib/context.ts";
import { AppError } from "../../lib/errors.ts";
import { refusedValue } from "../refused-values.ts";
import type { RateLimits } from "./rate-limits.ts";

export interface BrazeErrorBody {
  readonly message: string;
  readonly errors?: readonly string[];
}

/** Status and body of any error thrown in a compatible route. */
function brazeError(thrown: FastifyError | AppError): { status: number; body: BrazeErrorBody } {
  const error = refusedValue(thrown) ?? thrown;
  if (error instanceof AppError) {
    const errors = error.details.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    return { status: error.status, body: { message: error.message, ...(errors.length ? { errors } : {}) } };
  }
  if (error.validation) {
    const errors = error.validation.map(
      (item) =>
        `${item.instancePath.slice(1).replaceAll("/", ".") || "body"} ${item.message ?? "is not valid"}`,
    );
    return { status: 400, body: { message: "Bad Request", errors } };
  }
  const status = error.statusCode ?? 500;
  if (status < 500)
    return {
      status,
      body: { message: status === 400 ? "Bad Request" : error.message, errors: [error.message] },
    };
  return { status: 500, body: { message: "Internal Server Error" } };
}

/** Refused calls count and say so too: every answer to a known key carries the headers of its limit. */
export function brazeErrorHandler(ctx: Context, limits: RateLimits) {
  return (error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) => {
    limits.spendRefused(request, reply);
    const { status, body } = brazeError(error);
    if (status >= 500)
      ctx.log.error({ err: error, route: request.routeOptions.url, request: request.id }, "unexpected error");
    return reply.status(status).send(body);
  };
}
