/** The page of one connection: its health, what it costs, the doctor, and the few things Ponte mends by itself. */
import { Readable } from "node:stream";
import Type, { type Static } from "typebox";
import { trafficChecks } from "../analytics/connection-checks.ts";
import { costsOfConnection } from "../analytics/connection-costs.ts";
import { healthOfConnection } from "../analytics/connection-health.ts";
import { loadConnection } from "../connectors/connections.ts";
import { accountChecks } from "../connectors/doctor/account-checks.ts";
import { type CheckResult, type CheckState, examine, type Remedy } from "../connectors/doctor/doctor.ts";
import { providerChecks } from "../connectors/doctor/provider-checks.ts";
import { webhookChecks } from "../connectors/doctor/webhook-checks.ts";
import { checkKey } from "../connectors/health/key.ts";
import { refreshConnection, setBalanceAlert } from "../connectors/health/refresh.ts";
import { syncTemplatesOf } from "../connectors/health/templates.ts";
import { findWebhookProblems } from "../connectors/health/webhooks.ts";
import { renewWebhooks } from "../connectors/webhooks.job.ts";
import type { Context } from "../lib/context.ts";
import { inTransaction } from "../lib/db.ts";
import { conflict, invalidInput, notFound } from "../lib/errors.ts";
import { version } from "../lib/version.ts";
import { recordAudit } from "../workspaces/audit.ts";
import { ConnectionHealth } from "./doctor-schemas.ts";
import type { ApiServer } from "./http-server.ts";
import { workspaceOf } from "./policy.ts";
import { Id, Nullable, named, Time, WorkspaceIdParams } from "./schemas.ts";

const Params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
const Finding = Type.Object({ code: Type.String(), params: Type.Optional(Params) });

const CheckSchema = named(
  "DoctorCheck",
  Type.Object({
    check: Type.String(),
    state: Type.Unsafe<CheckState>(
      Type.Union(["ok", "warning", "failed", "unknown"].map((state) => Type.Literal(state))),
    ),
    code: Type.String({ description: "what was found; the dashboard's words go by check and code" }),
    params: Type.Optional(Params),
    items: Type.Optional(Type.Array(Finding)),
    remedy: Type.Optional(
      Type.Unsafe<Remedy>(
        Type.Union(
          ["replace_key", "renew_webhooks", "refresh", "sync_templates"].map((name) => Type.Literal(name)),
        ),
      ),
    ),
    tookMs: Type.Integer(),
  }),
);

const Report = named(
  "DoctorReport",
  Type.Object({
    connectionId: Id,
    at: Time,
    version: Type.String({ description: "of Ponte" }),
    results: Type.Array(CheckSchema),
  }),
);

const Costs = named(
  "ConnectionCosts",
  Type.Object({
    month: Type.String(),
    rows: Type.Array(
      Type.Object({
        country: Nullable(Type.String({ description: "ISO 3166" })),
        category: Type.String(),
        currency: Type.String(),
        messages: Type.Integer(),
        amount: Type.String({ description: "decimal" }),
      }),
    ),
    totals: Type.Array(
      Type.Object({ currency: Type.String(), messages: Type.Integer(), amount: Type.String() }),
    ),
    unpriced: Type.Integer({ description: "taken by the provider, without a price (yet)" }),
  }),
);

const connection = "/api/v1/workspaces/:workspace/integrations/whatsapp/connections/:id";
const reading = { permission: "integrations.read" } as const;
const writing = { permission: "integrations.write" } as const;

const checks = [...providerChecks, ...webhookChecks, ...accountChecks, ...trafficChecks];

