/** The account behind a native connection, by tables. */
import { appId, refusal, setup, withProof } from "../testing/meta-setup.ts";
import type { ScriptedCall } from "../testing/run-cases.ts";
import { runAccountCases, runCallCases } from "../testing/run-cases.ts";
import { registerNumber } from "./registration.ts";
import { verifyToken } from "./signature.ts";
import { webhookFields } from "./subscriptions.ts";

const ok = (body: unknown) => ({ status: 200, body });
const number = { phone: "+551130001000", phoneNumberId: "11", wabaId: "22" };
const debug = `GET /debug_token?input_token=${setup.credentials.apiKey}`;
const both = ["whatsapp_business_management", "whatsapp_business_messaging"];

function token(data: Record<string, unknown>): ScriptedCall {
  return {
    to: debug,
    answer: ok({ data: { app_id: appId, application: "Ponte", is_valid: true, ...data } }),
  };
}

const granular = both.map((scope) => ({ scope, target_ids: ["22"] }));
const waba: ScriptedCall = {
  to: `GET /22${withProof("fields=id%2Cname%2Cowner_business_info")}`,
  answer: ok({ id: "22", name: "Aurora", owner_business_info: { id: "900", name: "Aurora Ltda" } }),
};

const facts = {
  accountId: "900",
  accountName: "Aurora Ltda",
  keyName: "Ponte",
  keyExpiresAt: null,
  allowedIps: [],
  scopes: both,
};

