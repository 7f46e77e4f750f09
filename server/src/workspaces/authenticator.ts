/** Answers the route policy's questions: who is this, is the person a member, is the API key good. */
import type { Authenticator } from "../lib/access.ts";
import type { Context } from "../lib/context.ts";
import { findApiKey } from "./api-keys.ts";
import { personOf } from "./people.ts";
import { membershipOf } from "./workspaces.ts";

export function createAuthenticator(ctx: Context): Authenticator {
  return {
    person: (headers) => personOf(ctx, headers),
    membership: (personId, workspace) => membershipOf(ctx.db, personId, workspace),
    apiKey: (token, ip) => findApiKey(ctx.db, token, ip, ctx.clock.now()),
  };
}
