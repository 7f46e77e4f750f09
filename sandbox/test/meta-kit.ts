/** A WABA on Meta's side, with a registered number, a system user's token and an app that hears its webhooks. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { Settings } from "../src/settings.ts";
import { type Answer, call, type Kit, type Reply, startKit, until } from "./harness.ts";

export const APP = { id: "1000000000000001", secret: "sandbox-app-secret", configId: "2000000000000001" };
export const APP_TOKEN = `${APP.id}|${APP.secret}`;

export interface Hook {
  url: string;
  verifyToken: string;
  posts: { raw: string; body: Answer; signature: string; valid: boolean }[];
  /** The answer to POSTs. */
  answer: number;
  /** All values of a field, oldest first. */
  values(field?: string): Answer[];
  statuses(): Answer[];
  messages(): Answer[];
  close(): void;
}

export interface MetaKit extends Kit {
  token: string;
  /** The native WABA and its number. */
  waba: string;
  phone: string;
  number: string;
  hook: Hook;
  graph(method: string, path: string, body?: unknown, token?: string | null): Promise<Reply>;
  /** Sends a message to `to`. */
  send(to: string, message: Record<string, unknown>): Promise<Reply>;
  /** The person writes first, so that free-form messages may follow. */
  open(to: string): Promise<Answer>;
  flush(): Promise<void>;
}

export async function startMetaKit(settings: Partial<Settings> = {}): Promise<MetaKit> {
  const kit = await startKit(settings);
  const hook = await startHook();
  const graph: MetaKit["graph"] = (method, path, body, token = made.token) =>
    call(
      kit.url,
      method,
      `/graph/v25.0${path}`,
      body,
      token === null ? {} : { authorization: `Bearer ${token}` },
    );
  await call(
    kit.url,
    "POST",
    `/graph/v25.0/${APP.id}/subscriptions`,
    {
      object: "whatsapp_business_account",
      callback_url: hook.url,
      verify_token: hook.verifyToken,
      fields: ALL_FIELDS,
    },
    { authorization: `Bearer ${APP_TOKEN}` },
  );
  const made = await kit.control("POST", "/control/meta/wabas", {
    number: "5511900002222",
    name: "Café Nativo",
  });
  const flush = async () => {
    await kit.control("POST", "/control/flush");
  };
  return {
    ...kit,
    token: made.token,
    waba: made.wabaId,
    phone: made.phoneNumberId,
    number: "5511900002222",
    hook,
    graph,
    send: (to, message) =>
      graph("POST", `/${made.phoneNumberId}/messages`, { messaging_product: "whatsapp", to, ...message }),
    open: (to) =>
      kit.control("POST", `/control/phones/${to}/messages`, {
        sender: "5511900002222",
        kind: "text",
        text: "oi",
      }),
    flush,
    close: async () => {
      hook.close();
      await kit.close();
    },
  };
}

export const ALL_FIELDS = [
  "messages",
  "account_update",
  "account_alerts",
  "account_review_update",
  "business_capability_update",
  "flows",
  "message_template_status_update",
  "message_template_quality_update",
  "message_template_components_update",
  "template_category_update",
  "phone_number_quality_update",
  "phone_number_name_update",
  "security",
  "user_preferences",
  "partner_solutions",
];

export async function startHook(): Promise<Hook> {
  const posts: Hook["posts"] = [];
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? "/", "http://hook");
    if (request.method === "GET") {
      const right = address.searchParams.get("hub.verify_token") === hook.verifyToken;
      response.statusCode = right && address.searchParams.get("hub.mode") === "subscribe" ? 200 : 403;
      response.end(right ? address.searchParams.get("hub.challenge") : "no");
      return;
    }
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const bytes = Buffer.concat(parts);
      const signature = String(request.headers["x-hub-signature-256"]);
      const valid = signature === `sha256=${createHmac("sha256", APP.secret).update(bytes).digest("hex")}`;
      posts.push({ raw: bytes.toString("latin1"), body: JSON.parse(bytes.toString()), signature, valid });
      response.statusCode = hook.answer;
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const changes = (): Answer[] =>
    posts.flatMap(({ body }) => body.entry.flatMap((entry: Answer) => entry.changes));
  const hook: Hook = {
    url: `http://127.0.0.1:${port}/hook`,
    verifyToken: "verify-me",
    posts,
    answer: 200,
    values: (field) =>
      changes()
        .filter((one) => !field || one.field === field)
        .map(({ value }) => value),
    statuses: () => hook.values("messages").flatMap((value) => value.statuses ?? []),
    messages: () => hook.values("messages").flatMap((value) => value.messages ?? []),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return hook;
}

export { until };
