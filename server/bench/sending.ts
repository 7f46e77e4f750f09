/**
 * How many personalised messages a worker process gets accepted, from queued rows to accepted rows, against a bare HTTP loop
 * that posts the same calls to the same sandbox.
 */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Pool } from "undici";
import { resumeDispatches, startDispatch } from "../src/messages/messages.ts";
import { queueAudience } from "../src/messages/queueing.ts";
import { everyone, welcome } from "../test/messages.ts";
import { type Figure, perSecond, timed, until } from "./figure.ts";
import type { BenchSystem, BenchWorkspace } from "./system.ts";

const perCall = 100;
const callsAtOnce = 16;

export async function bulkAccepted(system: BenchSystem, size: number): Promise<Figure> {
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
  await sql`update dispatches set state = 'paused' where id = ${dispatch.id}`.execute(ctx.db);
  await system.start("worker");
  const { seconds, cpu } = await timed(async () => {
    await resumeDispatches(ctx.db, workspaceId, { dispatchId: dispatch.id });
    await until(async () => (await acceptedOf(system, dispatch.id)) >= size);
  });
  await requireWitness(system, workspace, size);
  return {
    figure: "bulk_accepted_per_s",
    value: perSecond(size, seconds),
    yardstick: "raw_http_loop_per_s",
    yardstickValue: await rawHttpLoop(system, workspace, size),
    cpu,
  };
}

async function acceptedOf({ app: { ctx } }: BenchSystem, dispatchId: string): Promise<number> {
  const { rows } = await sql<{ accepted: number }>`
    select coalesce(sum(accepted), 0)::int as accepted from send_stats where dispatch_id = ${dispatchId}`.execute(
    ctx.db,
  );
  return rows[0]?.accepted ?? 0;
}

async function requireWitness(
  { sandbox }: BenchSystem,
  { phone }: BenchWorkspace,
  size: number,
): Promise<void> {
  const seen = await sandbox.control<{ accepted: number; distinctRecipients: number }>(
    "GET",
    `/control/witness?sender=${phone.slice(1)}`,
  );
  if (seen.accepted !== size || seen.distinctRecipients !== size)
    throw new Error(
      `the sandbox saw ${seen.accepted} messages to ${seen.distinctRecipients} people instead of ${size}`,
    );
}

/** The same number of messages of the same size, ready made, a hundred a call. */
async function rawHttpLoop(
  { sandbox }: BenchSystem,
  { phone, apiKey }: BenchWorkspace,
  size: number,
): Promise<number> {
  const pool = new Pool(`http://127.0.0.1:${sandbox.port}`, { connections: callsAtOnce });
  const bodies = Array.from({ length: Math.ceil(size / perCall) }, (_, call) => rawBody(phone, call));
  const { seconds } = await timed(async () => {
    const lane = async () => {
      for (let body = bodies.pop(); body; body = bodies.pop()) {
        const response = await pool.request({
          method: "POST",
          path: "/whatsapp/1/message/template",
          headers: { authorization: `App ${apiKey}`, "content-type": "application/json" },
          body,
        });
        await response.body.text();
        if (response.statusCode !== 200) throw new Error(`the sandbox answered ${response.statusCode}`);
      }
    };
    await Promise.all(Array.from({ length: callsAtOnce }, lane));
  });
  await pool.close();
  return perSecond(size, seconds);
}

function rawBody(phone: string, call: number): string {
  const messages = Array.from({ length: perCall }, (_, i) => ({
    from: phone.slice(1),
    to: `551197${String(call * perCall + i).padStart(7, "0")}`,
    messageId: `p1-00-${randomUUID()}`,
    content: {
      templateName: "boas_vindas",
      language: "pt_BR",
      templateData: { body: { placeholders: ["Marina", "São Paulo"] } },
    },
  }));
  return JSON.stringify({ messages });
}
