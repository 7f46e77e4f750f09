import { ourNumber } from "../testing/contents.ts";
import { classic, setup } from "../testing/infobip-setup.ts";
import { runAccountCases, type ScriptedCall } from "../testing/run-cases.ts";

const target = {
  connectionId: "c1",
  notifyUrl: "https://ponte.example/webhooks/infobip/token",
  secret: "secret-of-webhooks",
  numbers: [ourNumber],
};
const events = [
  "INBOUND_MESSAGE",
  "DELIVERY",
  "SEEN",
  "TEMPLATE_UPDATE",
  "ACCOUNT_REGISTRATION",
  "ACCOUNT_UPDATE_NOTIFICATION",
  "MARKETING_SUBSCRIPTION_UPDATE",
  "IDENTITY_CHANGE",
  "CLICK",
];
const own = "/subscriptions/1/subscription/WHATSAPP/ponte-c1-wa";
const security = {
  type: "HMAC",
  credentials: { secretKey: "secret-of-webhooks", algorithm: "HMAC_SHA_256" },
};
const profile = {
  webhook: { notifyUrl: target.notifyUrl, contentType: "application/json" },
  headers: { "x-ponte-secret": "secret-of-webhooks" },
  maxBucketSize: 500,
  windowSize: 250,
  connectTimeout: 5000,
  readTimeout: 10_000,
};
const subscription = { name: "Ponte", events, resources: ["551130001000"] };
const ok = { status: 200, body: {} };
const notFound = { status: 404, body: {} };
const listed = (...results: object[]): ScriptedCall => ({
  to: "GET /subscriptions/1/subscription/WHATSAPP?page=0&size=100",
  answer: { status: 200, body: { results } },
});
const create: ScriptedCall = {
  to: "POST /subscriptions/1/subscription/WHATSAPP",
  body: {
    subscriptionId: "ponte-c1-wa",
    ...subscription,
    profile: {
      profileId: "ponte-c1-profile",
      ...profile,
      security: { authId: "ponte-c1-hmac", ...security },
    },
  },
  answer: { status: 201, body: {} },
};

runAccountCases(setup, [
  {
    label: "the first time, all in one",
    ask: "subscribe",
    target,
    calls: [{ to: `GET ${own}`, answer: notFound }, create],
    result: undefined,
  },
  {
    label: "again, part by part",
    ask: "subscribe",
    target,
    calls: [
      { to: `GET ${own}`, answer: ok },
      { to: "PUT /subscriptions/1/security/ponte-c1-hmac", body: security, answer: ok },
      {
        to: "PUT /subscriptions/1/profiles/ponte-c1-profile",
        body: { ...profile, security: { authId: "ponte-c1-hmac" } },
        answer: ok,
      },
      { to: `PUT ${own}`, body: { ...subscription, profile: { profileId: "ponte-c1-profile" } }, answer: ok },
    ],
    result: undefined,
  },
  {
    label: "another subscription has the number: it is named",
    ask: "subscribe",
    target,
    calls: [
      { answer: notFound },
      { answer: { status: 409, body: classic("Conflict") } },
      listed(
        { subscriptionId: "crm", events: ["SEEN"], resources: ["551130001000"] },
        { subscriptionId: "other-number", events: ["SEEN"], resources: ["551130009999"] },
      ),
    ],
    error: {
      code: "infobip_subscription_taken",
      params: { subscriptions: "crm", phones: "+551130001000" },
      words: "crm",
    },
  },
  {
    label: "a conflict that nothing explains",
    ask: "subscribe",
    target,
    calls: [{ answer: notFound }, { answer: { status: 409, body: classic("Conflict") } }, listed()],
    error: { code: "infobip_refused", words: "Conflict" },
  },
  {
    label: "a security that cannot be saved stops the rest",
    ask: "subscribe",
    target,
    calls: [{ answer: ok }, { answer: { status: 500, body: "" } }],
    error: { code: "infobip_refused" },
  },
  {
    label: "all three parts, gone or not",
    ask: "unsubscribe",
    target,
    calls: [
      { to: `DELETE ${own}`, answer: ok },
      { to: "DELETE /subscriptions/1/profiles/ponte-c1-profile", answer: notFound },
      { to: "DELETE /subscriptions/1/security/ponte-c1-hmac", answer: { status: 204, body: "" } },
    ],
    result: undefined,
  },
]);

const configurations = "GET /resource-management/1/inbound-message-configurations";
const mine = { subscriptionId: "ponte-c1-wa", events, resources: ["551130001000"] };
const here = { to: "GET /subscriptions/1/profiles/ponte-c1-profile", answer: { status: 200, body: profile } };
const forbidden = { status: 403, body: classic("Forbidden") };

runAccountCases(setup, [
  {
    label: "all is well; a key that may not read configurations is no problem",
    ask: "checkSubscription",
    target,
    calls: [
      { to: `GET ${own}`, answer: { status: 200, body: mine } },
      here,
      listed(mine, { subscriptionId: "sms", events: ["BILLING"], resources: [] }),
      { to: configurations, answer: forbidden },
    ],
    result: [],
  },
  {
    label: "none, and another system hears the number",
    ask: "checkSubscription",
    target,
    calls: [
      { to: `GET ${own}`, answer: notFound },
      listed(
        { subscriptionId: "crm", events: ["INBOUND_MESSAGE", "BILLING"], resources: ["551130001000"] },
        { subscriptionId: "all", events: ["SEEN"], resources: [] },
      ),
      { to: configurations, answer: forbidden },
    ],
    result: [
      { code: "subscription_missing", detail: "There is no subscription ponte-c1-wa.", params: {} },
      {
        code: "second_subscription",
        detail: "The subscription crm reports INBOUND_MESSAGE of +551130001000 as well.",
        params: { subscription: "crm", phone: "+551130001000", events: "INBOUND_MESSAGE" },
      },
      {
        code: "second_subscription",
        detail: "The subscription all reports SEEN of +551130001000 as well.",
        params: { subscription: "all", phone: "+551130001000", events: "SEEN" },
      },
    ],
  },
  {
    label: "elsewhere, silent about some events, without the number, and overruled by the number itself",
    ask: "checkSubscription",
    target,
    calls: [
      {
        answer: {
          status: 200,
          body: { ...mine, events: events.filter((event) => event !== "CLICK"), resources: ["5511"] },
        },
      },
      {
        ...here,
        answer: {
          status: 200,
          body: { webhook: { notifyUrl: "https://old.example/webhooks/infobip/secret-path" } },
        },
      },
      listed(),
      {
        to: configurations,
        answer: {
          status: 200,
          body: {
            results: [
              { number: "551130001000", channel: "WHATSAPP", forwarding: { url: "https://crm.example" } },
              { number: "551130001000", channel: "SMS" },
            ],
          },
        },
      },
    ],
    result: [
      {
        code: "subscription_elsewhere",
        detail: "The subscription points to old.example, not to ponte.example.",
        params: { host: "old.example", expected: "ponte.example" },
      },
      {
        code: "events_missing",
        detail: "The subscription does not report CLICK.",
        params: { events: "CLICK" },
      },
      {
        code: "number_missing",
        detail: "The subscription does not name +551130001000.",
        params: { phone: "+551130001000" },
      },
      {
        code: "number_configuration",
        detail:
          "+551130001000 has an inbound configuration of its own in Infobip, which goes before the subscription.",
        params: { phone: "+551130001000" },
      },
    ],
  },
]);
