/** What Meta reports, by tables: bodies and their whole events, proof of origin, the first question, inbound files. */
import { createHmac } from "node:crypto";
import { setup, withProof } from "../testing/meta-setup.ts";
import {
  runChallengeCases,
  runMediaCases,
  runOriginCases,
  runWebhookCases,
  type WebhookCase,
} from "../testing/run-cases.ts";
import { verifyToken } from "./signature.ts";

const metadata = { display_phone_number: "551130001000", phone_number_id: "11" };
const at = new Date(1_700_000_000_000);
const timestamp = "1700000000";
const ours = "+551130001000";

function body(field: string, value: unknown, id = "22"): unknown {
  return { object: "whatsapp_business_account", entry: [{ id, changes: [{ field, value }] }] };
}

function inbound(message: Record<string, unknown>, contact: unknown = ana): unknown {
  return body("messages", {
    messaging_product: "whatsapp",
    metadata,
    ...(contact ? { contacts: [contact] } : {}),
    messages: [{ from: "5511999990000", id: "wamid.I", timestamp, ...message }],
  });
}

const ana = { profile: { name: "Ana" }, wa_id: "5511999990000" };

/** The event of inbound(message): what is the same for all, and what this kind adds. */
function arrived(
  message: Record<string, unknown>,
  more: Record<string, unknown>,
  carried?: string,
): WebhookCase["events"] {
  const payload = { from: "5511999990000", id: "wamid.I", timestamp, ...message };
  return [
    {
      kind: "inbound",
      message: {
        providerMessageId: "wamid.I",
        to: ours,
        receivedAt: at,
        kind: String(message.type),
        payload: carried === undefined ? payload : { ...payload, payload: carried },
        fromPhone: "+5511999990000",
        profileName: "Ana",
        ...more,
      },
    },
  ];
}

function inboundCase(
  label: string,
  message: Record<string, unknown>,
  more: Record<string, unknown>,
  carried?: string,
): WebhookCase {
  return { label, body: inbound(message), events: arrived(message, more, carried) };
}

function status(fields: Record<string, unknown>): unknown {
  return body("messages", { metadata, statuses: [{ id: "wamid.A", timestamp, ...fields }] });
}

const token = "p1-01-00000000-0000-7000-8000-000000000001";
const media = { id: "M1", mime_type: "image/jpeg", sha256: "x", url: "https://lookaside.fbsbx.com/x" };

