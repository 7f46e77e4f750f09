/** `/control/meta/…`: the events of a Meta account's life that no API call causes, each with its webhook. */
import type { FastifyInstance } from "fastify";
import { asObject, asString, asStrings, asText, type Json } from "../json.ts";
import { META_APP } from "../meta/app.ts";
import { catalogueEntry } from "../meta/error-catalogue.ts";
import { setFlowStatus } from "../meta/flow-status.ts";
import { decideName } from "../meta/number-settings.ts";
import { numberById } from "../meta/numbers.ts";
import { type MetaNumber, type WabaExtra, wabaExtra } from "../meta/store.ts";
import {
  longDate,
  publishNumberQuality,
  publishPartner,
  publishTemplateCategory,
  publishTemplateQuality,
  tierOf,
} from "../meta/webhooks/fields.ts";
import { type StatusWord, statusValue } from "../meta/webhooks/status-value.ts";
import { publishField, publishValue } from "../meta/webhooks/webhooks.ts";
import type { Sandbox } from "../sandbox.ts";
import { setTemplateStatus } from "../templates.ts";
import type { Message, Template, Waba } from "../types.ts";
import { invalid, notFound, requireText } from "./http.ts";

export function registerMetaEvents(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  const waba = "/control/meta/wabas/:id";
  app.get(waba, (request) => wabaExtra(state.meta, pathWaba(sandbox, request.params).id));
  app.patch(waba, (request) =>
    changeWaba(sandbox, pathWaba(sandbox, request.params), asObject(request.body)),
  );
  app.post(`${waba}/account-update`, (request) =>
    accountUpdate(sandbox, pathWaba(sandbox, request.params), asObject(request.body)),
  );
  // Any field with any value, for what has no call of its own.
  app.post(`${waba}/webhook`, (request) => {
    const body = asObject(request.body);
    publishField(
      sandbox,
      pathWaba(sandbox, request.params).id,
      requireText(body, "field"),
      asObject(body.value),
    );
    return {};
  });
  app.patch("/control/meta/numbers/:id", (request) =>
    changeNumber(sandbox, pathNumber(sandbox, request.params), asObject(request.body)),
  );
  app.patch("/control/meta/templates/:id", (request) => {
    const template = state.templates.get(String(asObject(request.params).id));
    if (!template) throw notFound("This template");
    return changeTemplate(sandbox, template, asObject(request.body));
  });
  app.patch("/control/meta/flows/:id", (request) => {
    const flow = state.meta.flows.get(String(asObject(request.params).id));
    if (!flow) throw notFound("This Flow");
    setFlowStatus(sandbox, flow, asObject(request.body));
    return { id: flow.id, status: flow.status };
  });
  app.post("/control/meta/messages/:id/status", (request) =>
    tellStatus(sandbox, request.params, asObject(request.body)),
  );
  app.post("/control/meta/media/:id/expire", (request) => {
    const file = state.meta.media.get(String(asObject(request.params).id));
    if (!file) throw notFound("This file");
    for (const hash of file.links.keys()) file.links.set(hash, 0);
    return {};
  });
}

function pathWaba({ state }: Sandbox, params: unknown): Waba {
  const waba = state.wabas.get(String(asObject(params).id));
  if (!waba) throw notFound("This WhatsApp Business account");
  return waba;
}

function pathNumber({ state }: Sandbox, params: unknown): MetaNumber {
  const id = String(asObject(params).id);
  const sender = state.senders.get(id.replace(/\D/g, ""));
  const number = numberById(state, sender?.phoneNumberId ?? id);
  if (!number) throw notFound("This number");
  return number;
}

/** Quiet facts about an account: `{paymentMethod, verification, heldByPartner, marketingDisabled, solutionId, country}`; a review tells. */
function changeWaba(sandbox: Sandbox, waba: Waba, body: Json): WabaExtra {
  const extra = wabaExtra(sandbox.state.meta, waba.id);
  const known = [
    "paymentMethod",
    "verification",
    "heldByPartner",
    "marketingDisabled",
    "solutionId",
    "country",
    "status",
  ];
  for (const name of known) if (name in body) Object.assign(extra, { [name]: body[name] });
  const review = asString(body.reviewStatus);
  if (review) {
    extra.reviewStatus = review;
    publishField(sandbox, waba.id, "account_review_update", { decision: review });
  }
  if (body.capability !== undefined) {
    publishField(sandbox, waba.id, "business_capability_update", asObject(body.capability));
  }
  sandbox.state.onChange();
  return extra;
}

/** `{event, …}` of account_update; what it changes is changed. */
function accountUpdate(sandbox: Sandbox, waba: Waba, body: Json): unknown {
  const event = requireText(body, "event");
  const extra = wabaExtra(sandbox.state.meta, waba.id);
  const { event: _event, ...given } = body;
  const tell = (more: Json) => publishField(sandbox, waba.id, "account_update", { event, ...more });
  switch (event) {
    case "ACCOUNT_RESTRICTION": {
      extra.restrictions = asStrings(body.restrictions);
      const expiration = Math.floor(Date.now() / 1000) + 86_400;
      tell({
        restriction_info: extra.restrictions.map((restriction_type) => ({ restriction_type, expiration })),
      });
      break;
    }
    case "DISABLED_UPDATE": {
      const state = asString(body.state) ?? "DISABLE";
      extra.banned = state === "DISABLE";
      tell({ ban_info: { waba_ban_state: state, waba_ban_date: longDate() } });
      break;
    }
    case "ACCOUNT_VIOLATION":
      tell({ violation_info: { violation_type: asString(body.violation) ?? "SPAM" } });
      break;
    case "PARTNER_ADDED":
    case "PARTNER_APP_INSTALLED":
      publishPartner(sandbox, waba, event, [META_APP.id], given);
      break;
    case "PARTNER_REMOVED":
    case "PARTNER_APP_UNINSTALLED":
      publishPartner(sandbox, waba, event, [META_APP.id], given);
      removeApp(sandbox, waba);
      break;
    default:
      tell(given);
  }
  sandbox.state.onChange();
  return extra;
}