export function doctorRoutes(server: ApiServer, ctx: Context): void {
  server.get(
    `${connection}/health`,
    { config: reading, schema: { params: WorkspaceIdParams, response: { 200: ConnectionHealth } } },
    async (request) => {
      const health = await healthOfConnection(
        ctx.db,
        workspaceOf(request).id,
        request.params.id,
        ctx.clock.now(),
      );
      if (!health) throw notFound("connection");
      return health;
    },
  );

  server.get(
    `${connection}/costs`,
    {
      config: reading,
      schema: {
        params: WorkspaceIdParams,
        querystring: Type.Object({
          month: Type.Optional(Type.String({ pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])$" })),
        }),
        response: { 200: Costs },
      },
    },
    async (request) => {
      const { id, timeZone } = workspaceOf(request);
      const { month = monthOf(ctx.clock.now(), timeZone) } = request.query;
      await loadConnection(ctx, id, request.params.id); // not of this workspace: not found
      const { rows, totals, ...costs } = await costsOfConnection(
        ctx.db,
        { id, timeZone },
        request.params.id,
        month,
      );
      return { ...costs, rows: [...rows], totals: [...totals] };
    },
  );

  server.patch(
    connection,
    {
      config: writing,
      schema: {
        params: WorkspaceIdParams,
        body: Type.Object({
          balanceAlert: Nullable(
            Type.String({
              pattern: "^[0-9]{1,11}([.][0-9]{1,4})?$",
              description: "decimal; null: do not tell",
            }),
          ),
        }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { balanceAlert } = request.body;
      const { id: workspaceId } = workspaceOf(request);
      if (balanceAlert !== null && Number(balanceAlert) === 0)
        throw invalidInput("A balance is never told below zero. Enter an amount, or switch the alert off.");
      await inTransaction(ctx.db, async (tx) => {
        if (!(await setBalanceAlert({ ...ctx, db: tx }, workspaceId, request.params.id, balanceAlert)))
          throw notFound("connection");
        await recordAudit(tx, workspaceId, {
          actor: request.actor,
          action: "connection.balance_alert_set",
          subject: request.params.id,
          details: { threshold: balanceAlert },
        });
      });
      return reply.status(204).send(null);
    },
  );

  server.post(
    `${connection}/refresh`,
    { config: writing, schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { id: workspaceId } = workspaceOf(request);
      await requireConnected(ctx, workspaceId, request.params.id);
      await checkKey(ctx, workspaceId, request.params.id);
      await refreshConnection(ctx, workspaceId, request.params.id);
      return reply.status(204).send(null);
    },
  );

  server.post(
    `${connection}/webhooks`,
    { config: writing, schema: { params: WorkspaceIdParams, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { id: workspaceId } = workspaceOf(request);
      const { id: connectionId } = request.params;
      await requireConnected(ctx, workspaceId, connectionId);
      await renewWebhooks(ctx, { workspaceId, connectionId });
      await findWebhookProblems(ctx, await loadConnection(ctx, workspaceId, connectionId));
      await recordAudit(ctx.db, workspaceId, {
        actor: request.actor,
        action: "connection.webhooks_renewed",
        subject: connectionId,
      });
      return reply.status(204).send(null);
    },
  );

  server.post(
    `${connection}/templates`,
    {
      config: writing,
      schema: { params: WorkspaceIdParams, response: { 200: Type.Object({ synced: Type.Integer() }) } },
    },
    async (request) => {
      const { id: workspaceId } = workspaceOf(request);
      await requireConnected(ctx, workspaceId, request.params.id);
      return { synced: await syncTemplatesOf(ctx, workspaceId, request.params.id) };
    },
  );

  server.post(
    `${connection}/doctor`,
    {
      config: writing,
      schema: {
        description:
          "Runs every check live. With `Accept: application/x-ndjson` each result comes as a line as soon as it is known, after a first line with the names of all checks.",
        params: WorkspaceIdParams,
        response: { 200: Report },
      },
    },
    async (request, reply) => {
      const { id: workspaceId } = workspaceOf(request);
      const { id } = request.params;
      await requireConnected(ctx, workspaceId, id);
      if (request.headers.accept?.includes("application/x-ndjson"))
        return reply
          .header("content-type", "application/x-ndjson; charset=utf-8")
          .header("cache-control", "no-store")
          .header("x-accel-buffering", "no")
          .send(streamOf(ctx, workspaceId, id) as never);
      const { at, results } = await examine(ctx, workspaceId, id, checks);
      return { connectionId: id, at: at.toISOString(), version, results: results.map(present) };
    },
  );
}

/** One JSON object a line: {checks}, then {result} for each check, then {done}. */
function streamOf(ctx: Context, workspaceId: string, connectionId: string): Readable {
  const stream = new Readable({ read() {} });
  const line = (value: unknown) => void stream.push(`${JSON.stringify(value)}\n`);
  line({ checks: checks.map(({ name }) => name) });
  examine(ctx, workspaceId, connectionId, checks, (result) => line({ result: present(result) })).then(
    ({ at }) => {
      line({ done: { connectionId, at: at.toISOString(), version } });
      stream.push(null);
    },
    (error) => stream.destroy(error as Error),
  );
  return stream;
}

function present({ items, params, ...rest }: CheckResult): Static<typeof CheckSchema> {
  return {
    ...rest,
    ...(params ? { params: { ...params } } : {}),
    ...(items
      ? {
          items: items.map((item) => ({
            code: item.code,
            ...(item.params ? { params: { ...item.params } } : {}),
          })),
        }
      : {}),
  };
}

async function requireConnected(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const { state } = await loadConnection(ctx, workspaceId, id);
  if (state === "disconnected")
    throw conflict(
      "connection_disconnected",
      "This connection was disconnected; its history stays. To send again, connect the account once more.",
    );
}

function monthOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit" });
  return parts.format(at).slice(0, 7);
}
