/** A sandbox per test file, with an account, a key, a connected sender and a receiver of webhooks. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type RunningSandbox, startSandbox } from "../src/app.ts";
import type { Settings } from "../src/settings.ts";

/** Arbitrary JSON; each test says what it expects of it. */
export type Answer = ReturnType<typeof JSON.parse>;

export interface Reply {
  status: number;
  body: Answer;
  headers: Headers;
}

export const ALL_SCOPES = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];

export interface Kit {
  sandbox: RunningSandbox;
  url: string;
  accountKey: string;
  /** The secret of a key with all scopes. */
  secret: string;
  /** A number whose WABA is registered with the account. */
  sender: string;
  wabaId: string;
  /** Calls with the key, or with another one, or with none (null). */
  api(method: string, path: string, body?: unknown, secret?: string | null): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  newKey(fields?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

/** Receipts come fast and only when told, and any Flow may be sent, unless the settings say otherwise. */
export async function startKit(settings: Partial<Settings> = {}, dataDir?: string): Promise<Kit> {
  const sandbox = await startSandbox({
    port: 0,
    settings: { mode: "explicit", timeScale: 0.001, checkFlows: false, ...settings },
    ...(dataDir ? { dataDir } : {}),
  });
  const { url } = sandbox;
  const control = async (method: string, path: string, body?: unknown) =>
    (await call(url, method, path, body)).body;
  const [account] = await control("GET", "/control/accounts");
  const accountKey: string = account.key;
  const newKey = (fields: Record<string, unknown> = {}) =>
    control("POST", `/control/accounts/${accountKey}/keys`, {
      name: "test",
      scopeGuids: ALL_SCOPES,
      ...fields,
    });
  const secret: string = (await newKey()).apiKeySecret;
  const made = await control("POST", "/control/wabas", {
    name: "Loja Aurora",
    number: "5511900001111",
    accountKey,
  });
  return {
    sandbox,
    url,
    accountKey,
    secret,
    sender: made.number ?? "5511900001111",
    wabaId: made.wabaId,
    api: (method, path, body, key = secret) =>
      call(url, method, path, body, key === null ? {} : { authorization: `App ${key}` }),
    control,
    newKey,
    close: () => sandbox.close(),
  };
}

export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: parse(text), headers: response.headers };
}

function parse(text: string): Answer {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** A template message to `to`; `changes` replace parts of it. */
export function templateMessage(from: string, to: string, changes: Record<string, unknown> = {}) {
  return {
    from,
    to,
    content: {
      templateName: "boas_vindas",
      language: "pt_BR",
      templateData: { body: { placeholders: ["Marina", "São Paulo"] } },
    },
    ...changes,
  };
}

export interface Receiver {
  url: string;
  posts: { headers: IncomingHttpHeaders; raw: string; body: Answer; at: number }[];
  /** All `results` of all posts. */
  results(): Answer[];
  /** The status to answer with; 200 at first. */
  answer: number;
  close(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const posts: Receiver["posts"] = [];
  const server = createServer((request, response) => {
    let raw = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      raw += part;
    });
    request.on("end", () => {
      posts.push({ headers: request.headers, raw, body: parse(raw), at: Date.now() });
      response.statusCode = receiver.answer;
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    posts,
    results: () => posts.flatMap(({ body }) => body.results ?? []),
    answer: 200,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}

/** Subscribes the receiver to events, with a profile of its own. */
export function subscribe(
  kit: Kit,
  receiver: Receiver,
  events: string[],
  profile: Record<string, unknown> = {},
) {
  const id = `s-${events.join("-").toLowerCase()}-${kit.sender}`;
  return kit.api("POST", "/subscriptions/1/subscription/WHATSAPP", {
    subscriptionId: id,
    events,
    profile: { profileId: `p-${id}`, webhook: { notifyUrl: receiver.url }, windowSize: 20, ...profile },
  });
}

/** Waits until something that happens on its own has happened, for 10 s at most. */
export async function until(done: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!done()) {
    if (Date.now() > giveUpAt) throw new Error(`Waited 10 s in vain for ${done}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
