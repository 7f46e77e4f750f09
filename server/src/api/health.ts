/** Liveness (the process answers) and readiness (it can work: the database answers). */
import { sql } from "kysely";
import Type from "typebox";
import type { Context } from "../lib/context.ts";
import type { ApiServer } from "./http-server.ts";

const Health = Type.Object({ status: Type.Union([Type.Literal("ok"), Type.Literal("unavailable")]) });

export function healthRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    "/health/live",
    { config: { public: true }, schema: { response: { 200: Health } } },
    async () => ({ status: "ok" as const }),
  );
  server.get(
    "/health/ready",
    { config: { public: true }, schema: { response: { 200: Health, 503: Health } } },
    async (_request, reply) => {
      try {
        await sql`select 1`.execute(ctx.db);
        return { status: "ok" as const };
      } catch {
        return reply.status(503).send({ status: "unavailable" as const });
      }
    },
  );
}
