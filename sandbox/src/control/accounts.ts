/** `/control/accounts`, keys, logs: what the "Infobip portal" page shows and changes. */
import type { FastifyInstance } from "fastify";
import { asObject, asString, asStrings } from "../json.ts";
import { changeKey, createKey, deleteKey, isDate, type KeyPatch, secretPreview } from "../keys.ts";
import type { Sandbox } from "../sandbox.ts";
import { addAccount } from "../state.ts";
import type { Account, ApiKey } from "../types.ts";
import { invalid, notFound, requireText } from "./http.ts";
import { accountLogs } from "./logs.ts";

export function registerAccounts(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.get("/control/accounts", () =>
    [...state.accounts.values()].map((account) => present(sandbox, account)),
  );
  app.post("/control/accounts", (request, reply) => {
    const currency = asString(asObject(request.body).currency)?.toUpperCase() ?? "BRL";
    const account = addAccount(state, requireText(request.body, "name"), currency);
    const owner = asString(asObject(request.body).ownerKey);
    if (owner) account.ownerKey = findAccount(sandbox, { account: owner }).key;
    return reply.code(201).send(present(sandbox, account));
  });
  app.patch("/control/accounts/:account", (request) => {
    const account = findAccount(sandbox, request.params);
    const { name, balance } = asObject(request.body);
    if (balance !== undefined && typeof balance !== "number") throw invalid('"balance" must be a number.');
    account.balance = balance ?? account.balance;
    account.name = asString(name)?.trim() || account.name;
    state.onChange();
    return present(sandbox, account);
  });
  app.get("/control/accounts/:account/keys", (request) => {
    const account = findAccount(sandbox, request.params);
    return [...state.keys.values()].filter((key) => key.accountKey === account.key).map(presentKey);
  });
  app.post("/control/accounts/:account/keys", (request, reply) => {
    const account = findAccount(sandbox, request.params);
    const { name: _name, ...fields } = readKeyPatch(request.body);
    const name = requireText(request.body, "name");
    const key = createKey(state, { accountKey: account.key, name, scopeGuids: [], ...fields });
    return reply.code(201).send({ ...presentKey(key), apiKeySecret: key.secret });
  });
  app.patch("/control/keys/:id", (request) => {
    const key = findKey(sandbox, request.params);
    changeKey(state, key, readKeyPatch(request.body));
    return presentKey(key);
  });
  app.delete("/control/keys/:id", (request, reply) => {
    deleteKey(state, findKey(sandbox, request.params));
    return reply.code(204).send();
  });
  app.get("/control/accounts/:account/logs", (request) =>
    accountLogs(sandbox, findAccount(sandbox, request.params), asObject(request.query)),
  );
}

function present(sandbox: Sandbox, { key, name, currency, balance }: Account) {
  return { key, name, currency, balance: Math.round(balance * 100) / 100, baseUrl: sandbox.url };
}

function presentKey({ secret: _secret, accountKey: _account, ...key }: ApiKey) {
  return { ...key, secretPreview: secretPreview({ secret: _secret }) };
}

export function findAccount(sandbox: Sandbox, params: unknown): Account {
  const account = sandbox.state.accounts.get(asString(asObject(params).account) ?? "");
  if (!account) throw notFound("This account");
  return account;
}

function findKey(sandbox: Sandbox, params: unknown): ApiKey {
  const key = sandbox.state.keys.get(asString(asObject(params).id) ?? "");
  if (!key) throw notFound("This API key");
  return key;
}

function readKeyPatch(value: unknown): KeyPatch {
  const body = asObject(value);
  const patch: KeyPatch = {};
  const name = asString(body.name);
  if (name) patch.name = name;
  if (typeof body.enabled === "boolean") patch.enabled = body.enabled;
  if (Array.isArray(body.scopeGuids)) patch.scopeGuids = asStrings(body.scopeGuids);
  if (Array.isArray(body.allowedIPs)) patch.allowedIPs = asStrings(body.allowedIPs);
  const validTo = asString(body.validTo);
  if (validTo) {
    if (!isDate(validTo)) throw invalid('"validTo" is not a date. Write it like 2027-11-22.');
    patch.validTo = validTo;
  }
  return patch;
}
