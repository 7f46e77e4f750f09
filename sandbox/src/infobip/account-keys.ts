/** The deprecated keys of one account, `/settings/1/accounts/{accountKey}/api-keys`; `_` stands for the own account. */
import type { FastifyInstance } from "fastify";
import { asText } from "../json.ts";
import { changeKey, createKey, secretPreview } from "../keys.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Account, ApiKey } from "../types.ts";
import { readKey } from "./api-keys.ts";
import { badRequest, type Call, endpoint } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";

const KEYS = "/settings/1/accounts/:accountKey/api-keys";

export function registerAccountKeys(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, `GET ${KEYS}`, (call) => {
    const name = asText(call.query.name)?.toLowerCase();
    const enabled = asText(call.query.enabled);
    const limit = Number(asText(call.query.limit) ?? "40");
    const found = keysOf(sandbox, pathAccount(sandbox, call)).filter(
      (key) =>
        (!name || key.name.toLowerCase().includes(name)) && (!enabled || String(key.enabled) === enabled),
    );
    return { apiKeys: found.slice(0, limit).map(present) };
  });
  endpoint(app, `GET ${KEYS}/:key`, (call) => present(findKey(sandbox, call)));
  endpoint(app, `POST ${KEYS}`, (call) => {
    const account = pathAccount(sandbox, call);
    const { name, scopeGuids = [], ...rest } = readKey(call.body);
    if (!name) throw badRequest({ name: ["must not be blank"] });
    const key = createKey(sandbox.state, { accountKey: account.key, name, scopeGuids, ...rest });
    return call.reply.code(201).send({ ...present(key), publicApiKey: key.secret });
  });
  endpoint(app, `PUT ${KEYS}/:key`, (call) => {
    const key = findKey(sandbox, call);
    changeKey(sandbox.state, key, readKey(call.body));
    return present(key);
  });
}

/** The account of the path when it is the caller's or one of its sub-accounts, else 404. */
export function pathAccount({ state }: Sandbox, { account, params }: Call): Account {
  if (params.accountKey === "_") return account;
  const found = state.accounts.get(params.accountKey ?? "");
  if (!found || (found !== account && found.ownerKey !== account.key)) throw new InfobipError(404);
  return found;
}

function keysOf({ state }: Sandbox, { key: accountKey }: Account): ApiKey[] {
  return [...state.keys.values()].filter((key) => key.accountKey === accountKey);
}

function findKey(sandbox: Sandbox, call: Call): ApiKey {
  const found = keysOf(sandbox, pathAccount(sandbox, call)).find(({ id }) => id === call.params.key);
  if (!found) throw new InfobipError(404);
  return found;
}

/** Secrets read back masked, here as in the newer resource. */
function present(key: ApiKey) {
  return {
    key: key.id,
    publicApiKey: secretPreview(key),
    accountKey: key.accountKey,
    name: key.name,
    allowedIPs: key.allowedIPs,
    validFrom: key.validFrom,
    validTo: key.validTo,
    enabled: key.enabled,
    permissions: ["ALL"],
  };
}
