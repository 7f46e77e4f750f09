import { describe, expect, it } from "vitest";
import { HttpError } from "../../lib/http.ts";
import { ourNumber } from "../testing/contents.ts";
import { classic, setup } from "../testing/infobip-setup.ts";
import { runAccountCases, runCallCases, type ScriptedCall } from "../testing/run-cases.ts";
import { normalizeBaseUrl } from "./base-url.ts";
import { registerSender, resendCode, shareWaba, verifySender } from "./registration.ts";

const scopes = [
  "message:send",
  "whatsapp:manage",
  "whatsapp:message:send",
  "account-management:manage",
  "subscriptions:manage",
  "metrics:manage",
];
const balance: ScriptedCall = {
  to: "GET /account/1/balance",
  answer: { status: 200, body: { balance: 47.79, currency: "EUR" } },
};
const keyQuery = "GET /settings/2/api-keys?apiKeySecret=key-of-the-account&size=1";
const key = {
  accountId: "A1",
  name: "Ponte",
  validTo: "2027-09-01T10:00:00",
  allowedIPs: ["203.0.113.7"],
  scopeGuids: scopes,
};
const keyRecord = (change: object = {}): ScriptedCall => ({
  to: keyQuery,
  answer: { status: 200, body: { apiKeys: [{ ...key, ...change }] } },
});
const accounts: ScriptedCall = {
  to: "GET /settings/1/accounts?limit=100",
  answer: {
    status: 200,
    body: {
      accounts: [
        { key: "A0", name: "Other" },
        { key: "A1", name: "Aurora" },
      ],
    },
  },
};
const probes = (answers: readonly { status: number; body: unknown }[]): ScriptedCall[] =>
  [
    { to: "GET /whatsapp/1/templates?size=1" },
    { to: "POST /whatsapp/1/message/text", body: {} },
    { to: "GET /subscriptions/1/subscription/WHATSAPP?size=1" },
    { to: `GET /metrics/1/requests/${"0".repeat(32)}` },
  ].map((call, index) => ({ ...call, answer: answers[index] ?? { status: 500, body: "" } }));
const forbidden = { status: 403, body: classic("Forbidden") };
const refused = (words: string): ScriptedCall[] => [
  { to: "GET /account/1/balance", answer: { status: 401, body: classic(words) } },
];

