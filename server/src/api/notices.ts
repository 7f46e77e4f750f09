/** Notices: what needs somebody's attention, and where else people are told. */
import Type, { type Static } from "typebox";
import type { Context } from "../lib/context.ts";
import {
  countOpenNotices,
  dismissNotice,
  listNotices,
  type Notice,
  noticeLink,
} from "../workspaces/notices/list.ts";
import { type NoticeKind, noticeKinds } from "../workspaces/notices/notices.ts";
import {
  changeNoticeSettings,
  deliveryHealthOf,
  type NoticeLanguage,
  noticeLanguages,
  noticeSettingsOf,
  rememberLanguage,
} from "../workspaces/notices/settings.ts";
import { sendTestNotice } from "../workspaces/notices/test-notice.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, Time, WorkspaceIdParams, WorkspaceParams } from "./schemas.ts";

const Language = Type.Unsafe<NoticeLanguage>(Type.Union(noticeLanguages.map((code) => Type.Literal(code))));

const NoticeSchema = named(
  "Notice",
  Type.Object({
    id: Id,
    kind: Type.Unsafe<NoticeKind>(Type.Union(noticeKinds.map((kind) => Type.Literal(kind)))),
    step: Type.String(),
    severity: Type.Union([Type.Literal("info"), Type.Literal("warning"), Type.Literal("critical")]),
    params: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
    ),
    count: Type.Integer(),
    subject: Type.String({ description: "id of the connection, subscription group or template" }),
    about: Nullable(Type.String({ description: "its name" })),
    link: Type.String({ description: "a path of the dashboard inside the workspace" }),
    createdAt: Time,
    lastSeenAt: Time,
    resolvedAt: Nullable(Time),
    dismissedAt: Nullable(Time),
  }),
);

const NoticeList = named(
  "NoticeList",
  Type.Object({
    items: Type.Array(NoticeSchema),
    nextCursor: Nullable(Type.String()),
    open: Type.Integer({ description: "how many are open in all" }),
    critical: Type.Integer({ description: "how many of the open ones are critical" }),
  }),
);

const NoticeQuery = Type.Object({
  filter: Type.Optional(Type.Union([Type.Literal("open"), Type.Literal("resolved")])),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
  cursor: Type.Optional(Id),
});

const Health = Type.Object({ lastSentAt: Nullable(Time), error: Nullable(Type.String()) });

const fields = {
  emailEnabled: Type.Boolean(),
  emails: Type.Array(Type.String({ format: "email", maxLength: 254 }), {
    maxItems: 20,
    description: "empty: the owners and admins",
  }),
  webhookUrl: Nullable(Type.String({ minLength: 1, maxLength: 1000 })),
  language: Language,
};

const NoticeSettingsSchema = named(
  "NoticeSettings",
  Type.Object({
    ...fields,
    mailConfigured: Type.Boolean({ description: "the operator has set PONTE_SMTP_URL" }),
    email: Health,
    webhook: Health,
    webhookSecret: Nullable(Type.String({ description: "only in the answer that made it" })),
  }),
);

const NoticeSettingsChange = Type.Object({ ...fields, renewSecret: Type.Optional(Type.Boolean()) });

const base = "/api/v1/workspaces/:workspace/notices";

export function noticeRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    base,
    {
      config: { permission: "workspace.read" },
      schema: { params: WorkspaceParams, querystring: NoticeQuery, response: { 200: NoticeList } },
    },
    async (request) => {
      const { filter, limit = 30, cursor } = request.query;
      const workspaceId = workspaceOf(request).id;
      const [page, counts] = await Promise.all([
        listNotices(ctx.db, workspaceId, { ...(filter ? { filter } : {}), limit: limit + 1, before: cursor }),
        countOpenNotices(ctx.db, workspaceId),
      ]);
      const items = page.slice(0, limit);
      return {
        items: items.map(present),
        nextCursor: page.length > limit ? (items.at(-1)?.id ?? null) : null,
        ...counts,
      };
    },
  );

  server.post(
    `${base}/:id/dismiss`,
    {
      config: { permission: "workspace.write" },
      schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = request.params;
      await dismissNotice(ctx.db, workspaceOf(request).id, id, request.actor, ctx.clock.now());
      return reply.status(204).send(null);
    },
  );

  server.get(
    `${base}/settings`,
    {
      config: { permission: "workspace.write" },
      schema: { params: WorkspaceParams, response: { 200: NoticeSettingsSchema } },
    },
    async (request) => presentSettings(ctx, workspaceOf(request).id, null),
  );

  server.put(
    `${base}/settings`,
    {
      config: { permission: "workspace.write" },
      schema: {
        params: WorkspaceParams,
        body: NoticeSettingsChange,
        response: { 200: NoticeSettingsSchema },
      },
    },
    async (request) => {
      const workspaceId = workspaceOf(request).id;
      const secret = await changeNoticeSettings(ctx, workspaceId, request.body, request.actor);
      return presentSettings(ctx, workspaceId, secret);
    },
  );

  server.post(
    `${base}/settings/test`,
    {
      config: { permission: "workspace.write" },
      schema: {
        params: WorkspaceParams,
        body: Type.Object({ channel: Type.Union([Type.Literal("email"), Type.Literal("webhook")]) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { person } = request;
      if (!person) throw new Error("this route is for people");
      await sendTestNotice(ctx, workspaceOf(request).id, request.body.channel, person);
      return reply.status(204).send(null);
    },
  );

  server.put(
    "/api/v1/me/language",
    {
      config: { public: "signed_in" },
      schema: { body: Type.Object({ language: Language }), response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      if (request.person) await rememberLanguage(ctx.db, request.person.id, request.body.language);
      return reply.status(204).send(null);
    },
  );
}

function present(notice: Notice): Static<typeof NoticeSchema> {
  const { workspaceId: _workspace, connectionId: _connection, ...rest } = notice;
  return {
    ...rest,
    params: { ...notice.params },
    link: noticeLink(notice),
    createdAt: notice.createdAt.toISOString(),
    lastSeenAt: notice.lastSeenAt.toISOString(),
    resolvedAt: notice.resolvedAt?.toISOString() ?? null,
    dismissedAt: notice.dismissedAt?.toISOString() ?? null,
  };
}

async function presentSettings(
  ctx: Context,
  workspaceId: string,
  webhookSecret: string | null,
): Promise<Static<typeof NoticeSettingsSchema>> {
  const [settings, email, webhook] = await Promise.all([
    noticeSettingsOf(ctx.db, workspaceId),
    deliveryHealthOf(ctx.db, workspaceId, "email"),
    deliveryHealthOf(ctx.db, workspaceId, "webhook"),
  ]);
  const told = ({ lastSentAt, error }: typeof email) => ({
    lastSentAt: lastSentAt?.toISOString() ?? null,
    error,
  });
  return {
    ...settings,
    emails: [...settings.emails],
    mailConfigured: ctx.config.mail !== null,
    email: told(email),
    webhook: told(webhook),
    webhookSecret,
  };
}
