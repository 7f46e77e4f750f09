/**
 * The HTTP server: Fastify, one error mapping, the route policy, OpenAPI from the same schemas that validate. It knows no
 * resource; api/routes.ts registers those.
 */
import { randomUUID } from "node:crypto";
import multipart from "@fastify/multipart";
import swagger from "@fastify/swagger";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import type { Authenticator } from "../lib/access.ts";
import type { Context } from "../lib/context.ts";
import { AppError, type ErrorDetail } from "../lib/errors.ts";
import { validatorCompiler } from "./known-fields.ts";
import { installPolicy } from "./policy.ts";
import { refusedValue } from "./refused-values.ts";

export type ApiServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export async function createHttpServer(ctx: Context, auth: Authenticator): Promise<ApiServer> {
  const server = Fastify({
    logger: false,
    bodyLimit: 5 * 1024 * 1024,
    // One hop: what the proxy itself saw. Addresses further left come from the caller, who may write anything there.
    trustProxy: ctx.config.trustProxy ? (_address: string, hop: number) => hop < 1 : false,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  await server.register(multipart, { limits: { files: 1, fileSize: 1024 * 1024 * 1024 } });
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Ponte",
        version: "1",
        description: "The dashboard API. Errors: {error:{code,message,details?}}.",
      },
    },
  });
  let closing = false;
  server.addHook("preClose", async () => {
    closing = true;
  });
  server.addHook("onSend", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff").header("referrer-policy", "same-origin");
    // A call that is answered while the server stops would keep its connection, and the server, for another minute.
    if (closing) reply.header("connection", "close");
  });
  server.addHook("onResponse", async (request, reply) => {
    const entry = {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (reply.statusCode >= 500) ctx.log.error(entry, "request failed");
    else ctx.log.debug(entry, "request");
  });
  server.setErrorHandler((error: FastifyError, request, reply) => sendError(ctx, error, request, reply));
  installPolicy(server, ctx, auth);
  return server;
}

function sendError(
  ctx: Context,
  thrown: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const error = refusedValue(thrown) ?? thrown;
  if (error instanceof AppError) {
    const { code, message, params, details } = error;
    return reply.status(error.status).send({
      error: {
        code,
        message,
        ...(Object.keys(params).length ? { params } : {}),
        ...(details.length ? { details } : {}),
      },
    });
  }
  if (error.validation) {
    const details: ErrorDetail[] = error.validation.map((item) => ({
      path: fieldPath(error.validationContext, item.instancePath),
      message: item.message ?? "is not valid",
    }));
    return reply.status(400).send({
      error: {
        code: "invalid_input",
        message: "Some fields are missing or not valid; see details.",
        details,
      },
    });
  }
  if (error.statusCode && error.statusCode < 500)
    return reply.status(error.statusCode).send({
      error: { code: error.statusCode === 413 ? "too_large" : "invalid_input", message: error.message },
    });
  ctx.log.error({ err: error, route: request.routeOptions.url, request: request.id }, "unexpected error");
  return reply.status(500).send({
    error: {
      code: "internal",
      message: `Something went wrong on our side. Nothing was changed. Give your operator this number: ${request.id}.`,
    },
  });
}

function fieldPath(context: string | undefined, instancePath: string): string {
  const path = instancePath.replace(/^\//, "").replaceAll("/", ".");
  return context && context !== "body" ? `${context}.${path}` : path;
}
