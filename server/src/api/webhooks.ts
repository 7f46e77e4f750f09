/** Providers' webhooks. The body is stored as it came, then answered 200; a worker applies it. */
import Type from "typebox";
import { createWebhookDoor } from "../inbound/inbound.ts";
import type { Context } from "../lib/context.ts";
import type { ApiServer } from "./http-server.ts";

/** 2,000 results, the most a provider may put into one call, take about 1.5 MB. */
const bodyLimit = 4 * 1024 * 1024;

const Params = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });

export function webhookRoutes(server: ApiServer, ctx: Context): void {
  const door = createWebhookDoor(ctx);
  // A scope of its own, because here a body stays text: signatures are over the bytes that came.
  server.register(async (scope: ApiServer) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    scope.post(
      "/webhooks/infobip/:token",
      { config: { public: true }, bodyLimit, schema: { hide: true, params: Params } },
      async (request) => {
        const body = typeof request.body === "string" ? request.body : "";
        await door.store("infobip", request.params.token, body, request.headers);
        return { status: "stored" };
      },
    );
  });
}
