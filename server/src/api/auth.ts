/** Mounts better-auth (sign-in, sign-out, session) and tells a signed-in person who they are. */
import Type from "typebox";
import type { Context } from "../lib/context.ts";
import { invalidInput } from "../lib/errors.ts";
import { version } from "../lib/version.ts";
import { authOf, clientAddressHeader } from "../workspaces/people.ts";
import { workspacesOf } from "../workspaces/workspaces.ts";
import type { ApiServer } from "./http-server.ts";
import { Id, Nullable, named } from "./schemas.ts";

const Me = named(
  "Me",
  Type.Object({
    user: Type.Object({ id: Type.String(), name: Type.String(), email: Type.String() }),
    workspaces: Type.Array(
      Type.Object({
        id: Id,
        slug: Type.String(),
        name: Type.String(),
        role: Type.String(),
        timeZone: Type.String(),
        defaultCountry: Type.String(),
      }),
    ),
    server: Type.Object({
      version: Type.String(),
      publicUrl: Type.String(),
      sandboxUrl: Nullable(Type.String()),
    }),
  }),
);

export function authRoutes(server: ApiServer, ctx: Context): void {
  server.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    config: { public: true },
    schema: { hide: true },
    async handler(request, reply) {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (value) headers.set(name, String(value));
      // Attempts are counted per address: ours to say, never the caller's.
      headers.set(clientAddressHeader, request.ip);
      refuseNul(request.body);
      const init: RequestInit = { method: request.method, headers };
      if (request.body) init.body = JSON.stringify(request.body);
      const response = await authOf(ctx).handler(
        new Request(new URL(request.url, ctx.config.publicUrl), init),
      );
      reply.status(response.status);
      response.headers.forEach((value, name) => void reply.header(name, value));
      return reply.send(response.body ? await response.text() : null);
    },
  });

  const present = async (person: { id: string; name: string; email: string }) => ({
    user: { id: person.id, name: person.name, email: person.email },
    workspaces: await workspacesOf(ctx.db, person.id),
    server: {
      version,
      publicUrl: ctx.config.publicUrl,
      sandboxUrl: ctx.config.sandbox.enabled ? ctx.config.sandbox.url : null,
    },
  });

  server.get(
    "/api/v1/me",
    { config: { public: "signed_in" }, schema: { response: { 200: Me } } },
    async (request) => {
      if (!request.person) throw new Error("signed_in routes have a person");
      return present(request.person);
    },
  );

  server.patch(
    "/api/v1/me",
    {
      config: { public: "signed_in" },
      schema: {
        body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 200: Me },
      },
    },
    async (request) => {
      if (!request.person) throw new Error("signed_in routes have a person");
      await ctx.db
        .updateTable("people")
        .set({ name: request.body.name })
        .where("id", "=", request.person.id)
        .execute();
      return present({ ...request.person, name: request.body.name });
    },
  );
}

/** PostgreSQL keeps no NUL characters. The fields of these bodies are flat. */
function refuseNul(body: unknown): void {
  const fields = Object.entries(body ?? {}).filter(
    ([, value]) => typeof value === "string" && value.includes("\0"),
  );
  if (fields.length > 0)
    throw invalidInput(
      "Some fields contain a character that is not text; see details.",
      fields.map(([path]) => ({ path, message: "contains a NUL character; remove it" })),
    );
}
