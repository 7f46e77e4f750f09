/**
 * How much a server process takes by /users/track: calls full of objects (16 under way at any time), and calls with a single
 * event (64 under way), over real HTTP. Beside it, what a Fastify server takes that only parses the same bodies.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { sql } from "kysely";
import { Pool } from "undici";
import { freePort } from "../src/lib/ports.ts";
import { createApiKey } from "../src/workspaces/api-keys.ts";
import { type Figure, perSecond, timed } from "./figure.ts";
import type { BenchSystem } from "./system.ts";

/** Contacts there are before, together in all workspaces. */
const existing = 200_000;
/** Warms the programs and the database up; not counted. */
const warmUpCalls = 300;

interface Call {
  readonly key: string;
  readonly body: string;
}

/** Calls of 25 attributes objects (four attributes each), 25 events and 25 purchases; `size` objects in all. */
export async function trackObjects(system: BenchSystem, size: number): Promise<Figure> {
  const calls = Math.ceil(size / 75);
  const { seconds, cpu, bare } = await measure(system, {
    workspaces: 1,
    callsAtOnce: 16,
    count: calls,
    body: fullBody,
  });
  return {
    figure: "track_objects_per_s",
    value: perSecond(calls * 75, seconds),
    yardstick: "parse_only_fastify_objects_per_s",
    yardstickValue: perSecond(calls * 75, bare),
    cpu,
  };
}

/** Calls of one event. */
export async function trackRequests(system: BenchSystem, size: number): Promise<Figure> {
  const { seconds, cpu, bare } = await measure(system, {
    workspaces: 1,
    callsAtOnce: 64,
    count: size,
    body: eventBody,
  });
  return {
    figure: "track_requests_per_s",
    value: perSecond(size, seconds),
    yardstick: "parse_only_fastify_requests_per_s",
    yardstickValue: perSecond(size, bare),
    cpu,
  };
}

interface Load {
  readonly workspaces: number;
  readonly callsAtOnce: number;
  readonly count: number;
  readonly body: (n: number, contacts: number) => string;
}

async function measure(system: BenchSystem, { workspaces, callsAtOnce, count, body }: Load) {
  const contacts = Math.floor(existing / workspaces);
  const keys: string[] = [];
  for (let made = 0; made < workspaces; made++) keys.push(await namedContacts(system, contacts));
  const calls = Array.from(
    { length: warmUpCalls + count },
    (_, n): Call => ({
      key: keys[n % workspaces] ?? "",
      body: body(n, contacts),
    }),
  );
  const port = await freePort();
  // Clients of the compatible API may call a thousand times a second; an operator may allow more.
  await system.start("serve", { PONTE_PORT: String(port), PONTE_API_LIMIT_FACTOR: "100" });
  const warm = calls.slice(0, warmUpCalls);
  const counted = calls.slice(warmUpCalls);
  await post(port, callsAtOnce, warm);
  const { seconds, cpu } = await timed(() => post(port, callsAtOnce, counted));
  const parser = fork(path.join(import.meta.dirname, "parse-only.ts"));
  const [parserPort] = (await once(parser, "message")) as [number];
  await post(parserPort, callsAtOnce, warm);
  const { seconds: bare } = await timed(() => post(parserPort, callsAtOnce, counted));
  parser.kill();
  return { seconds, cpu, bare };
}

/** A workspace whose contacts can be found, and a key for it. */
async function namedContacts(system: BenchSystem, count: number): Promise<string> {
  const { ctx } = system.app;
  const { workspaceId } = await system.workspace(count);
  await sql`
    insert into contact_identifiers (workspace_id, kind, value, bucket, contact_id)
    select workspace_id, 'external_id', external_id, bucket, id from contacts where workspace_id = ${workspaceId}
    union all
    select workspace_id, 'phone', phone, bucket, id from contacts where workspace_id = ${workspaceId}`.execute(
    ctx.db,
  );
  await ctx.pool.query("vacuum analyze contact_identifiers");
  const { key } = await createApiKey(ctx.db, workspaceId, {
    name: "bench",
    permissions: ["users.track"],
    allowedIps: [],
  });
  return key;
}

async function post(port: number, callsAtOnce: number, calls: readonly Call[]): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: callsAtOnce });
  const waiting = calls.values();
  const lane = async () => {
    for (const { key, body } of waiting) {
      const response = await pool.request({
        method: "POST",
        path: "/users/track",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body,
      });
      const text = await response.body.text();
      if (response.statusCode !== 201 || text.includes("errors"))
        throw new Error(`/users/track answered ${response.statusCode}: ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, lane));
  await pool.close();
}

/** Spread over all contacts: 7919 is prime. */
function who(n: number, contacts: number): string {
  return `c${1 + ((n * 7919) % contacts)}`;
}

const time = new Date().toISOString();

function fullBody(call: number, contacts: number): string {
  const of = <T>(part: number, object: (n: number) => T) =>
    Array.from({ length: 25 }, (_, index) => {
      const n = call * 75 + part * 25 + index;
      return { external_id: who(n, contacts), ...object(n) };
    });
  return JSON.stringify({
    attributes: of(0, (n) => ({
      plan: n % 2 ? "silver" : "platinum",
      points: n,
      last_shop: time,
      city: `Cidade ${n % 100}`,
    })),
    events: of(1, (n) => ({
      name: `event ${n % 20}`,
      time,
      properties: { page: `/produto/${n}`, value: n / 10, logged_in: true },
    })),
    purchases: of(2, (n) => ({ product_id: `p-${n % 500}`, currency: "BRL", price: n % 300, time })),
  });
}

function eventBody(n: number, contacts: number): string {
  const event = {
    external_id: who(n, contacts),
    name: `event ${n % 20}`,
    time,
    properties: { page: `/p/${n}` },
  };
  return JSON.stringify({ events: [event] });
}
