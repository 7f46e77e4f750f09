/** What we send and what we understand, against Infobip's published OpenAPI files; skipped where the files are not at hand. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Spec, specsDir, specsPresent } from "../../../../sandbox/test/openapi.ts";
import type { WebhookEvent } from "../connector.ts";
import { aMessage, everyContent, ourNumber } from "../testing/contents.ts";
import { setup } from "../testing/infobip-setup.ts";
import { scriptedHttp } from "../testing/scripted-http.ts";
import { buildPayload } from "./payloads.ts";
import { registerSender, resendCode, verifySender } from "./registration.ts";
import { ensureSubscription } from "./subscriptions.ts";
import { parseWebhook } from "./webhooks.ts";

const title = specsPresent
  ? "as Infobip publishes it"
  : `skipped: no OpenAPI files in ${specsDir} (set PONTE_SPECS_DIR)`;

const spec = specsPresent ? new Spec("whatsapp") : null;

interface PublishedWebhook {
  readonly name: string;
  readonly example: string;
  readonly body: unknown;
}

function publishedWebhooks(product: string): PublishedWebhook[] {
  const file = readdirSync(specsDir).find((name) => name.startsWith(`infobip-${product}-openapi`)) ?? "";
  const { webhooks } = JSON.parse(readFileSync(path.join(specsDir, file), "utf8"));
  return Object.entries(
    webhooks as Record<
      string,
      {
        post: { requestBody: { content: Record<string, { examples?: Record<string, { value: unknown }> }> } };
      }
    >,
  ).flatMap(([name, { post }]) =>
    Object.entries(post.requestBody.content["application/json"]?.examples ?? {}).map(
      ([example, { value }]) => ({
        name,
        example,
        body: value,
      }),
    ),
  );
}

/** The Messages API reports about other channels in the same shapes. */
function ofWhatsApp(product: string): PublishedWebhook[] {
  const found = publishedWebhooks(product).filter(({ body }) => JSON.stringify(body).includes('"WHATSAPP"'));
  expect(found.length).toBeGreaterThan(10);
  return found;
}

describe.skipIf(!specsPresent)(title, () => {
  it.each(everyContent.map((content) => [content.kind, content] as const))(
    "a request: %s %j",
    (_, content) => {
      const { path: address, body } = buildPayload([aMessage("p1-00-x", content, { replyTo: "wamid.1" })]);
      const problems = spec?.requestProblems("POST", address, JSON.parse(JSON.stringify(body))) ?? [];
      // The file types the values of a Flow's free data as objects: a known fault of it.
      expect(problems.filter((problem) => !/\/data\/\w+ must be object$/.test(problem))).toEqual([]);
    },
  );

  it.each(specsPresent ? [...publishedWebhooks("whatsapp"), ...ofWhatsApp("messages-api")] : [])(
    "a webhook: $name, $example",
    ({ body }) => {
      const events: readonly WebhookEvent[] = parseWebhook(JSON.stringify(body));
      const reasons = events.flatMap((event) => (event.kind === "unknown" ? [event.reason] : []));
      expect(reasons).toEqual([]);
    },
  );

  it("what the account is told: subscriptions, and a number that is registered", async () => {
    const gone = { status: 404, body: {} };
    const ok = { status: 200, body: { status: "OTP_REQUESTED" } };
    const http = scriptedHttp([gone, ok, ok, ok, ok, ok, ok, ok, ok]);
    const io = { http, timeoutMs: 1000 };
    const { credentials } = setup;
    const target = {
      connectionId: "c1",
      notifyUrl: "https://x.example/w",
      secret: "s",
      numbers: [ourNumber],
    };
    await ensureSubscription(io, credentials, target);
    await ensureSubscription(io, credentials, target);
    const sender = { wabaId: "222", phone: ourNumber.phone, displayName: "Aurora", codeBy: "sms" } as const;
    await registerSender(io, credentials, sender);
    await resendCode(io, credentials, ourNumber.phone, "voice");
    await verifySender(io, credentials, ourNumber.phone, "123456");
    const subscriptions = new Spec("subscriptions-api");
    const places = [
      [subscriptions, "/subscriptions/1/subscription/{channel}"],
      [subscriptions, "/subscriptions/1/security/{authId}"],
      [subscriptions, "/subscriptions/1/profiles/{profileId}"],
      [subscriptions, "/subscriptions/1/subscription/{channel}/{subscriptionId}"],
      [spec, "/whatsapp/1/embedded-signup/registrations/business-account/{businessAccountId}/senders"],
      [spec, "/whatsapp/1/embedded-signup/registrations/senders/{sender}/verification"],
      [spec, "/whatsapp/1/embedded-signup/registrations/senders/{sender}/verification"],
    ] as const;
    const told = http.requests.filter((request) => request.body !== undefined);
    expect(told).toHaveLength(places.length);
    const problems = told.flatMap(({ method, body }, index) => {
      const [file, place = ""] = places[index] ?? [];
      return file?.requestProblems(method, place, JSON.parse(String(body))) ?? ["no such place"];
    });
    expect(problems).toEqual([]);
  });
});
