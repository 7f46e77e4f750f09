/**
 * How many delivery reports a server and a worker process take: posted as webhooks, stored, applied and counted. The yardstick
 * updates the same rows by primary key in the same batches and does nothing else.
 */
import { sql } from "kysely";
import { Pool } from "undici";
import { freePort } from "../src/lib/ports.ts";
import { encodeMessageId, startDispatch } from "../src/messages/messages.ts";
import { queueAudience } from "../src/messages/queueing.ts";
import { everyone, welcome } from "../test/messages.ts";
import { type Figure, perSecond, timed, until } from "./figure.ts";
import type { BenchSystem } from "./system.ts";

const perBody = 200;
const postsAtOnce = 4;

interface AcceptedSend {
  readonly id: string;
  readonly bucket: number;
  readonly recipient: string;
}

export async function receiptsCounted(system: BenchSystem, size: number): Promise<Figure> {
  const { ctx } = system.app;
  const workspace = await system.workspace(size);
  const { workspaceId, subscriptionGroupId } = workspace;
  const dispatch = await startDispatch(ctx.db, {
    workspaceId,
    subscriptionGroupId,
    kind: "campaign",
    message: welcome,
    audience: everyone,
    at: ctx.clock.now(),
  });
  await queueAudience(ctx, dispatch.id);
  const sends = await accept(system, dispatch.id);
  const port = await freePort();
  await system.start("serve", { PONTE_PORT: String(port) });
  await system.start("worker");
  const bodies = inBatches(shuffled(sends)).map(deliveryReports);
  const { seconds, cpu } = await timed(async () => {
    await post(port, workspace.webhookToken, bodies);
    await until(async () => (await deliveredOf(system, dispatch.id)) >= size);
  });
  return {
    figure: "receipts_counted_per_s",
    value: perSecond(size, seconds),
    yardstick: "bare_update_per_s",
    yardstickValue: await bareUpdates(system, workspaceId, shuffled(sends)),
    cpu,
  };
}

/** As after a campaign went out. */
async function accept({ app: { ctx } }: BenchSystem, dispatchId: string): Promise<AcceptedSend[]> {
  const { rows } = await sql<AcceptedSend>`
    update sends set state = 'accepted', accepted_at = now(), attempts = 1, rendered = '{"body":"Olá, Marina! Temos novidades."}'
    where dispatch_id = ${dispatchId} returning id, bucket, recipient`.execute(ctx.db);
  await sql`update send_stats set accepted = queued where dispatch_id = ${dispatchId}`.execute(ctx.db);
  await ctx.pool.query("vacuum analyze sends");
  return rows;
}

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / perBody) }, (_, i) =>
    items.slice(i * perBody, (i + 1) * perBody),
  );
}

function deliveryReports(sends: readonly AcceptedSend[]): string {
  const at = new Date().toISOString().replace("Z", "+0000");
  const results = sends.map(({ id, bucket, recipient }) => ({
    bulkId: "5d1c5a5e-1d1f-4b5e-9a58-0f6a2ad0d5e3",
    messageId: encodeMessageId(bucket, id),
    to: recipient.slice(1),
    sentAt: at,
    doneAt: at,
    messageCount: 1,
    price: { pricePerMessage: 0.31, currency: "BRL" },
    status: {
      id: 5,
      groupId: 3,
      groupName: "DELIVERED",
      name: "DELIVERED_TO_HANDSET",
      description: "Message delivered to handset",
    },
    error: {
      id: 0,
      name: "NO_ERROR",
      description: "No Error",
      groupId: 0,
      groupName: "OK",
      permanent: false,
    },
    contact: { name: "Marina", phoneNumber: recipient.slice(1), userId: "BR.1349120865530274191" },
  }));
  return JSON.stringify({ results });
}

async function post(port: number, token: string, bodies: string[]): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: postsAtOnce });
  const lane = async () => {
    for (let body = bodies.pop(); body; body = bodies.pop()) {
      const response = await pool.request({
        method: "POST",
        path: `/webhooks/infobip/${token}`,
        headers: { "content-type": "application/json", "x-ponte-secret": "webhook-secret" },
        body,
      });
      await response.body.dump();
      if (response.statusCode !== 200) throw new Error(`the server answered ${response.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: postsAtOnce }, lane));
  await pool.close();
}

async function deliveredOf({ app: { ctx } }: BenchSystem, dispatchId: string): Promise<number> {
  const { rows } = await sql<{ delivered: number }>`
    select coalesce(sum(delivered), 0)::int as delivered from send_stats where dispatch_id = ${dispatchId}`.execute(
    ctx.db,
  );
  return rows[0]?.delivered ?? 0;
}

async function bareUpdates(
  { app: { ctx } }: BenchSystem,
  workspaceId: string,
  sends: readonly AcceptedSend[],
): Promise<number> {
  const { seconds } = await timed(async () => {
    for (const batch of inBatches(sends))
      await sql`
        update sends s set state = 'read', read_at = now()
        from unnest(${batch.map((one) => one.bucket)}::smallint[], ${batch.map((one) => one.id)}::uuid[]) as r (bucket, id)
        where s.workspace_id = ${workspaceId} and s.bucket = r.bucket and s.id = r.id`.execute(ctx.db);
  });
  return perSecond(sends.length, seconds);
}