runAccountCases(setup, [
  {
    ask: "probe",
    label: "a token without an end",
    calls: [token({ expires_at: 0, scopes: both, granular_scopes: granular }), waba],
    result: facts,
  },
  {
    ask: "probe",
    label: "a token of June 2026 that does not name management but can read the account",
    calls: [
      token({
        scopes: ["whatsapp_business_messaging"],
        granular_scopes: [{ scope: "whatsapp_business_messaging", target_ids: ["22"] }],
        expires_at: 1_800_000_000,
      }),
      waba,
    ],
    result: {
      ...facts,
      keyExpiresAt: new Date(1_800_000_000_000),
      scopes: ["whatsapp_business_messaging", "whatsapp_business_management"],
    },
  },
  {
    ask: "probe",
    label: "expired",
    calls: [token({ is_valid: false, error: { code: 190, subcode: 463, message: "Session has expired" } })],
    error: { code: "meta_token_expired" },
  },
  {
    ask: "probe",
    label: "revoked",
    calls: [token({ is_valid: false, error: { code: 190, subcode: 467, message: "invalidated" } })],
    error: { code: "meta_token_revoked" },
  },
  {
    ask: "probe",
    label: "garbage",
    calls: [token({ is_valid: false, error: { code: 190, message: "Cannot parse access token" } })],
    error: { code: "meta_token_invalid" },
  },
  {
    ask: "probe",
    label: "the app's secret is wrong",
    calls: [
      { to: debug, answer: { status: 400, body: refusal(190, "Invalid OAuth access token signature.") } },
    ],
    error: { code: "meta_app_refused", params: { appId } },
  },
  {
    ask: "probe",
    label: "without the permission to send",
    calls: [
      token({
        scopes: ["whatsapp_business_management"],
        granular_scopes: [{ scope: "whatsapp_business_management", target_ids: ["22"] }],
      }),
      waba,
    ],
    error: { code: "meta_permission_missing", params: { permissions: "whatsapp_business_messaging" } },
  },
  {
    ask: "probe",
    label: "names an account that it cannot read",
    calls: [
      token({ scopes: both, granular_scopes: granular }),
      { answer: { status: 400, body: refusal(100, "Unsupported get request", { error_subcode: 33 }) } },
    ],
    error: { code: "meta_permission_missing", params: { permissions: "whatsapp_business_management" } },
  },
  {
    ask: "probe",
    label: "reaches all accounts of the portfolios that it sees",
    calls: [
      token({ scopes: both, granular_scopes: both.map((scope) => ({ scope })) }),
      { to: `GET /me/businesses${withProof("fields=id&limit=100")}`, answer: ok({ data: [{ id: "900" }] }) },
      {
        to: `GET /900/owned_whatsapp_business_accounts${withProof("fields=id&limit=100")}`,
        answer: ok({ data: [{ id: "22" }] }),
      },
      waba,
    ],
    result: facts,
  },
  {
    ask: "listNumbers",
    label: "numbers of the accounts, over pages",
    calls: [
      token({ scopes: both, granular_scopes: granular }),
      waba,
      {
        answer: ok({
          data: [
            {
              id: "11",
              display_phone_number: "+55 11 3000-1000",
              verified_name: "Aurora",
              quality_rating: "GREEN",
              status: "CONNECTED",
              name_status: "APPROVED",
              throughput: { level: "STANDARD" },
            },
          ],
          paging: { cursors: { after: "c2" }, next: "https://graph.example.com/next" },
        }),
      },
      {
        answer: ok({
          data: [{ id: "12", display_phone_number: "55 11 3000-2000", platform_type: "NOT_APPLICABLE" }],
        }),
      },
    ],
    result: [
      {
        phone: "+551130001000",
        phoneNumberId: "11",
        wabaId: "22",
        displayName: "Aurora",
        quality: "GREEN",
        status: "CONNECTED",
        messagingLimit: null,
        throughput: "STANDARD",
        nameStatus: "APPROVED",
      },
      {
        phone: "+551130002000",
        phoneNumberId: "12",
        wabaId: "22",
        displayName: null,
        quality: "UNKNOWN",
        status: "PENDING",
        messagingLimit: null,
        throughput: null,
        nameStatus: null,
      },
    ],
  },
  {
    ask: "readNumber",
    label: "with the limit of the portfolio",
    number,
    calls: [
      {
        answer: ok({
          id: "11",
          display_phone_number: "+55 11 3000-1000",
          verified_name: "Aurora",
          quality_rating: "YELLOW",
          status: "CONNECTED",
          name_status: "PENDING_REVIEW",
          throughput: { level: "HIGH" },
        }),
      },
      {
        to: `GET /22${withProof("fields=whatsapp_business_manager_messaging_limit")}`,
        answer: ok({ whatsapp_business_manager_messaging_limit: "TIER_2K" }),
      },
    ],
    result: {
      phone: "+551130001000",
      phoneNumberId: "11",
      wabaId: "22",
      displayName: "Aurora",
      quality: "YELLOW",
      status: "CONNECTED",
      messagingLimit: "TIER_2K",
      throughput: "HIGH",
      nameStatus: "PENDING_REVIEW",
    },
  },
  {
    ask: "readNumber",
    label: "is not there any more",
    number,
    calls: [
      { answer: { status: 400, body: refusal(100, "Unsupported get request", { error_subcode: 33 }) } },
    ],
    result: null,
  },
  { ask: "readBalance", label: "Meta has none", calls: [], result: null },
  {
    ask: "fetchTemplates",
    label: "every part, and what cannot be filled by name",
    number,
    calls: [
      {
        answer: ok({
          data: [
            {
              id: "77",
              name: "offer",
              language: "pt_BR",
              category: "marketing",
              status: "APPROVED",
              quality_score: { score: "GREEN" },
              parameter_format: "POSITIONAL",
              components: [
                {
                  type: "header",
                  format: "image",
                  example: { header_handle: ["https://scontent.example/a.jpg"] },
                },
                { type: "BODY", text: "Oi {{1}}" },
                { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Só hoje", has_expiration: true } },
                {
                  type: "BUTTONS",
                  buttons: [
                    { type: "COPY_CODE", text: "Copiar", example: "X" },
                    { type: "URL", text: "Ver", url: "https://x.example/{{1}}" },
                    { type: "PHONE_NUMBER", text: "Ligar", phone_number: "+5511" },
                    { type: "FLOW", text: "Abrir", flow_id: 9 },
                    { type: "MPM", text: "Itens" },
                  ],
                },
              ],
            },
            {
              id: "78",
              name: "cards",
              language: "en",
              category: "MARKETING",
              status: "PAUSED",
              parameter_format: "NAMED",
              components: [
                { type: "BODY", text: "Hi {{name}}" },
                {
                  type: "CAROUSEL",
                  cards: [
                    {
                      components: [
                        { type: "HEADER", format: "VIDEO" },
                        { type: "BODY", text: "one" },
                        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Go" }] },
                      ],
                    },
                  ],
                },
                { type: "call_permission_request" },
              ],
            },
          ],
        }),
      },
    ],
    result: [
      {
        providerId: "77",
        name: "offer",
        language: "pt_BR",
        category: "MARKETING",
        status: "APPROVED",
        quality: "GREEN",
        structure: {
          header: { format: "IMAGE", sampleUrl: "https://scontent.example/a.jpg" },
          body: { text: "Oi {{1}}" },
          buttons: [
            { type: "COPY_CODE", text: "Copiar" },
            { type: "URL", text: "Ver", url: "https://x.example/{{1}}" },
            { type: "PHONE_NUMBER", text: "Ligar", phoneNumber: "+5511" },
            { type: "FLOW", text: "Abrir", flowId: "9" },
            { type: "MULTI_PRODUCT", text: "Itens" },
          ],
          limitedTimeOffer: { text: "Só hoje", hasExpiration: true },
        },
      },
      {
        providerId: "78",
        name: "cards",
        language: "en",
        category: "MARKETING",
        status: "PAUSED",
        quality: "UNKNOWN",
        structure: {
          body: { text: "Hi {{name}}" },
          carousel: {
            cards: [
              {
                header: { format: "VIDEO" },
                body: { text: "one" },
                buttons: [{ type: "QUICK_REPLY", text: "Go" }],
              },
            ],
          },
          unsupported: ["CALL_PERMISSION_REQUEST", "NAMED_PARAMETERS"],
        },
      },
    ],
  },
]);

const target = {
  connectionId: "c",
  notifyUrl: "https://ponte.example.com/webhooks/meta/t",
  secret: "secret-of-the-app",
  numbers: [number, { ...number, phone: "+551130002000", phoneNumberId: "12" }],
};
const verify = verifyToken(target.secret);
const fields = [...webhookFields];
const appAddress = (address: string, of: readonly string[] = fields) =>
  ok({
    data: [
      {
        object: "whatsapp_business_account",
        callback_url: address,
        active: true,
        fields: of.map((name) => ({ name, version: "v25.0" })),
      },
    ],
  });
const readApp = `GET /${appId}/subscriptions`;
const override = {
  to: `POST /22/subscribed_apps${withProof()}`,
  body: { override_callback_uri: target.notifyUrl, verify_token: verify },
};
const noOverrides: ScriptedCall[] = ["11", "12"].map((id) => ({
  to: `GET /${id}${withProof("fields=webhook_configuration")}`,
  answer: ok({ id }),
}));
const subscribedTo = (uri?: string) => ({
  to: `GET /22/subscribed_apps${withProof()}`,
  answer: ok({
    data: [{ whatsapp_business_api_data: { id: appId }, ...(uri ? { override_callback_uri: uri } : {}) }],
  }),
});

runAccountCases(setup, [
  {
    ask: "subscribe",
    label: "an app without an address gets this one; the account of two numbers is subscribed once",
    target,
    calls: [
      { to: readApp, answer: ok({ data: [] }) },
      {
        to: `POST /${appId}/subscriptions`,
        body: {
          object: "whatsapp_business_account",
          callback_url: target.notifyUrl,
          fields: fields.join(","),
          verify_token: verify,
        },
        answer: ok({ success: true }),
      },
      { ...override, answer: ok({ success: true }) },
    ],
    result: undefined,
  },
  {
    ask: "subscribe",
    label: "an app that reports to another system keeps its address",
    target,
    calls: [
      { to: readApp, answer: appAddress("https://other.example/hook", ["messages"]) },
      { ...override, answer: ok({ success: true }) },
    ],
    result: undefined,
  },
  {
    ask: "subscribe",
    label: "Meta wants the app to be subscribed first",
    target,
    calls: [
      { to: readApp, answer: appAddress(target.notifyUrl) },
      {
        ...override,
        answer: {
          status: 400,
          body: refusal(
            100,
            "(#100) Before override the current callback uri, your app must be subscribed to receive messages",
          ),
        },
      },
    ],
    error: { code: "meta_app_not_subscribed" },
  },
  {
    ask: "subscribe",
    label: "Meta does not reach this server",
    target,
    calls: [
      { to: readApp, answer: appAddress(target.notifyUrl) },
      { ...override, answer: { status: 400, body: refusal(2200, "(#2200) Callback verification failed") } },
    ],
    error: { code: "webhook_address_unreachable", params: { host: "ponte.example.com" } },
  },
  {
    ask: "unsubscribe",
    label: "what is out of reach is not subscribed either",
    target,
    calls: [
      {
        to: `DELETE /22/subscribed_apps${withProof()}`,
        answer: { status: 400, body: refusal(100, "Unsupported delete request", { error_subcode: 33 }) },
      },
    ],
    result: undefined,
  },
  {
    ask: "checkSubscription",
    label: "all is well",
    target,
    calls: [
      { to: readApp, answer: appAddress("https://other.example/hook") },
      subscribedTo(target.notifyUrl),
      ...noOverrides,
    ],
    result: [],
  },
  {
    ask: "checkSubscription",
    label: "a field is missing, another system has the account, and a number reports elsewhere",
    target,
    calls: [
      { to: readApp, answer: appAddress(target.notifyUrl, fields.slice(1)) },
      subscribedTo("https://other.example/hook"),
      {
        answer: ok({ id: "11", webhook_configuration: { phone_number: "https://third.example/hook" } }),
      },
      { answer: ok({ id: "12" }) },
    ],
    result: [
      {
        code: "events_missing",
        detail:
          "The Meta app does not subscribe to messages. Tick them in its dashboard under WhatsApp → Configuration.",
        params: { events: "messages" },
      },
      {
        code: "subscription_elsewhere",
        detail: "The WhatsApp Business account 22 reports to other.example, not to ponte.example.com.",
        params: { host: "other.example", expected: "ponte.example.com" },
      },
      {
        code: "number_configuration",
        detail:
          "The number +551130001000 has a webhook address of its own, at third.example, which takes its messages away.",
        params: { phone: "+551130001000", host: "third.example" },
      },
    ],
  },
]);

const register = `POST /11/register${withProof()}`;
const registering = (answer: ScriptedCall["answer"]) => [
  { to: register, body: { messaging_product: "whatsapp", pin: "123456" }, answer },
];
const run = (...[io, credentials]: Parameters<Parameters<typeof runCallCases>[2][number]["run"]>) =>
  registerNumber(io, credentials, "11", "123456");

runCallCases(setup, "registering a number", [
  { label: "done", run, calls: registering(ok({ success: true })), result: { outcome: "registered" } },
  {
    label: "another PIN was set before",
    run,
    calls: registering({ status: 400, body: refusal(133005, "Two step verification PIN Mismatch") }),
    result: { outcome: "pin_differs" },
  },
  {
    label: "not verified",
    run,
    calls: registering({ status: 400, body: refusal(133006, "Phone number re-verification needed") }),
    result: { outcome: "not_verified" },
  },
  {
    label: "removed a moment ago",
    run,
    calls: registering({ status: 400, body: refusal(133015, "Please wait a few minutes") }),
    result: { outcome: "later", seconds: 60 },
  },
  {
    label: "too many PINs",
    run,
    calls: registering({ status: 400, body: refusal(133008, "Too Many two step verification PIN Guesses") }),
    error: { code: "meta_pin_tries" },
  },
  {
    label: "too often",
    run,
    calls: registering({ status: 400, body: refusal(133016, "Exceeded the number of attempts") }),
    error: { code: "meta_register_limit" },
  },
]);