runAccountCases(setup, [
  {
    label: "a good key tells whose it is",
    ask: "probe",
    calls: [balance, keyRecord(), accounts],
    result: {
      accountId: "A1",
      accountName: "Aurora",
      keyName: "Ponte",
      keyExpiresAt: new Date("2027-09-01T10:00:00Z"),
      allowedIps: ["203.0.113.7"],
      scopes,
    },
  },
  {
    label: "each missing scope is named",
    ask: "probe",
    calls: [balance, keyRecord({ scopeGuids: ["message:send", "WHATSAPP:manage"] })],
    error: {
      code: "infobip_missing_scopes",
      params: {
        scopes: "whatsapp:message:send, account-management:manage, subscriptions:manage, metrics:manage",
      },
    },
  },
  {
    label: "a key whose record its user may not read: harmless calls tell",
    ask: "probe",
    calls: [
      balance,
      { to: keyQuery, answer: forbidden },
      ...probes([
        { status: 200, body: {} },
        { status: 400, body: classic("Bad request") },
        { status: 200, body: {} },
        { status: 404, body: {} },
      ]),
      { ...accounts, answer: { status: 200, body: { accounts: [] } } },
    ],
    result: {
      accountId: null,
      accountName: null,
      keyName: null,
      keyExpiresAt: null,
      allowedIps: [],
      scopes: [
        "whatsapp:manage",
        "message:send",
        "whatsapp:message:send",
        "subscriptions:manage",
        "metrics:manage",
        "account-management:manage",
      ],
    },
  },
  {
    label: "no account management and no metrics, found by calls",
    ask: "probe",
    calls: [
      { to: "GET /account/1/balance", answer: forbidden },
      ...probes([{ status: 200, body: {} }, { status: 400, body: {} }, { status: 200, body: {} }, forbidden]),
    ],
    error: {
      code: "infobip_missing_scopes",
      params: { scopes: "account-management:manage, metrics:manage" },
    },
  },
  {
    label: "a throttled probe is no granted scope",
    ask: "probe",
    calls: [
      { to: "GET /account/1/balance", answer: forbidden },
      ...probes([{ status: 429, body: classic("Too many requests") }, forbidden, forbidden, forbidden]),
    ],
    error: { code: "infobip_refused", words: "check what the key may do" },
  },
  {
    label: "a wrong key",
    ask: "probe",
    calls: refused("Invalid login details"),
    error: { code: "infobip_key_invalid" },
  },
  {
    label: "expired",
    ask: "probe",
    calls: refused("API key has expired"),
    error: { code: "infobip_key_expired" },
  },
  {
    label: "disabled",
    ask: "probe",
    calls: refused("API key is disabled"),
    error: { code: "infobip_key_disabled" },
  },
  {
    label: "an address that is not allowed",
    ask: "probe",
    calls: refused("IP address is not allowed for this API key"),
    error: { code: "infobip_ip_not_allowed" },
  },
  {
    label: "a host that is not Infobip's API",
    ask: "probe",
    calls: [{ answer: { status: 200, body: "<html>Welcome</html>" } }],
    error: { code: "infobip_host_wrong", params: { host: "x.api.infobip.com", status: 200 } },
  },
  {
    label: "a host that has nothing there",
    ask: "probe",
    calls: [{ answer: { status: 404, body: "" } }],
    error: { code: "infobip_host_wrong", params: { host: "x.api.infobip.com", status: 404 } },
  },
  {
    label: "Infobip is out of order",
    ask: "probe",
    calls: [{ answer: { status: 500, body: "" } }],
    error: { code: "infobip_refused" },
  },
  {
    label: "nobody answers",
    ask: "probe",
    calls: [{ answer: new HttpError("timeout", "x did not answer in time.", true) }],
    error: { code: "infobip_unreachable", params: { host: "x.api.infobip.com" } },
  },
  {
    label: "the plain balance",
    ask: "readBalance",
    calls: [balance],
    result: { amount: "47.7900", currency: "EUR" },
  },
  {
    label: "the balance with credit lines where the plain one is refused",
    ask: "readBalance",
    calls: [
      { to: "GET /account/1/balance", answer: forbidden },
      {
        to: "GET /account/1/total-balance",
        answer: { status: 200, body: { balance: 5, currency: { code: "BRL", symbol: "R$" } } },
      },
    ],
    result: { amount: "5.0000", currency: "BRL" },
  },
  {
    label: "no balance for this key",
    ask: "readBalance",
    calls: [{ answer: forbidden }, { answer: forbidden }],
    result: null,
  },
  {
    label: "no balance from an Infobip that is out of order",
    ask: "readBalance",
    calls: [{ answer: { status: 503, body: "" } }],
    error: { code: "infobip_refused" },
  },
]);

const quality = (...results: object[]): ScriptedCall => ({ answer: { status: 200, body: { results } } });

