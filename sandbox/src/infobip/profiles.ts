/** `/subscriptions/1/profiles` and `/subscriptions/1/security`: where webhooks go and how they are signed. */
import type { FastifyInstance } from "fastify";
import { asObject, asString, isObject, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { bookOf } from "../state.ts";
import type { Profile, Security, SubscriptionBook } from "../webhooks/subscription.ts";
import { badRequest, type Call, endpoint, pageOf, pagingInfo, readPaging } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";

export interface GivenProfile {
  profile: Profile;
  /** Set when the body defines a security of its own, to be stored beside it. */
  security: Security | undefined;
}

const RANGES = {
  maxBucketSize: [1, 2000],
  windowSize: [20, 10_000],
  connectTimeout: [300, 30_000],
  readTimeout: [1000, 90_000],
  rateLimit: [1, 5000],
} as const;

const ALGORITHM = /^HMAC_(MD5|SHA_(1|224|256|384|512))$/;

/** Reads a profile from a body; an existing one is named by its id alone. Adds to `violations` what is wrong. */
export function readProfile(
  owner: SubscriptionBook,
  value: unknown,
  violations: Violations,
): GivenProfile | null {
  const body = asObject(value);
  const profileId = asString(body.profileId);
  if (!profileId || profileId.length > 255) {
    violations["profile.profileId"] = [profileId ? "size must be between 1 and 255" : "must not be blank"];
    return null;
  }
  const known = owner.profiles.get(profileId);
  if (known && body.webhook === undefined) return { profile: known, security: undefined };
  checkWebhook(body, violations);
  for (const [field, [low, high]] of Object.entries(RANGES)) checkRange(body, field, low, high, violations);
  const security = readSecurity(owner, body.security, violations);
  const { security: _security, ...rest } = body;
  const profile = {
    ...rest,
    profileId,
    ...(security ? { security: { authId: security.authId } } : {}),
  } as Profile;
  return { profile, security };
}

export function saveProfile(owner: SubscriptionBook, { profile, security }: GivenProfile): void {
  owner.profiles.set(profile.profileId, profile);
  if (security) owner.securities.set(security.authId, security);
}

function checkWebhook(body: Json, violations: Violations): void {
  const notifyUrl = asString(asObject(body.webhook).notifyUrl);
  if (!notifyUrl) violations["profile.webhook.notifyUrl"] = ["must not be blank"];
  else if (notifyUrl.length > 512)
    violations["profile.webhook.notifyUrl"] = ["size must be between 1 and 512"];
  else if (!/^https?:\/\//.test(notifyUrl)) violations["profile.webhook.notifyUrl"] = ["is not a valid url"];
}

function checkRange(body: Json, field: string, low: number, high: number, violations: Violations): void {
  const value = body[field];
  if (value === undefined || (typeof value === "number" && value >= low && value <= high)) return;
  violations[`profile.${field}`] = [`must be between ${low} and ${high}`];
}

function readSecurity(owner: SubscriptionBook, value: unknown, violations: Violations): Security | undefined {
  if (value === undefined || value === null) return undefined;
  const body = asObject(value);
  const authId = asString(body.authId);
  if (!authId) {
    violations["profile.security.authId"] = ["must not be blank"];
    return undefined;
  }
  const known = owner.securities.get(authId);
  if (known && body.type === undefined) return known;
  const problem = credentialsProblem(body);
  if (problem) violations["profile.security.credentials"] = [problem];
  return { authId, type: asString(body.type) ?? "", credentials: asObject(body.credentials) };
}

function credentialsProblem(body: Json): string | null {
  const credentials = asObject(body.credentials);
  switch (body.type) {
    case "BASIC":
      return credentials.username && credentials.password ? null : "username and password must not be blank";
    case "HMAC":
      if (!credentials.secretKey) return "secretKey must not be blank";
      return ALGORITHM.test(asString(credentials.algorithm) ?? "") ? null : "algorithm is not supported";
    case "OAUTH":
      return credentials.tokenUrl && credentials.grantType
        ? null
        : "tokenUrl and grantType must not be blank";
    case "CUSTOM":
      return null;
    default:
      return "type must be one of BASIC, HMAC, OAUTH, CUSTOM";
  }
}

export function registerProfiles(app: FastifyInstance, sandbox: Sandbox): void {
  crud(app, sandbox, {
    url: "/subscriptions/1/profiles",
    idName: "profileId",
    ids: ({ profileId, security }) => ({ profileId, ...(security ? { security } : {}) }),
    of: (owner) => owner.profiles as Map<string, unknown>,
    read: (owner, body) => {
      const violations: Violations = {};
      const given = readProfile(owner, body, violations);
      if (!given || Object.keys(violations).length > 0) throw badRequest(violations);
      saveProfile(owner, given);
      return given.profile;
    },
  });
  crud(app, sandbox, {
    url: "/subscriptions/1/security",
    idName: "authId",
    ids: ({ authId }) => ({ authId }),
    of: (owner) => owner.securities as Map<string, unknown>,
    read: (owner, body) => {
      const violations: Violations = {};
      const security = readSecurity(owner, { type: "", ...body }, violations);
      if (!security || Object.keys(violations).length > 0) throw badRequest(violations);
      owner.securities.set(security.authId, security);
      return security;
    },
  });
}

interface Resource {
  url: string;
  idName: string;
  /** The short form that writing calls answer with. */
  ids: (stored: Json) => Json;
  of: (owner: SubscriptionBook) => Map<string, unknown>;
  /** Validates and stores a body; answers what is stored. */
  read: (owner: SubscriptionBook, body: Json) => object;
}

function crud(app: FastifyInstance, sandbox: Sandbox, { url, idName, ids, of, read }: Resource): void {
  const ownerOf = (call: Call) => bookOf(sandbox.state, call.account.key);
  const store = (call: Call, body: Json) => {
    const owner = ownerOf(call);
    const stored = read(owner, body);
    owner.version++;
    sandbox.state.onChange();
    return ids({ ...stored });
  };
  const find = (call: Call) => {
    const found = of(ownerOf(call)).get(call.params.id ?? "");
    if (!isObject(found)) throw new InfobipError(404);
    return found;
  };
  endpoint(app, `GET ${url}`, (call) => {
    const paging = readPaging(call.query, 20);
    const all = [...of(ownerOf(call)).values()];
    return { results: pageOf(all, paging), paging: pagingInfo(all, paging) };
  });
  endpoint(app, `POST ${url}`, (call) => {
    const stored = store(call, call.body);
    void call.reply.code(201).header("location", `${url}/${stored[idName]}`);
    return stored;
  });
  endpoint(app, `GET ${url}/:id`, find);
  endpoint(app, `PUT ${url}/:id`, (call) =>
    store(call, { ...find(call), ...call.body, [idName]: call.params.id }),
  );
  endpoint(app, `DELETE ${url}/:id`, (call) => {
    const found = find(call);
    of(ownerOf(call)).delete(call.params.id ?? "");
    ownerOf(call).version++;
    sandbox.state.onChange();
    return ids(found);
  });
}
