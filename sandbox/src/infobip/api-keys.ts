/** `/settings/2/api-keys`: an account's keys. Errors in the new shape. */
import type { FastifyInstance } from "fastify";
import { asStrings, asText, type Json } from "../json.ts";
import { changeKey, createKey, isDate, type KeyPatch, secretPreview } from "../keys.ts";
import type { Sandbox } from "../sandbox.ts";
import type { ApiKey } from "../types.ts";
import { badRequest, type Call, endpoint, pageOf, readPaging } from "./endpoint.ts";
import { InfobipError, type Violations } from "./errors.ts";

export function registerApiKeys(app: FastifyInstance, sandbox: Sandbox): void {
  const one = "/settings/2/api-keys/:apiKeyId";
  endpoint(app, "GET /settings/2/api-keys", (call) => list(sandbox, call));
  endpoint(app, `GET ${one}`, (call) => present(find(sandbox, call)));
  endpoint(app, "POST /settings/2/api-keys", (call) => create(sandbox, call));
  endpoint(app, `PUT ${one}`, (call) => {
    const key = find(sandbox, call);
    const patch = readKey(call.body);
    changeKey(sandbox.state, key, patch);
    return present(key);
  });
}

function list(sandbox: Sandbox, { account, query }: Call): unknown {
  const paging = readPaging(query, 20);
  const name = asText(query.name)?.toLowerCase();
  const secret = asText(query.apiKeySecret);
  const enabled = asText(query.enabled);
  const accountId = asText(query.accountId) ?? account.key;
  const keys = [...sandbox.state.keys.values()].filter(
    (key) =>
      key.accountKey === account.key &&
      key.accountKey === accountId &&
      (!name || key.name.toLowerCase().includes(name)) &&
      (!secret || key.secret === secret) &&
      (!enabled || String(key.enabled) === enabled),
  );
  const orderDirection = asText(query.orderDirection) === "DESC" ? "DESC" : "ASC";
  keys.sort((a, b) => a.name.localeCompare(b.name) * (orderDirection === "DESC" ? -1 : 1));
  return {
    apiKeys: pageOf(keys, paging).map(present),
    paging: {
      page: paging.page,
      pageSize: paging.size,
      orderDirection,
      orderBy: "NAME",
      totalCount: keys.length,
      totalPages: Math.ceil(keys.length / paging.size),
    },
  };
}

function create(sandbox: Sandbox, { account, body, reply }: Call): unknown {
  const fields = readKey(body);
  const violations: Violations = {};
  if (!fields.name) violations.name = ["must not be blank"];
  if (asText(body.accountId) && asText(body.accountId) !== account.key)
    violations.accountId = ["is not your account"];
  if (Object.keys(violations).length > 0) throw badRequest(violations);
  const { name = "", scopeGuids = [], ...rest } = fields;
  const key = createKey(sandbox.state, { accountKey: account.key, name, scopeGuids, ...rest });
  void reply.code(200);
  return { ...(present(key) as Json), apiKeySecret: key.secret };
}

/** The writable fields of a key; 400 when a date is none. */
export function readKey(body: Json): KeyPatch {
  const patch: KeyPatch = {};
  const name = asText(body.name);
  if (name !== undefined) patch.name = name;
  if (typeof body.enabled === "boolean") patch.enabled = body.enabled;
  if (Array.isArray(body.allowedIPs)) patch.allowedIPs = asStrings(body.allowedIPs);
  if (Array.isArray(body.scopeGuids)) patch.scopeGuids = asStrings(body.scopeGuids);
  for (const field of ["validFrom", "validTo"] as const) {
    const date = asText(body[field]);
    if (date === undefined) continue;
    if (!isDate(date)) throw badRequest({ [field]: ["must be a date such as 2026-11-22T10:00:00"] });
    patch[field] = date;
  }
  return patch;
}

function find(sandbox: Sandbox, { account, params }: Call): ApiKey {
  const key = sandbox.state.keys.get(params.apiKeyId ?? "");
  if (!key || key.accountKey !== account.key) throw new InfobipError(404);
  return key;
}

/** The stored secret reads back masked. */
function present(key: ApiKey): unknown {
  return {
    id: key.id,
    apiKeySecret: secretPreview(key),
    accountId: key.accountKey,
    name: key.name,
    allowedIPs: key.allowedIPs,
    validFrom: key.validFrom,
    validTo: key.validTo,
    enabled: key.enabled,
    permissions: ["PUBLIC_API"],
    platform: [],
    scopeGuids: key.scopeGuids,
  };
}