const messages: readonly WebhookCase[] = [
  inboundCase("a text", { type: "text", text: { body: "Oi" } }, { body: "Oi" }),
  inboundCase(
    "an image with a caption that answers a message",
    { type: "image", image: { ...media, caption: "c" }, context: { from: "551130001000", id: "wamid.Q" } },
    {
      body: "c",
      media: { ref: "M1", contentType: "image/jpeg" },
      quotedProviderMessageId: "wamid.Q",
    },
  ),
  inboundCase(
    "a voice note",
    { type: "audio", audio: { id: "M2", mime_type: "audio/ogg; codecs=opus", voice: true } },
    { kind: "voice", media: { ref: "M2", contentType: "audio/ogg; codecs=opus" } },
  ),
  inboundCase(
    "a document",
    { type: "document", document: { id: "M3", mime_type: "application/pdf", filename: "a.pdf" } },
    { media: { ref: "M3", contentType: "application/pdf", filename: "a.pdf" } },
  ),
  inboundCase(
    "a sticker",
    { type: "sticker", sticker: { id: "M4", mime_type: "image/webp", animated: false } },
    { media: { ref: "M4", contentType: "image/webp" } },
  ),
  inboundCase(
    "a place",
    { type: "location", location: { latitude: -23.5, longitude: -46.6, name: "Loja" } },
    { body: "Loja" },
  ),
  inboundCase(
    "a contact, given on request",
    { type: "contacts", origin: "contact_request", contacts: [{ name: { formatted_name: "Ana Lima" } }] },
    { kind: "contact", body: "Ana Lima" },
  ),
  inboundCase(
    "a reaction",
    { type: "reaction", reaction: { message_id: "wamid.Q", emoji: "👍" } },
    { body: "👍", quotedProviderMessageId: "wamid.Q" },
  ),
  inboundCase(
    "a reaction taken back",
    { type: "reaction", reaction: { message_id: "wamid.Q" } },
    { quotedProviderMessageId: "wamid.Q" },
  ),
  inboundCase(
    "a quick reply of a template",
    { type: "button", button: { payload: "STOP", text: "Parar" }, context: { id: "wamid.Q" } },
    { body: "Parar", quotedProviderMessageId: "wamid.Q" },
    "STOP",
  ),
  inboundCase(
    "a reply button",
    { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "1", title: "Sim" } } },
    { kind: "interactive_button_reply", body: "Sim" },
    "1",
  ),
  inboundCase(
    "a row of a list",
    {
      type: "interactive",
      interactive: { type: "list_reply", list_reply: { id: "r", title: "Azul", description: "d" } },
    },
    { kind: "interactive_list_reply", body: "Azul" },
    "r",
  ),
  inboundCase(
    "a filled-in Flow",
    {
      type: "interactive",
      interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: "{}" } },
    },
    { kind: "interactive_flow_reply" },
  ),
  inboundCase(
    "an order",
    {
      type: "order",
      order: { catalog_id: "c", text: "Please", product_items: [{ product_retailer_id: "p1", quantity: 2 }] },
    },
    { body: "Please" },
  ),
  inboundCase(
    "the first message after an advertisement keeps where it came from",
    { type: "text", text: { body: "Oi" }, referral: { source_type: "ad", ctwa_clid: "x" } },
    { body: "Oi" },
  ),
  inboundCase(
    "an edited message",
    {
      type: "edit",
      edit: { original_message_id: "wamid.Q", message: { type: "text", text: { body: "parar" } } },
    },
    { body: "parar", quotedProviderMessageId: "wamid.Q" },
  ),
  inboundCase(
    "something that Meta does not hand on",
    { type: "unsupported", errors: [{ code: 131051 }], unsupported: { type: "poll" } },
    {},
  ),
  {
    label: "a message of somebody with a user name: no number at all",
    body: body("messages", {
      metadata,
      contacts: [{ profile: { username: "ana" }, user_id: "BR.1A" }],
      messages: [{ from_user_id: "BR.1A", id: "wamid.I", timestamp, type: "text", text: { body: "Oi" } }],
    }),
    events: [
      {
        kind: "inbound",
        message: {
          providerMessageId: "wamid.I",
          to: ours,
          receivedAt: at,
          kind: "text",
          body: "Oi",
          payload: { from_user_id: "BR.1A", id: "wamid.I", timestamp, type: "text", text: { body: "Oi" } },
          fromBsuid: "BR.1A",
          profileName: "ana",
        },
      },
    ],
  },
  {
    label: "a changed number is no message",
    body: inbound({ type: "system", system: { type: "user_changed_number", wa_id: "5511888880000" } }, null),
    events: [{ kind: "identity_change", sender: ours, contact: "+5511999990000", at }],
  },
  {
    label: "a deleted message is no message",
    body: inbound({ type: "revoke", revoke: { original_message_id: "wamid.Q" } }),
    events: [{ kind: "ignored", reason: "message revoke" }],
  },
  {
    label: "a message without a date",
    body: inbound({ type: "text", timestamp: "soon" }),
    events: [{ kind: "unknown", reason: "an inbound message without id, numbers or date" }],
  },
];

const receipt = (kind: string, more: Record<string, unknown> = {}) => ({
  kind: "receipt",
  receipt: { messageId: token, providerMessageId: "wamid.A", kind, at, sender: ours, ...more },
});

const statuses: readonly WebhookCase[] = [
  {
    label: "sent, delivered and read in one body, with prices that name no amount",
    body: body("messages", {
      metadata,
      statuses: ["sent", "delivered", "read"].map((word) => ({
        id: "wamid.A",
        status: word,
        timestamp,
        recipient_id: "5511999990000",
        biz_opaque_callback_data: token,
        pricing: { billable: true, category: "marketing" },
      })),
    }),
    events: [receipt("sent"), receipt("delivered"), receipt("read")] as WebhookCase["events"],
  },
  {
    label: "failed, with the details",
    body: status({
      status: "failed",
      biz_opaque_callback_data: token,
      errors: [{ code: 131026, title: "Message undeliverable", error_data: { details: "Not on WhatsApp" } }],
    }),
    events: [
      receipt("failed", { error: { code: "meta:131026", text: "Not on WhatsApp", action: "fail" } }),
    ] as WebhookCase["events"],
  },
  {
    label: "a status of a message that somebody else sent",
    body: status({ status: "delivered" }),
    events: [{ kind: "receipt", receipt: { messageId: "wamid.A", kind: "delivered", at, sender: ours } }],
  },
  {
    label: "a voice note that was listened to",
    body: status({ status: "played", biz_opaque_callback_data: token }),
    events: [{ kind: "ignored", reason: "status played" }],
  },
  {
    label: "a status nobody knows",
    body: status({ status: "teleported" }),
    events: [{ kind: "unknown", reason: "a status with the unknown word teleported" }],
  },
  {
    label: "an echo of the app on somebody's phone is traffic of others",
    body: body("smb_message_echoes", {
      metadata,
      message_echoes: [{ from: "551130001000", to: "5511999990000", id: "wamid.E", timestamp, type: "text" }],
    }),
    events: [{ kind: "receipt", receipt: { messageId: "wamid.E", kind: "sent", at, sender: ours } }],
  },
];

