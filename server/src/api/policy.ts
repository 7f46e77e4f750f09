/**
 * The gate in front of every route: who is calling, which workspace, may they. A route declares exactly one of
 * `config.permission` (people), `config.apiPermission` (API keys) or `config.public`; registering one without fails at start.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Authenticator, Person, WorkspaceAccess } from "../lib/access.ts";
import type { Context } from "../lib/context.ts";
import { AppError, notFound } from "../lib/errors.ts";
import { type ApiPermission, type Permission, type Role, roleAllows } from "../lib/permissions.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    permission?: Permission;
    apiPermission?: ApiPermission;
    /** "signed_in": any signed-in person, no workspace. true: nobody is asked. */
    public?: true | "signed_in";
  }
  interface FastifyRequest {
    /** Set for every route but public ones. */
    person: Person | null;
    access: WorkspaceAccess | null;
    role: Role | null;
    /** `person id` or `api-key:<id>`, for audit. */
    actor: string;
  }
}

export function installPolicy(server: FastifyInstance, ctx: Context, auth: Authenticator): void {
  server.decorateRequest("person", null);
  server.decorateRequest("access", null);
  server.decorateRequest("role", null);
  server.decorateRequest("actor", "anonymous");
  server.addHook("onRoute", (route) => {
    const { permission, apiPermission, public: open } = route.config ?? {};
    if ([permission, apiPermission, open].filter(Boolean).length !== 1)
      throw new Error(
        `${String(route.method)} ${route.url} must declare one of config.permission, config.apiPermission, config.public`,
      );
  });
  server.addHook("onRequest", async (request) => {
    const { permission, apiPermission, public: open } = request.routeOptions.config;
    if (open === true || request.is404) return;
    if (apiPermission) return admitApiKey(request, auth, apiPermission);
    requireSameOrigin(request, ctx);
    await admitPerson(request, auth);
    if (permission) await admitToWorkspace(request, auth, permission);
  });
}

/** The workspace of an authorised request. */
export function workspaceOf(request: FastifyRequest): WorkspaceAccess {
  if (!request.access) throw new Error("this route has no workspace");
  return request.access;
}

async function admitPerson(request: FastifyRequest, auth: Authenticator): Promise<void> {
  const headers = new Headers();
  if (request.headers.cookie) headers.set("cookie", request.headers.cookie);
  request.person = await auth.person(headers);
  if (!request.person)
    throw new AppError(
      "unauthenticated",
      "You are not signed in, or your session has ended. Sign in again.",
      { status: 401 },
    );
  request.actor = request.person.id;
}

async function admitToWorkspace(
  request: FastifyRequest,
  auth: Authenticator,
  permission: Permission,
): Promise<void> {
  const name = (request.params as { workspace?: string }).workspace;
  const membership = request.person && name ? await auth.membership(request.person.id, name) : null;
  // Whether a workspace exists is nobody's business but its members'.
  if (!membership) throw notFound("workspace");
  if (!roleAllows(membership.role, permission))
    throw new AppError(
      "forbidden",
      `Your role in this workspace (${membership.role}) does not include "${permission}". Ask an owner or admin.`,
      {
        status: 403,
        params: { role: membership.role, permission },
      },
    );
  request.access = membership.workspace;
  request.role = membership.role;
}

async function admitApiKey(
  request: FastifyRequest,
  auth: Authenticator,
  permission: ApiPermission,
): Promise<void> {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const key = token ? await auth.apiKey(token, request.ip) : null;
  if (!key) throw new AppError("invalid_api_key", "Invalid API key", { status: 401 });
  if (!key.permissions.includes(permission))
    throw new AppError(
      "insufficient_permissions",
      `This API key does not have the permission ${permission}.`,
      { status: 401 },
    );
  request.access = key.workspace;
  request.actor = `api-key:${key.id}`;
}

/** Cookies travel with requests from other sites too; a changing request must come from our own pages. */
function requireSameOrigin(request: FastifyRequest, ctx: Context): void {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return;
  const origin = request.headers.origin;
  if (origin === undefined && request.headers["sec-fetch-site"] === undefined) return; // not a browser
  const own = new URL(ctx.config.publicUrl).origin;
  if (
    origin === own ||
    request.headers["sec-fetch-site"] === "same-origin" ||
    origin === `${request.protocol}://${request.host}`
  )
    return;
  throw new AppError(
    "forbidden",
    `This request came from another site. Open Ponte at ${own} (PONTE_PUBLIC_URL).`,
    { status: 403 },
  );
}
