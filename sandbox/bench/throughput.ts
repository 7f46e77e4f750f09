/**
 * How many template messages a second the sandbox takes: `node sandbox/bench/throughput.ts [messages] [perCall] [calls at once]`.
 * The sandbox runs in a process of its own; a second local server swallows the delivery and seen reports. On Linux,
 * `PONTE_BENCH_CPU=0 taskset -c 1 node …` keeps the sandbox on one core and everything else off it. Prints one JSON line;
 * `perCpuSecond` counts only the processor time that the sandbox itself used, so a busy machine does not change it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";

const [total = 200_000, perCall = 100, atOnce = 8] = process.argv.slice(2).map(Number);
const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

const sink = createServer((request, response) => request.resume().on("end", () => response.end()));
sink.listen(0, "127.0.0.1");
await once(sink, "listening");
const sinkPort = (sink.address() as { port: number }).port;

const pinned = process.env.PONTE_BENCH_CPU;
const command = [process.execPath, ...(process.env.PONTE_BENCH_NODE_OPTIONS?.split(" ") ?? []), main];
const [file = "", ...args] = pinned ? ["taskset", "-c", pinned, ...command] : command;
const child = spawn(file, args, {
  env: { ...process.env, PONTE_SANDBOX_PORT: "0", PONTE_SANDBOX_DATA: "" },
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = (await once(child.stdout, "data")) as [Buffer];
const url = /http:\S+/.exec(line.toString())?.[0] ?? "";
const pool = new Pool(url.replace("localhost", "127.0.0.1"), { connections: atOnce });

async function call<T>(
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: unknown,
  key?: string,
): Promise<T> {
  const headers = { "content-type": "application/json", ...(key ? { authorization: `App ${key}` } : {}) };
  const response = await pool.request({
    method,
    path,
    headers,
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  if (response.statusCode >= 300)
    throw new Error(`${path}: ${response.statusCode} ${await response.body.text()}`);
  return (await response.body.json()) as T;
}

const from = "5511900000000";
const [account] = await call<{ key: string }[]>("GET", "/control/accounts");
const accountKey = account?.key ?? "";
await call("PATCH", "/control/settings", { readMs: [300, 1500], magicNumbers: false });
const { apiKeySecret: key } = await call<{ apiKeySecret: string }>(
  "POST",
  `/control/accounts/${accountKey}/keys`,
  {
    name: "bench",
    scopeGuids: ["message:send", "subscriptions:manage"],
  },
);
await call("POST", "/control/wabas", { name: "Bench", number: from, accountKey });
const profile = {
  profileId: "bench",
  webhook: { notifyUrl: `http://127.0.0.1:${sinkPort}/` },
  maxBucketSize: 1000,
  windowSize: 200,
  security: { authId: "bench", type: "HMAC", credentials: { secretKey: "s", algorithm: "HMAC_SHA_256" } },
};
await call(
  "POST",
  "/subscriptions/1/subscription/WHATSAPP",
  { subscriptionId: "bench", events: ["DELIVERY", "SEEN"], profile },
  key,
);

function bodyOf(first: number): string {
  const messages = Array.from({ length: perCall }, (_, i) => ({
    from,
    to: String(5_511_900_000_000 + first + i + 1),
    messageId: `019b-${String(first + i).padStart(12, "0")}-bench`,
    content: {
      templateName: "boas_vindas",
      language: "pt_BR",
      templateData: {
        body: { placeholders: [`Pessoa ${first + i}`, "São Paulo"] },
        buttons: [
          { type: "QUICK_REPLY", parameter: "quero-ver" },
          { type: "QUICK_REPLY", parameter: "parar" },
        ],
      },
    },
  }));
  return JSON.stringify({ messages });
}

let next = 0;
const cpuBefore = await cpuSeconds(child.pid ?? 0);
const startedAt = performance.now();
async function pump(): Promise<void> {
  while (next < total) {
    const first = next;
    next += perCall;
    await call("POST", "/whatsapp/1/message/template", bodyOf(first), key);
  }
}
await Promise.all(Array.from({ length: atOnce }, pump));
const seconds = (performance.now() - startedAt) / 1000;
const cpu = (await cpuSeconds(child.pid ?? 0)) - cpuBefore;
const witness = await call<{ accepted: number; distinctRecipients: number; webhooks: unknown }>(
  "GET",
  "/control/witness",
);
const rssMb = await residentMb(child.pid ?? 0);
console.log(
  JSON.stringify({
    messages: total,
    perCall,
    perSecond: Math.round(total / seconds),
    perCpuSecond: cpu > 0 ? Math.round(total / cpu) : null,
    rssMb,
    ...witness,
  }),
);

child.kill();
await pool.destroy();
sink.close();
sink.closeAllConnections();

/** Processor time the sandbox has used, from /proc where there is one. */
async function cpuSeconds(pid: number): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  const ticksPerSecond = 100;
  return (Number(user ?? 0) + Number(system ?? 0)) / ticksPerSecond;
}

/** Resident memory of the sandbox, from /proc where there is one. */
async function residentMb(pid: number): Promise<number | null> {
  const { readFile } = await import("node:fs/promises");
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kb = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kb ? Math.round(Number(kb) / 1024) : null;
}