runAccountCases(setup, [
  {
    label: "its health, and no more than that for a number whose WABA is known",
    ask: "readNumber",
    number: ourNumber,
    calls: [
      {
        ...quality({
          sender: "551130001000",
          qualityRating: "high",
          status: "CONNECTED",
          currentLimit: "LIMIT_1K",
        }),
        to: "GET /whatsapp/1/senders/quality?senders=551130001000",
      },
    ],
    result: {
      phone: "+551130001000",
      phoneNumberId: "1",
      wabaId: "2",
      displayName: null,
      quality: "HIGH",
      status: "CONNECTED",
      messagingLimit: "LIMIT_1K",
    },
  },
  {
    label: "a number that is being linked: WABA by its templates, name by its profile",
    ask: "readNumber",
    number: { ...ourNumber, phoneNumberId: "", wabaId: "" },
    calls: [
      quality({ sender: "551130001000", qualityRating: "NEW_WORD" }),
      {
        to: "GET /whatsapp/1/templates?sender=551130001000&size=1",
        answer: { status: 200, body: { results: [{ businessAccountId: 222 }] } },
      },
      {
        to: "GET /whatsapp/1/senders/551130001000/business-info",
        answer: { status: 200, body: { displayName: "Aurora" } },
      },
    ],
    result: {
      phone: "+551130001000",
      phoneNumberId: null,
      wabaId: "222",
      displayName: "Aurora",
      quality: "NEW_WORD",
      status: "UNKNOWN",
      messagingLimit: null,
    },
  },
  {
    label: "a number that the account does not have",
    ask: "readNumber",
    number: ourNumber,
    calls: [quality()],
    result: null,
  },
  {
    label: "fields vary; what the list leaves out is asked for, and may stay unknown",
    ask: "listNumbers",
    calls: [
      {
        to: "GET /whatsapp/1/senders",
        answer: {
          status: 200,
          body: {
            senders: [
              {
                sender: "551130001000",
                displayName: "Aurora",
                qualityRating: "HIGH",
                connectionStatus: "CONNECTED",
                limit: "LIMIT_1K",
                businessAccountId: "222",
              },
              { number: "+55 11 3000-2000" },
              { keywords: [] },
            ],
          },
        },
      },
      {
        ...quality({ sender: "551130002000", qualityRating: "LOW", status: "FLAGGED" }),
        to: "GET /whatsapp/1/senders/quality?senders=551130002000",
      },
      {
        to: "GET /whatsapp/1/templates?sender=551130002000&size=1",
        answer: { status: 200, body: { results: [] } },
      },
      { to: "GET /whatsapp/1/senders/551130002000/business-info", answer: { status: 404, body: {} } },
    ],
    result: [
      {
        phone: "+551130001000",
        phoneNumberId: null,
        wabaId: "222",
        displayName: "Aurora",
        quality: "HIGH",
        status: "CONNECTED",
        messagingLimit: "LIMIT_1K",
      },
      {
        phone: "+551130002000",
        phoneNumberId: null,
        wabaId: null,
        displayName: null,
        quality: "LOW",
        status: "FLAGGED",
        messagingLimit: null,
      },
    ],
  },
  {
    label: "an account without the undocumented list",
    ask: "listNumbers",
    calls: [{ answer: { status: 404, body: {} } }],
    result: null,
  },
]);

describe("infobip: the address", () => {
  it.each([
    ["x1y2z3.api.infobip.com", "https://x1y2z3.api.infobip.com"],
    [" https://x1y2z3.api.infobip.com/ ", "https://x1y2z3.api.infobip.com"],
    ["https://x1.api-us.infobip.com", "https://x1.api-us.infobip.com"],
    ["api.infobip.com", "https://api.infobip.com"],
    ["http://127.0.0.1:4710", "http://127.0.0.1:4710"],
  ])("%s", (given, expected) => {
    expect(normalizeBaseUrl(given, ["127.0.0.1:4710"])).toBe(expected);
  });

  it.each([
    "http://x1.api.infobip.com",
    "https://infobip.com.evil.example",
    "https://x1.api.infobip.com:8443",
    "https://evil.example/x1.api.infobip.com",
    "127.0.0.1:4711",
    "",
  ])("refuses %s", (given) => {
    expect(() => normalizeBaseUrl(given, ["127.0.0.1:4710"])).toThrow("is not an Infobip address");
  });
});

const share = "POST /whatsapp/1/embedded-signup/registrations/share-waba";
const sender = { wabaId: "222", phone: "+551130001000", displayName: "Aurora", codeBy: "sms" } as const;
const verification = "/whatsapp/1/embedded-signup/registrations/senders/551130001000/verification";

