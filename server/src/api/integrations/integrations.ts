/** Integrations → WhatsApp: one file per thing a person deals with. */
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { connectionRoutes } from "./connections.ts";
import { linkRoutes } from "./links.ts";
import { migrationRoutes } from "./migration.ts";
import { numberRoutes } from "./numbers.ts";
import { overviewRoutes } from "./overview.ts";
import { signupRoutes } from "./signups.ts";

export function integrationRoutes(server: ApiServer, ctx: Context): void {
  overviewRoutes(server, ctx);
  connectionRoutes(server, ctx);
  signupRoutes(server, ctx);
  linkRoutes(server, ctx);
  numberRoutes(server, ctx);
  migrationRoutes(server, ctx);
}
