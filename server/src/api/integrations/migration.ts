/** The checklist of a number's migration into a new WABA. */
import Type from "typebox";
import { checkMigration, migrationChecks } from "../../connectors/numbers/migration.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Id, List, Nullable, named, WorkspaceParams } from "../schemas.ts";
import { integration, oneOf } from "./schemas.ts";

const MigrationCheckSchema = named(
  "MigrationCheck",
  Type.Object({
    name: oneOf(migrationChecks),
    state: oneOf(["ok", "not_ok", "confirm", "later"]),
    found: Nullable(Type.String({ description: "the provider's word that led to the verdict" })),
  }),
);

export function migrationRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${integration}/migration`,
    {
      config: { permission: "integrations.read" },
      schema: {
        params: WorkspaceParams,
        querystring: Type.Object({
          subscriptionGroupId: Type.Optional(Id),
          signupId: Type.Optional(Id),
        }),
        response: { 200: List(MigrationCheckSchema) },
      },
    },
    async (request) => ({ items: await checkMigration(ctx, workspaceOf(request).id, request.query) }),
  );
}
