/** Numbers that the account has already, and linking one. */
import Type from "typebox";
import { linkNumber, listSenders, senderStates } from "../../connectors/numbers/links.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Nullable, named, WorkspaceIdParams } from "../schemas.ts";
import { integration, oneOf } from "./schemas.ts";
import { metaId, pin, presentSignup, SignupSchema } from "./signups.ts";

const SenderSchema = named(
  "AccountSender",
  Type.Object({
    phone: Type.String({ description: "E.164" }),
    displayName: Nullable(Type.String()),
    wabaId: Nullable(Type.String()),
    phoneNumberId: Nullable(Type.String()),
    quality: Type.String(),
    status: Type.String(),
    state: oneOf(senderStates),
  }),
);

const Senders = Type.Object({
  items: Type.Array(SenderSchema),
  listed: Type.Boolean({ description: "false: the account's numbers cannot be listed, so one is typed in" }),
});

const NewLink = Type.Object({
  phone: Type.String({ minLength: 4, maxLength: 40, description: "with country code, in any spelling" }),
  wabaId: Type.Optional(metaId),
  phoneNumberId: Type.Optional(metaId),
  displayName: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  pin: Type.Optional(pin),
});

export function linkRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${integration}/connections/:id/senders`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 200: Senders } },
    },
    async (request) => {
      const senders = await listSenders(ctx, workspaceOf(request).id, request.params.id);
      return { items: senders ?? [], listed: senders !== null };
    },
  );

  server.post(
    `${integration}/connections/:id/links`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, body: NewLink, response: { 202: SignupSchema } },
    },
    async (request, reply) => {
      const { params, body, actor } = request;
      const signup = await linkNumber(ctx, workspaceOf(request).id, params.id, body, actor);
      return reply.status(202).send(presentSignup(signup));
    },
  );
}
