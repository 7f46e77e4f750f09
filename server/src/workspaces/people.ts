/**
 * People log in with e-mail and password; better-auth keeps hashes (scrypt) and sessions. There is no public sign-up: the first
 * person is made at first start, others are added by an owner.
 */
import { betterAuth } from "better-auth";
import type { Person } from "../lib/access.ts";
import type { Context } from "../lib/context.ts";
import type { Db } from "../lib/db.ts";

export type Auth = ReturnType<typeof createAuth>;

/** Where better-auth finds the address of the caller. The route sets it; what a caller writes there is overwritten. */
export const clientAddressHeader = "x-ponte-client-address";

const instances = new WeakMap<Context, Auth>();

/** One better-auth per context. */
export function authOf(ctx: Context): Auth {
  let auth = instances.get(ctx);
  if (!auth) {
    auth = createAuth(ctx);
    instances.set(ctx, auth);
  }
  return auth;
}

function createAuth(ctx: Context) {
  return betterAuth({
    database: ctx.pool,
    baseURL: ctx.config.publicUrl,
    basePath: "/api/auth",
    secret: ctx.secrets.derive("sessions"),
    trustedOrigins: [
      ctx.config.publicUrl,
      `http://localhost:${ctx.config.port}`,
      `http://127.0.0.1:${ctx.config.port}`,
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": { window: 60, max: 20 } },
    },
    session: {
      expiresIn: 60 * 60 * 24 * 30,
      updateAge: 60 * 60 * 24,
      modelName: "people_sessions",
      cookieCache: { enabled: true, maxAge: 30 },
    },
    user: { modelName: "people" },
    account: { modelName: "people_accounts" },
    verification: { modelName: "people_verifications" },
    advanced: { cookiePrefix: "ponte", ipAddress: { ipAddressHeaders: [clientAddressHeader] } },
  });
}

export async function personOf(ctx: Context, headers: Headers): Promise<Person | null> {
  if (!headers.has("cookie")) return null;
  const session = await authOf(ctx).api.getSession({ headers });
  return session ? { id: session.user.id, name: session.user.name, email: session.user.email } : null;
}

/** Creates a person with a password; an existing e-mail is an error of the caller. */
export async function createPerson(
  ctx: Context,
  input: { name: string; email: string; password: string },
): Promise<string> {
  const internal = await authOf(ctx).$context;
  const user = await internal.internalAdapter.createUser(
    { name: input.name, email: input.email.toLowerCase(), emailVerified: true },
    { method: "email-password" },
  );
  await internal.internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: "credential",
    password: await internal.password.hash(input.password),
  });
  return user.id;
}

/** Names by id; ids that are no person's (API keys, the system) are left out. */
export async function personNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("people").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** For an operator: the person gets this password and is signed out everywhere. False: nobody has this e-mail. */
export async function setPassword(ctx: Context, email: string, password: string): Promise<boolean> {
  const internal = await authOf(ctx).$context;
  const found = await internal.internalAdapter.findUserByEmail(email.toLowerCase());
  if (!found) return false;
  await internal.internalAdapter.updatePassword(found.user.id, await internal.password.hash(password));
  await internal.internalAdapter.deleteUserSessions(found.user.id);
  return true;
}
