/** What we send and what we understand, against Infobip's published OpenAPI files; skipped where the files are not at hand. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Spec, specsDir, specsPresent } from "../../../../sandbox/test/openapi.ts";
import type { OutboundContent, TemplateHeader, WebhookEvent } from "../connector.ts";
import { buildPayload } from "./payloads.ts";
import { parseWebhook } from "./webhooks.ts";

const title = specsPresent
  ? "as Infobip publishes it"
  : `skipped: no OpenAPI files in ${specsDir} (set PONTE_SPECS_DIR)`;

const headers: readonly TemplateHeader[] = [
  { kind: "text", value: "Ana" },
  { kind: "image", url: "https://x.example/a.png" },
  { kind: "video", url: "https://x.example/a.mp4" },
  { kind: "document", url: "https://x.example/a.pdf", filename: "a.pdf" },
  { kind: "location", latitude: -23.5, longitude: -46.6 },
];

const contents: readonly OutboundContent[] = [
  { kind: "text", body: "Oi", previewUrl: true },
  { kind: "template", templateName: "t", language: "pt_BR", body: [], buttons: [] },
  ...headers.map(
    (header): OutboundContent => ({
      kind: "template",
      templateName: "t",
      language: "pt_BR",
      header,
      body: ["Ana"],
      buttons: [
        { kind: "quick_reply", index: 0, payload: "yes" },
        { kind: "url", index: 1, suffix: "42" },
        { kind: "copy_code", index: 2, code: "AURORA" },
      ],
    }),
  ),
];

interface PublishedWebhook {
  readonly name: string;
  readonly example: string;
  readonly body: unknown;
}

function publishedWebhooks(): PublishedWebhook[] {
  const file = readdirSync(specsDir).find((name) => name.startsWith("infobip-whatsapp-openapi")) ?? "";
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

/** Published, and left for later: kept as they are. */
const later = ["identity_change", "payment", "click"];

describe.skipIf(!specsPresent)(title, () => {
  it.each(contents)("a request: %j", (content) => {
    const { path: address, body } = buildPayload([
      {
        messageId: "p1-00-x",
        from: { phone: "+551130001000", phoneNumberId: "1", wabaId: "2" },
        to: "+5511999990000",
        content,
      },
    ]);
    const spec = new Spec("whatsapp");
    expect(spec.requestProblems("POST", address, JSON.parse(JSON.stringify(body)))).toEqual([]);
  });

  it.each(specsPresent ? publishedWebhooks() : [])("a webhook: $name, $example", ({ body }) => {
    const events: readonly WebhookEvent[] = parseWebhook(JSON.stringify(body));
    const reasons = events.flatMap((event) => (event.kind === "unknown" ? [event.reason] : []));
    expect(reasons.filter((reason) => !later.includes(reason))).toEqual([]);
  });
});