runCallCases(setup, "handing over", [
  {
    label: "a WABA, its id as a number",
    run: (io, credentials) => shareWaba(io, credentials, "222"),
    calls: [{ to: share, body: { businessAccountId: 222 }, answer: { status: 202, body: "" } }],
    result: { outcome: "shared" },
  },
  {
    label: "a WABA, its id as text where a number is refused",
    run: (io, credentials) => shareWaba(io, credentials, "222"),
    calls: [
      { to: share, body: { businessAccountId: 222 }, answer: { status: 400, body: classic("Bad request") } },
      { to: share, body: { businessAccountId: "222" }, answer: { status: 202, body: "" } },
    ],
    result: { outcome: "shared" },
  },
  {
    label: "a WABA, only as the setting says",
    run: (io, credentials) => shareWaba(io, credentials, "222", "number"),
    calls: [
      { to: share, body: { businessAccountId: 222 }, answer: { status: 400, body: classic("Bad request") } },
    ],
    result: { outcome: "refused", reason: "Bad request" },
  },
  {
    label: "an id that no number can hold goes as text",
    run: (io, credentials) => shareWaba(io, credentials, "99999999999999999999"),
    calls: [
      { to: share, body: { businessAccountId: "99999999999999999999" }, answer: { status: 202, body: "" } },
    ],
    result: { outcome: "shared" },
  },
  {
    label: "a WABA that is with another account",
    run: (io, credentials) => shareWaba(io, credentials, "222"),
    calls: [{ answer: { status: 409, body: classic("Already registered") } }],
    result: { outcome: "refused", reason: "Already registered" },
  },
  {
    label: "Infobip is out of order",
    run: (io, credentials) => shareWaba(io, credentials, "222"),
    calls: [{ answer: { status: 500, body: "" } }],
    error: { code: "infobip_refused" },
  },
  {
    label: "a number, split into country and rest; a code is on its way",
    run: (io, credentials) => registerSender(io, credentials, sender),
    calls: [
      {
        to: "POST /whatsapp/1/embedded-signup/registrations/business-account/222/senders",
        body: {
          countryCode: "55",
          phoneNumber: "1130001000",
          displayName: "Aurora",
          type: "EXTERNAL_SMS",
          locale: "en_US",
        },
        answer: { status: 202, body: { status: "OTP_REQUESTED" } },
      },
    ],
    result: "code_sent",
  },
  {
    label: "a number that needs no code",
    run: (io, credentials) => registerSender(io, credentials, sender),
    calls: [{ answer: { status: 202, body: { status: "SUBMITTED_FOR_REGISTRATION" } } }],
    result: "submitted",
  },
  {
    label: "a number that is refused",
    run: (io, credentials) => registerSender(io, credentials, sender),
    calls: [{ answer: { status: 400, body: classic("Number is in use") } }],
    error: {
      code: "infobip_sender_refused",
      params: { what: "register the number", reason: "Number is in use" },
      words: "Number is in use",
    },
  },
  {
    label: "another code, by voice",
    run: (io, credentials) => resendCode(io, credentials, "+551130001000", "voice"),
    calls: [
      {
        to: `PUT ${verification}`,
        body: { type: "EXTERNAL_VOICE", locale: "en_US" },
        answer: { status: 202, body: "" },
      },
    ],
    result: undefined,
  },
  {
    label: "the right code",
    run: (io, credentials) => verifySender(io, credentials, "+551130001000", "123456"),
    calls: [{ to: `POST ${verification}`, body: { code: "123456" }, answer: { status: 202, body: "" } }],
    result: undefined,
  },
  {
    label: "a wrong code",
    run: (io, credentials) => verifySender(io, credentials, "+551130001000", "1"),
    calls: [{ answer: { status: 400, body: classic("Invalid code") } }],
    error: { code: "infobip_code_refused", words: "Invalid code" },
  },
  {
    label: "a code for a number that is not being registered",
    run: (io, credentials) => verifySender(io, credentials, "+551130001000", "1"),
    calls: [{ answer: { status: 404, body: classic("Not found") } }],
    error: { code: "infobip_sender_refused" },
  },
]);