const about = { message_template_id: 77, message_template_name: "offer" };
const template = { providerTemplateId: "77", name: "offer", language: "en_US" };

const account: readonly WebhookCase[] = [
  {
    label: "a rejected template, its language with a hyphen",
    body: body("message_template_status_update", {
      event: "REJECTED",
      ...about,
      message_template_language: "en-US",
      reason: "INVALID_FORMAT",
      rejection_info: { reason: "Too short" },
    }),
    events: [
      {
        kind: "template",
        change: {
          ...template,
          change: { kind: "status", status: "REJECTED", reason: "INVALID_FORMAT: Too short" },
        },
      },
    ],
  },
  {
    label: "an approved template",
    body: body("message_template_status_update", {
      event: "APPROVED",
      ...about,
      message_template_language: "en_US",
      reason: "NONE",
    }),
    events: [{ kind: "template", change: { ...template, change: { kind: "status", status: "APPROVED" } } }],
  },
  {
    label: "a template's quality",
    body: body("message_template_quality_update", {
      ...about,
      message_template_language: "en_US",
      new_quality_score: "RED",
    }),
    events: [{ kind: "template", change: { ...template, change: { kind: "quality", quality: "RED" } } }],
  },
  {
    label: "a template's category",
    body: body("template_category_update", {
      ...about,
      message_template_language: "en_US",
      previous_category: "UTILITY",
      new_category: "MARKETING",
    }),
    events: [
      { kind: "template", change: { ...template, change: { kind: "category", category: "MARKETING" } } },
    ],
  },
  {
    label: "a category that will change later",
    body: body("template_category_update", {
      ...about,
      message_template_language: "en_US",
      new_category: "UTILITY",
      correct_category: "MARKETING",
    }),
    events: [{ kind: "ignored", reason: "template_category_update announced" }],
  },
  {
    label: "who wants no marketing and who wants it again",
    body: body("user_preferences", {
      metadata,
      user_preferences: [
        { wa_id: "5511999990000", category: "marketing_messages", value: "stop", timestamp: 1_700_000_000 },
        { user_id: "BR.1A", category: "marketing_messages", value: "resume", timestamp: 1_700_000_000 },
      ],
    }),
    events: [
      { kind: "marketing_preference", sender: ours, contact: "+5511999990000", wants: false, at },
      { kind: "marketing_preference", sender: ours, contact: "BR.1A", wants: true, at },
    ],
  },
  {
    label: "a number's quality",
    body: body("phone_number_quality_update", {
      display_phone_number: "+55 11 3000-1000",
      event: "DOWNGRADE",
      current_limit: "TIER_1K",
    }),
    events: [
      {
        kind: "account",
        change: "phone_number_quality_update.DOWNGRADE",
        wabaId: "22",
        phone: ours,
        payload: { display_phone_number: "+55 11 3000-1000", event: "DOWNGRADE", current_limit: "TIER_1K" },
      },
    ],
  },
  {
    label: "a partner removed: the entry is the portfolio, the account stands inside",
    body: body("account_update", { event: "PARTNER_REMOVED", waba_info: { waba_id: "23" } }, "900"),
    events: [
      {
        kind: "account",
        change: "account_update.PARTNER_REMOVED",
        wabaId: "23",
        payload: { event: "PARTNER_REMOVED", waba_info: { waba_id: "23" } },
      },
    ],
  },
  {
    label: "a restriction by name",
    body: body("account_update", {
      event: "ACCOUNT_RESTRICTION",
      restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING" }],
    }),
    events: [
      {
        kind: "account",
        change: "account_update.ACCOUNT_RESTRICTION.RESTRICTED_BIZ_INITIATED_MESSAGING",
        wabaId: "22",
        payload: {
          event: "ACCOUNT_RESTRICTION",
          restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING" }],
        },
      },
    ],
  },
  {
    label: "messages that another partner answers",
    body: body("standby", { anything: 1 }),
    events: [{ kind: "ignored", reason: "standby" }],
  },
  {
    label: "a field nobody knows",
    body: body("telepathy", {}),
    events: [{ kind: "unknown", reason: "a change of the unknown field telepathy" }],
  },
  {
    label: "many entries and changes in one body",
    body: {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "22",
          changes: [
            { field: "calls", value: {} },
            { field: "standby", value: {} },
          ],
        },
        { id: "23", changes: [{ field: "group_lifecycle_update", value: {} }] },
      ],
    },
    events: [
      { kind: "ignored", reason: "calls" },
      { kind: "ignored", reason: "standby" },
      { kind: "ignored", reason: "group_lifecycle_update" },
    ],
  },
  {
    label: "a body about something else",
    body: { object: "page", entry: [] },
    events: [{ kind: "unknown", reason: "a body about the unknown object page" }],
  },
];

