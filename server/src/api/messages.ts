/** Looking at a message before it goes out: a preview, and a test on a real phone. */
import Type from "typebox";
import { previewMessage, sendTest, testMessageOf } from "../campaigns/campaigns.ts";
import type { Context } from "../lib/context.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { RenderedMessageSchema, VariablesSchema } from "./message-schemas.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/messages";

const PreviewInput = Type.Object({
  templateId: Id,
  variables: VariablesSchema,
  contactId: Type.Optional(Type.Union([Id, Type.Literal("random")])),
});

const PreviewSchema = named(
  "MessagePreview",
  Type.Object({
    rendered: RenderedMessageSchema,
    contact: Nullable(Type.Object({ id: Id, name: Nullable(Type.String()) })),
    problems: Type.Array(
      Type.Object({
        code: Type.String({ description: "stable; translations go by it" }),
        field: Type.String({ description: "the variable's key" }),
        message: Type.String(),
        line: Type.Optional(Type.Integer()),
        column: Type.Optional(Type.Integer()),
        problem: Type.Optional(
          Type.String({ description: "of liquid_invalid: syntax, unknown_attribute, unknown_filter …" }),
        ),
      }),
    ),
  }),
);

/** Either campaignId, or the number, the template and its variables. */
const TestInput = Type.Object({
  contactId: Id,
  campaignId: Type.Optional(Id),
  subscriptionGroupId: Type.Optional(Id),
  templateId: Type.Optional(Id),
  variables: Type.Optional(VariablesSchema),
});

export function messageRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${base}/preview`,
    {
      config: { permission: "templates.read" },
      schema: { params: WorkspaceParams, body: PreviewInput, response: { 200: PreviewSchema } },
    },
    async (request) => {
      const { rendered, contact, problems } = await previewMessage(
        ctx.db,
        workspaceOf(request).id,
        request.body,
      );
      const { buttons, ...rest } = rendered;
      return {
        rendered: { ...rest, ...(buttons ? { buttons: [...buttons] } : {}) },
        contact,
        problems: [...problems],
      };
    },
  );

  server.post(
    `${base}/test`,
    {
      config: { permission: "messages.test" },
      schema: { params: WorkspaceParams, body: TestInput, response: { 202: Type.Object({ sendId: Id }) } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const {
        contactId,
        campaignId,
        subscriptionGroupId = null,
        templateId = null,
        variables = {},
      } = request.body;
      const message = campaignId
        ? await testMessageOf(ctx.db, id, campaignId)
        : { subscriptionGroupId, templateId, variables };
      const sendId = await sendTest(ctx.db, id, message, contactId, ctx.clock.now());
      await recordAudit(ctx.db, id, {
        actor: request.actor,
        action: "message.tested",
        subject: sendId,
        details: { contactId },
      });
      return reply.status(202).send({ sendId });
    },
  );
}
