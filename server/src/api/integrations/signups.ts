/** Sign-ups: begin, follow, answer, retry, cancel. */
import Type from "typebox";
import {
  answerSignup,
  cancelSignup,
  getSignup,
  listUnfinishedSignups,
  resendCode,
  retrySignup,
  type Signup,
  startingPoints,
  startSignup,
} from "../../connectors/signups.ts";
import type { Context } from "../../lib/context.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { Id, List, Nullable, named, Time, WorkspaceIdParams, WorkspaceParams } from "../schemas.ts";
import { integration, oneOf } from "./schemas.ts";

export const SignupSchema = named(
  "Signup",
  Type.Object({
    id: Id,
    kind: oneOf(["embedded_signup", "link"]),
    startingPoint: oneOf(startingPoints),
    connectionId: Id,
    provider: Type.String(),
    state: oneOf(["running", "waiting", "completed", "failed", "canceled"]),
    steps: Type.Array(
      Type.Object({
        name: Type.String(),
        state: oneOf(["pending", "running", "waiting", "done", "failed"]),
        at: Type.Optional(Time),
        errorCode: Type.Optional(Type.String()),
        error: Type.Optional(Type.String()),
        params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
      }),
    ),
    errorCode: Nullable(Type.String()),
    error: Nullable(Type.String()),
    question: Nullable(
      Type.Object({
        kind: oneOf(["verification_code", "pin"]),
        method: Type.Optional(oneOf(["sms", "voice"])),
        errorCode: Type.Optional(Type.String()),
      }),
    ),
    wabaId: Nullable(Type.String()),
    phone: Nullable(Type.String({ description: "E.164, once it is known" })),
    displayName: Nullable(Type.String()),
    createdAt: Time,
    finishedAt: Nullable(Time),
    groupId: Nullable(Id),
    subscriptionGroupId: Nullable(Id),
  }),
);

export const metaId = Type.String({ pattern: "^[0-9]{1,20}$" });
export const pin = Type.String({
  pattern: "^[0-9]{6}$",
  description: "two-step verification PIN of the number",
});

const NewSignup = Type.Object({
  code: Type.String({ minLength: 1, maxLength: 2000 }),
  wabaId: Type.Optional(metaId),
  phoneNumberId: Type.Optional(metaId),
  businessId: Type.Optional(metaId),
  startingPoint: Type.Optional(oneOf(startingPoints)),
  pin: Type.Optional(pin),
});

const Answer = Type.Object({
  answer: Type.String({ pattern: "^[0-9]{4,8}$", description: "the code or PIN that was asked for" }),
});

export function signupRoutes(server: ApiServer, ctx: Context): void {
  server.post(
    `${integration}/connections/:id/signups`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, body: NewSignup, response: { 202: SignupSchema } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const signup = await startSignup(ctx, id, request.params.id, request.body, request.actor);
      return reply.status(202).send(presentSignup(signup));
    },
  );

  server.get(
    `${integration}/signups`,
    {
      config: { permission: "integrations.read" },
      schema: { params: WorkspaceParams, response: { 200: List(SignupSchema) } },
    },
    async (request) => ({
      items: (await listUnfinishedSignups(ctx.db, workspaceOf(request).id)).map(presentSignup),
    }),
  );

  server.get(
    `${integration}/signups/:id`,
    {
      config: { permission: "integrations.read" },
      schema: { params: WorkspaceIdParams, response: { 200: SignupSchema } },
    },
    async (request) => presentSignup(await getSignup(ctx, workspaceOf(request).id, request.params.id)),
  );

  server.post(
    `${integration}/signups/:id/retry`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 202: SignupSchema } },
    },
    async (request, reply) =>
      reply
        .status(202)
        .send(presentSignup(await retrySignup(ctx, workspaceOf(request).id, request.params.id))),
  );

  server.post(
    `${integration}/signups/:id/answer`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, body: Answer, response: { 202: SignupSchema } },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const signup = await answerSignup(ctx, id, request.params.id, request.body.answer);
      return reply.status(202).send(presentSignup(signup));
    },
  );

  server.post(
    `${integration}/signups/:id/resend`,
    {
      config: { permission: "integrations.write" },
      schema: {
        params: WorkspaceIdParams,
        body: Type.Object({ method: oneOf(["sms", "voice"]) }),
        response: { 202: SignupSchema },
      },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const signup = await resendCode(ctx, id, request.params.id, request.body.method);
      return reply.status(202).send(presentSignup(signup));
    },
  );

  server.post(
    `${integration}/signups/:id/cancel`,
    {
      config: { permission: "integrations.write" },
      schema: { params: WorkspaceIdParams, response: { 200: SignupSchema } },
    },
    async (request) =>
      presentSignup(await cancelSignup(ctx, workspaceOf(request).id, request.params.id, request.actor)),
  );
}

export function presentSignup({
  createdAt,
  finishedAt,
  verification: _verification,
  steps,
  ...rest
}: Signup) {
  return {
    ...rest,
    steps: [...steps],
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
