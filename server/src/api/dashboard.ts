/**
 * Serves the built dashboard: hashed assets for a year, index.html never cached, every other path is the single page. The content
 * security policy allows our own scripts and Meta's SDK, nothing inline.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../lib/context.ts";
import { AppError } from "../lib/errors.ts";
import type { ApiServer } from "./http-server.ts";

const dist = path.resolve(import.meta.dirname, "../../../web/dist");

export async function dashboardRoutes(server: ApiServer, ctx: Context): Promise<void> {
  await server.register(fastifyStatic, { root: dist, serve: false, preCompressed: true });
  const policy = contentSecurityPolicy(ctx);
  const handler = (request: FastifyRequest, reply: FastifyReply) => {
    // A client of the compatible API expects JSON, also where nothing is.
    if (/^Bearer /i.test(request.headers.authorization ?? ""))
      return reply
        .status(404)
        .send({ message: "Not Found: there is nothing at this address. Check the path." });
    const file = decodeURIComponent(request.url.split("?")[0] ?? "/").slice(1);
    if (/^(api|webhooks|v2)\//.test(file))
      throw new AppError("not_found", "There is nothing at this address. Check the path.", { status: 404 });
    if (file.startsWith("assets/")) return reply.sendFile(file, { maxAge: 31_536_000_000, immutable: true });
    if (file !== "" && !file.includes("..") && existsSync(path.join(dist, file))) return reply.sendFile(file);
    reply.header("content-security-policy", policy).header("x-frame-options", "DENY");
    return reply.sendFile("index.html", { cacheControl: false });
  };
  server.get("/*", { config: { public: true }, schema: { hide: true } }, handler);
}

function contentSecurityPolicy(ctx: Context): string {
  const { sdkUrl, extraOrigins } = ctx.config.meta;
  const sdk = new URL(sdkUrl).origin;
  return [
    "default-src 'self'",
    `script-src 'self' ${sdk}`,
    // The component library writes style attributes and one style element for its theme.
    "style-src 'self' 'unsafe-inline'",
    // Previews show media from wherever a template's media lives.
    "img-src 'self' data: blob: https: http:",
    "media-src 'self' https: http:",
    `connect-src 'self' ${sdk} https://*.facebook.com`,
    `frame-src https://*.facebook.com ${extraOrigins.join(" ")}`.trim(),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
