/** Looking at a message before it goes out: a preview, and a test on a real phone. */
import Type from "typebox";
import { previewMessage, sendTest, testMessageOf } from "../campaigns/campaigns.ts";
import type { FreeFormContent } from "../content/message.ts";
import type { Context } from "../lib/context.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { ApiServer } from "./http-server.ts";
import { FreeFormSchema, plain, RenderedMessageSchema, VariablesSchema } from "./message-schemas.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, WorkspaceParams } from "./schemas.ts";

const base = "/api/v1/workspaces/:workspace/messages";

/** Either the template and its variables, or `message`. */
const PreviewInput = Type.Object({
  templateId: Type.Optional(Id),
  variables: Type.Optional(VariablesSchema),
  message: Type.Optional(FreeFormSchema),
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
        field: Type.String({ description: "the variable's key, or the path in `message`" }),
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

/** Either campaignId, or the number with the template and its variables, or the number with `message`. */
const TestInput = Type.Object({
  contactId: Id,
  campaignId: Type.Optional(Id),
  subscriptionGroupId: Type.Optional(Id),
  templateId: Type.Optional(Id),
  variables: Type.Optional(VariablesSchema),
  message: Type.Optional(FreeFormSchema),
});

export function messageRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${base}/preview`,
    {
      config: { permission: "templates.read" },
      schema: { params: WorkspaceParams, body: PreviewInput, response: { 200: PreviewSchema } },
    },
    async (request) => {
      const { rendered, contact, problems } = await previewMessage(ctx.db, workspaceOf(request).id, {
        ...request.body,
        message: request.body.message as FreeFormContent | undefined,
      });
      return { rendered: plain(rendered), contact, problems: [...problems] };
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
        message: given,
      } = request.body;
      const message = campaignId
        ? await testMessageOf(ctx.db, id, campaignId)
        : { subscriptionGroupId, templateId, variables, message: given as FreeFormContent | undefined };
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
