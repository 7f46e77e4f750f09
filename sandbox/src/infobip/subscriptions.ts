/** `/subscriptions/1/subscription/{channel}`: which events go to which profile. */
import type { FastifyInstance } from "fastify";
import { asArray, asObject, asString, asStrings, isObject, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { bookOf } from "../state.ts";
import type { Subscription, SubscriptionBook } from "../webhooks/subscription.ts";
import { badRequest, type Call, endpoint, pageOf, pagingInfo, queryList, readPaging } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";
import { readProfile, saveProfile } from "./profiles.ts";

const WHATSAPP_EVENTS = new Set([
  "ACCOUNT_REGISTRATION",
  "ACCOUNT_UPDATE_NOTIFICATION",
  "BILLING",
  "BUSINESS_APP_CONTACT_SYNC",
  "BUSINESS_APP_MESSAGE_ECHO",
  "BUSINESS_APP_MESSAGE_HISTORY",
  "CLICK",
  "DELIVERY",
  "IDENTITY_CHANGE",
  "INBOUND_MESSAGE",
  "MARKETING_SUBSCRIPTION_UPDATE",
  "PAYMENT_STATUS",
  "SEEN",
  "TEMPLATE_UPDATE",
]);

const SUBSCRIPTIONS = "/subscriptions/1/subscription/:channel";

export function registerSubscriptions(app: FastifyInstance, sandbox: Sandbox): void {
  const one = `${SUBSCRIPTIONS}/:subscriptionId`;
  endpoint(app, `GET ${SUBSCRIPTIONS}`, (call) => list(sandbox, call));
  endpoint(app, `POST ${SUBSCRIPTIONS}`, (call) => create(sandbox, call));
  endpoint(app, `GET ${one}`, (call) => present(book(sandbox, call), find(sandbox, call)));
  endpoint(app, `PUT ${one}`, (call) => update(sandbox, call));
  endpoint(app, `DELETE ${one}`, (call) => {
    const subscription = find(sandbox, call);
    const owner = book(sandbox, call);
    owner.subscriptions.delete(keyOf(subscription.channel, subscription.subscriptionId));
    changed(sandbox, owner);
    return ids(owner, subscription);
  });
}

function book(sandbox: Sandbox, call: Call): SubscriptionBook {
  return bookOf(sandbox.state, call.account.key);
}

function keyOf(channel: string, subscriptionId: string): string {
  return `${channel} ${subscriptionId}`;
}

function changed(sandbox: Sandbox, owner: SubscriptionBook): void {
  owner.version++;
  sandbox.state.onChange();
}

function find(sandbox: Sandbox, call: Call): Subscription {
  const { channel = "", subscriptionId = "" } = call.params;
  const subscription = book(sandbox, call).subscriptions.get(keyOf(channel, subscriptionId));
  if (!subscription) throw new InfobipError(404);
  return subscription;
}

function list(sandbox: Sandbox, call: Call): unknown {
  const paging = readPaging(call.query, 20);
  const owner = book(sandbox, call);
  const resources = queryList(call.query.resource);
  const found = [...owner.subscriptions.values()].filter(
    (subscription) =>
      subscription.channel === call.params.channel &&
      (resources.length === 0 || resources.some((resource) => subscription.resources.includes(resource))),
  );
  return {
    results: pageOf(found, paging).map((subscription) => present(owner, subscription)),
    paging: pagingInfo(found, paging),
  };
}

function create(sandbox: Sandbox, call: Call): unknown {
  const owner = book(sandbox, call);
  const subscriptionId = asString(call.body.subscriptionId) ?? "";
  const channel = call.params.channel ?? "";
  const violations = bodyViolations(call);
  if (!subscriptionId) violations.subscriptionId = ["must not be blank"];
  else if (!/^[\w.~-]{1,255}$/.test(subscriptionId)) violations.subscriptionId = ["must be URL-safe"];
  const given = readProfile(owner, call.body.profile, violations);
  if (Object.keys(violations).length > 0 || !given) throw badRequest(violations);
  if (owner.subscriptions.has(keyOf(channel, subscriptionId))) {
    throw badRequest({ subscriptionId: ["already exists"] });
  }
  const subscription = fromBody(call, channel, subscriptionId, given.profile.profileId);
  refuseOverlap(owner, subscription);
  saveProfile(owner, given);
  owner.subscriptions.set(keyOf(channel, subscriptionId), subscription);
  changed(sandbox, owner);
  void call.reply.code(201).header("location", `/subscriptions/1/subscription/${channel}/${subscriptionId}`);
  return ids(owner, subscription);
}

function update(sandbox: Sandbox, call: Call): unknown {
  const owner = book(sandbox, call);
  const existing = find(sandbox, call);
  const violations = bodyViolations(call);
  const profileId = asString(asObject(call.body.profile).profileId) ?? existing.profileId;
  const profile = owner.profiles.get(profileId);
  if (!profile) violations["profile.profileId"] = ["does not exist"];
  if (Object.keys(violations).length > 0 || !profile) throw badRequest(violations);
  const subscription = fromBody(call, existing.channel, existing.subscriptionId, profileId);
  refuseOverlap(owner, subscription);
  owner.subscriptions.set(keyOf(existing.channel, existing.subscriptionId), subscription);
  changed(sandbox, owner);
  return ids(owner, subscription);
}

function bodyViolations({ body, params }: Call): Violations {
  const violations: Violations = {};
  const events = asArray(body.events);
  if (events.length === 0) violations.events = ["must not be empty"];
  events.forEach((event, i) => {
    const known = typeof event === "string" && (params.channel !== "WHATSAPP" || WHATSAPP_EVENTS.has(event));
    if (!known) violations[`events[${i}]`] = ["is not a supported event"];
  });
  return violations;
}

function fromBody({ body }: Call, channel: string, subscriptionId: string, profileId: string): Subscription {
  const name = asString(body.name);
  return {
    channel,
    subscriptionId,
    ...(name === undefined ? {} : { name }),
    events: asStrings(body.events),
    criteria: asArray(body.criteria).filter(isObject),
    resources: asStrings(body.resources),
    users: asStrings(body.users),
    profileId,
  };
}

/** 409 when another subscription already claims the same sender and event. */
function refuseOverlap(owner: SubscriptionBook, wanted: Subscription): void {
  for (const other of owner.subscriptions.values()) {
    if (other.channel !== wanted.channel || other.subscriptionId === wanted.subscriptionId) continue;
    const sharedEvent = other.events.find((event) => wanted.events.includes(event));
    const sameSender =
      other.resources.some((resource) => wanted.resources.includes(resource)) ||
      (other.resources.length === 0 && wanted.resources.length === 0);
    if (sharedEvent && sameSender) {
      throw new InfobipError(409, {
        text: `Subscription ${other.subscriptionId} already receives ${sharedEvent}`,
      });
    }
  }
}

function ids(owner: SubscriptionBook, { subscriptionId, profileId }: Subscription): Json {
  return { subscriptionId, profile: profileIds(owner, profileId) };
}

function profileIds(owner: SubscriptionBook, profileId: string): Json {
  const security = owner.profiles.get(profileId)?.security;
  return { profileId, ...(security ? { security } : {}) };
}

function present(owner: SubscriptionBook, { channel: _channel, profileId, ...rest }: Subscription): Json {
  return { ...rest, profile: profileIds(owner, profileId) };
}
