/** Providers' webhooks. The body is stored as it came, then answered 200; a worker applies it. */
import Type from "typebox";
import { providerNames } from "../connectors/connector.ts";
import { createWebhookDoor } from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import { AppError } from "../lib/errors.ts";
import type { ApiServer } from "./http-server.ts";

/** 2,000 results, the most a provider may put into one call, take about 1.5 MB. */
const bodyLimit = 4 * 1024 * 1024;

const Challenge = Type.Record(Type.String(), Type.String({ maxLength: 500 }));
const Params = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });

export function webhookRoutes(server: ApiServer, ctx: Context): void {
  const door = createWebhookDoor(ctx);
  // A scope of its own, because here a body stays text: signatures are over the bytes that came.
  server.register(async (scope: ApiServer) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    for (const provider of providerNames)
      scope.post(
        `/webhooks/${provider}/:token`,
        { config: { public: true }, bodyLimit, schema: { hide: true, params: Params } },
        async (request) => {
          const body = typeof request.body === "string" ? request.body : "";
          await door.store(provider, request.params.token, body, request.headers);
          return { status: "stored" };
        },
      );
    // Meta asks whether an address is ours before it reports to it; the answer is the bare word it gave.
    scope.get(
      "/webhooks/meta/:token",
      { config: { public: true }, schema: { hide: true, params: Params, querystring: Challenge } },
      async (request, reply) => {
        const answer = await door.answer("meta", request.params.token, request.query);
        if (answer === null)
          throw new AppError("forbidden", "This is not the question of a provider of this address.", {
            status: 403,
          });
        return reply.type("text/plain; charset=utf-8").send(answer);
      },
    );
  });
}