/** The business took the app's access away: its tokens no longer open this account. */
function removeApp({ state }: Sandbox, waba: Waba): void {
  waba.subscribedApps = {};
  for (const token of state.tokens.values()) {
    token.wabaIds = token.wabaIds.filter((id) => id !== waba.id);
    if (token.wabaIds.length === 0 && !token.ownPortfolio) token.revoked = true;
  }
}

/** `{quality, limit, status, throughput, pin, onBusinessApp, verification, maintenanceMs, name: "APPROVED" | "REJECTED"}` */
function changeNumber(sandbox: Sandbox, number: MetaNumber, body: Json): unknown {
  const { sender } = number;
  const oldLimit = sender.limit;
  const before = sender.quality;
  for (const name of ["quality", "limit", "status"] as const) {
    const value = asString(body[name]);
    if (value) sender[name] = value;
  }
  if (body.throughput === "HIGH" && number.throughput !== "HIGH") {
    number.throughput = "HIGH";
    publishNumberQuality(sandbox, sender, "THROUGHPUT_UPGRADE");
  } else if (body.throughput === "STANDARD") number.throughput = "STANDARD";
  if (sender.limit !== oldLimit)
    publishNumberQuality(sandbox, sender, rises(oldLimit, sender.limit) ? "UPGRADE" : "DOWNGRADE", oldLimit);
  else if (sender.quality !== before)
    publishNumberQuality(sandbox, sender, sender.quality === "LOW" ? "FLAGGED" : "UNFLAGGED");
  if (body.pin === null || asText(body.pin)) {
    number.pin = asText(body.pin) ?? null;
    number.twoStepOff = number.pin === null;
    sender.pinSet = number.pin !== null;
  }
  if (typeof body.onBusinessApp === "boolean") number.onBusinessApp = body.onBusinessApp;
  if (typeof body.registered === "boolean") number.registered = body.registered;
  if (typeof body.maintenanceMs === "number") number.maintenanceUntil = Date.now() + body.maintenanceMs;
  const verification = asString(body.verification);
  if (verification === "VERIFIED" || verification === "NOT_VERIFIED" || verification === "EXPIRED")
    number.verification = verification;
  const nameStatus = asString(body.nameStatus);
  if (nameStatus) number.nameStatus = nameStatus;
  const name = asString(body.name);
  if (name) decideName(sandbox, number, name === "APPROVED");
  sandbox.state.onChange();
  return {
    id: number.id,
    number: sender.number,
    quality: sender.quality,
    limit: tierOf(sender.limit),
    status: sender.status,
  };
}

function rises(from: string, to: string): boolean {
  const order = ["LIMIT_NA", "LIMIT_250", "LIMIT_2K", "LIMIT_10K", "LIMIT_100K", "UNLIMITED"];
  return order.indexOf(to) > order.indexOf(from);
}

/** `{status, reason}`, `{quality}`, `{category}` (done) or `{correctCategory}` (announced). */
function changeTemplate(sandbox: Sandbox, template: Template, body: Json): unknown {
  const status = asString(body.status);
  if (status) {
    delete template.underReview;
    setTemplateStatus(sandbox, template, status as Template["status"], asString(body.reason) ?? "NONE");
  }
  const quality = asString(body.quality);
  if (quality && quality !== template.quality) {
    const previous = template.quality;
    template.quality = quality;
    publishTemplateQuality(sandbox, template, previous);
  }
  const category = asString(body.category);
  if (category && category !== template.category) {
    const previous_category = template.category;
    template.category = category;
    publishTemplateCategory(sandbox, template, { previous_category, new_category: category });
  }
  const correct = asString(body.correctCategory);
  if (correct) {
    publishTemplateCategory(sandbox, template, {
      new_category: template.category,
      correct_category: correct,
      category_update_timestamp: Math.floor(Date.now() / 1000) + 86_400,
    });
  }
  sandbox.state.onChange();
  const { id, name, language } = template;
  return {
    id,
    name,
    language,
    status: template.status,
    category: template.category,
    quality: template.quality,
  };
}

const WORDS: StatusWord[] = ["sent", "delivered", "read", "played", "failed", "deleted"];

/** `{status, errorCode?, details?}`: tells a status whatever the message's state is; for orders that timers never give. */
function tellStatus(sandbox: Sandbox, params: unknown, body: Json): unknown {
  const message = findNative(sandbox, String(asObject(params).id));
  const status = WORDS.find((word) => word === body.status);
  if (!status) throw invalid(`"status" must be one of ${WORDS.join(", ")}.`);
  const error = status === "failed" ? Number(body.errorCode ?? 131026) : message.error;
  if (status === "failed" && !catalogueEntry(error))
    throw invalid(`${error} is not an error code of Meta that the sandbox knows.`);
  const told: Message = { ...message, error };
  if (message.native && asString(body.details))
    told.native = { ...message.native, details: asString(body.details) ?? "" };
  publishValue(sandbox, message.conversation.sender, statusValue(sandbox.state, told, status, Date.now()));
  return { id: message.id, status };
}

function findNative({ state }: Sandbox, id: string): Message {
  for (const ids of state.messageIds.values()) {
    const message = ids.get(id);
    if (message?.native && !message.fromPhone) return message;
  }
  throw notFound("This message");
}