runWebhookCases(setup, [...messages, ...statuses, ...account]);

const secret = "secret-of-the-app";
const signed = '{"object":"whatsapp_business_account","t":"Ol\\u00e1"}';
const signature = `sha256=${createHmac("sha256", secret).update(signed).digest("hex")}`;

runOriginCases(setup, {
  body: signed,
  secret,
  cases: [
    {
      label: "signed over the body as it came",
      headers: { "x-hub-signature-256": signature },
      verdict: "valid",
    },
    {
      label: "the same text without Meta's escapes is another body",
      headers: { "x-hub-signature-256": signature },
      body: '{"object":"whatsapp_business_account","t":"Olá"}',
      verdict: "invalid",
    },
    {
      label: "signed with another secret",
      headers: { "x-hub-signature-256": `sha256=${"0".repeat(64)}` },
      verdict: "invalid",
    },
    { label: "an old signature alone", headers: { "x-hub-signature": "sha1=00" }, verdict: "absent" },
    { label: "no digits", headers: { "x-hub-signature-256": "sha256=" }, verdict: "invalid" },
  ],
});

const question = {
  "hub.mode": "subscribe",
  "hub.challenge": "1158201444",
  "hub.verify_token": verifyToken(secret),
};

runChallengeCases(setup, {
  secret,
  cases: [
    { label: "Meta's", query: question, answer: "1158201444" },
    {
      label: "somebody else's",
      query: { ...question, "hub.verify_token": verifyToken("other") },
      answer: null,
    },
    { label: "another mode", query: { ...question, "hub.mode": "unsubscribe" }, answer: null },
    {
      label: "something that a browser could run",
      query: { ...question, "hub.challenge": "<script>" },
      answer: null,
    },
    { label: "nothing", query: {}, answer: null },
  ],
});

const found = (url: string) => ({
  to: `GET /M1${withProof()}`,
  answer: { status: 200, body: { url, mime_type: "image/jpeg", id: "M1" } },
});
const lookaside = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=M1";

runMediaCases(setup, [
  {
    label: "told where it lies, then fetched with the token",
    media: { ref: "M1" },
    calls: [
      found(lookaside),
      {
        to: `GET ${lookaside}`,
        answer: { status: 200, body: "bytes", headers: { "content-type": "image/png" } },
      },
    ],
    result: { contentType: "image/png", text: "bytes" },
  },
  {
    label: "gone for good",
    media: { ref: "M1" },
    calls: [
      {
        to: `GET /M1${withProof()}`,
        answer: { status: 400, body: { error: { code: 100, error_subcode: 33, message: "gone" } } },
      },
    ],
    result: null,
  },
  {
    label: "the address has run out: asked again later",
    media: { ref: "M1" },
    calls: [found(lookaside), { answer: { status: 404, body: "" } }],
    error: { code: "media_unreachable" },
  },
  {
    label: "an address of somebody else never sees the token",
    media: { ref: "M1" },
    calls: [found("https://fbsbx.com.evil.example/x")],
    error: { code: "media_refused" },
  },
  {
    label: "nor does one without encryption",
    media: { ref: "M1" },
    calls: [found("http://lookaside.fbsbx.com/x")],
    error: { code: "media_refused" },
  },
  {
    label: "too large",
    media: { ref: "M1" },
    maxBytes: 3,
    calls: [found(lookaside), { answer: { status: 200, body: "bytes" } }],
    error: { code: "media_too_large" },
  },
]);
