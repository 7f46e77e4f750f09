/** `/control/meta`: what happens to a Meta account in real life, on command; and short ways to one. */
import type { FastifyInstance } from "fastify";
import { asArray, asObject, asString, asStrings, asText, type Json } from "../json.ts";
import { META_APP, SCOPES } from "../meta/app.ts";
import { metaMagic } from "../meta/messages/magic.ts";
import { applyMetaSettings } from "../meta/meta-settings.ts";
import { addNumber } from "../meta/numbers.ts";
import { issueToken } from "../meta/oauth.ts";
import { readScript } from "../meta/signup-script.ts";
import { addApp, type MetaApp } from "../meta/store.ts";
import type { Sandbox } from "../sandbox.ts";
import type { GraphToken } from "../types.ts";
import { createSender, createWaba } from "../wabas.ts";
import { ControlError, invalid, notFound, requireNumber, requireText } from "./http.ts";
import { registerMetaEvents } from "./meta-events.ts";

export function registerMetaControl(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.get("/control/meta/settings", () => state.meta.settings);
  app.patch("/control/meta/settings", (request) => {
    try {
      applyMetaSettings(state.meta.settings, asObject(request.body));
    } catch (error) {
      throw invalid((error as Error).message);
    }
    state.onChange();
    return state.meta.settings;
  });
  app.get("/control/meta/magic", () => metaMagic());
  app.get("/control/meta/overview", () => overview(sandbox));
  app.post("/control/meta/wabas", (request, reply) =>
    reply.code(201).send(makeNative(sandbox, asObject(request.body))),
  );
  app.post("/control/meta/apps", (request, reply) => {
    const body = asObject(request.body);
    const id = asText(body.id) ?? `10000000000${Math.floor(Math.random() * 1e5)}`;
    const made = addApp(state.meta, {
      id,
      name: requireText(body, "name"),
      secret: requireText(body, "secret"),
    });
    state.onChange();
    return reply.code(201).send(presentApp(made));
  });
  app.patch("/control/meta/apps/:id", (request) => {
    const found = state.meta.apps.get(String(asObject(request.params).id));
    if (!found) throw notFound("This app");
    const body = asObject(request.body);
    if (typeof body.requireProof === "boolean") found.requireProof = body.requireProof;
    if (asString(body.webhookVersion))
      found.webhookVersion = asString(body.webhookVersion) ?? found.webhookVersion;
    state.onChange();
    return presentApp(found);
  });
  app.get("/control/meta/signup", () => state.meta.signupScript ?? {});
  app.put("/control/meta/signup", (request) => {
    state.meta.signupScript = readScript(asObject(request.body));
    return state.meta.signupScript;
  });
  app.delete("/control/meta/signup", (_request, reply) => {
    state.meta.signupScript = null;
    return reply.code(204).send();
  });
  registerTokens(app, sandbox);
  registerMetaEvents(app, sandbox);
}

function presentApp({ id, name, secret, requireProof, webhookVersion, subscriptions }: MetaApp): Json {
  return { id, name, secret, requireProof, webhookVersion, subscriptions: [...subscriptions.values()] };
}

/** What the page about Meta shows: portfolios, their accounts and numbers, apps and tokens. */
function overview({ state }: Sandbox): Json {
  return {
    businesses: [...state.businesses.values()].map(({ id, name }) => ({
      id,
      name,
      wabas: [...state.wabas.values()]
        .filter((waba) => waba.businessId === id)
        .map((waba) => ({ id: waba.id, name: waba.name, withInfobip: waba.accountKey !== null })),
    })),
    apps: [...state.meta.apps.values()].map(presentApp),
    tokens: [...state.tokens.values()].map(presentToken),
  };
}

/**
 * `{number, name?, displayName?, businessId?, appId?, subscribe?}`: a WABA with a registered number, its app subscribed, and a
 * system user's token for it.
 */
function makeNative(sandbox: Sandbox, body: Json): Json {
  const { state } = sandbox;
  const number = requireNumber(body, "number");
  if (state.senders.has(number)) {
    throw new ControlError(
      409,
      "number_taken",
      `+${number} already belongs to a WABA. Choose another number.`,
    );
  }
  const businessId = asText(body.businessId) ?? "400000000000001";
  if (!state.businesses.has(businessId)) throw notFound("This portfolio");
  const name = asString(body.name) ?? "Sandbox WABA";
  const waba = createWaba(sandbox, name, businessId);
  const sender = createSender(sandbox, waba, number, asString(body.displayName) ?? name);
  Object.assign(sender, { status: "CONNECTED", pinSet: true });
  addNumber(state, sender, { registered: true, pin: asText(body.pin) ?? "123456" });
  if (body.subscribe !== false) waba.subscribedApps[asText(body.appId) ?? META_APP.id] = {};
  const token = newSystemToken(sandbox, { businessId, wabaIds: [waba.id] });
  return {
    wabaId: waba.id,
    businessId,
    phoneNumberId: sender.phoneNumberId,
    number,
    displayName: sender.displayName,
    token: token.token,
    graphUrl: `${sandbox.url}/graph`,
  };
}

function registerTokens(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  app.get("/control/meta/tokens", () => [...state.tokens.values()].map(presentToken));
  app.post("/control/meta/tokens", (request, reply) => {
    const token = newSystemToken(sandbox, asObject(request.body));
    return reply.code(201).send({ ...presentToken(token), token: token.token });
  });
  app.patch("/control/meta/tokens/:id", (request) => {
    const token = findToken(sandbox, String(asObject(request.params).id));
    const { revoked, expiresAt, scopes, shownScopes } = asObject(request.body);
    if (typeof revoked === "boolean") token.revoked = revoked;
    if (typeof expiresAt === "string") token.expiresAt = Date.parse(expiresAt) || 0;
    if (Array.isArray(scopes)) token.scopes = asStrings(scopes);
    if (Array.isArray(shownScopes)) token.shownScopes = asStrings(shownScopes);
    state.onChange();
    return presentToken(token);
  });
}

/** By the whole token, or by the system user's id. */
function findToken({ state }: Sandbox, id: string): GraphToken {
  const token = state.tokens.get(id) ?? [...state.tokens.values()].find(({ userId }) => userId === id);
  if (!token) throw notFound("This token");
  return token;
}

const DAY_MS = 86_400_000;

/** `{businessId, name?, wabaIds?, appId?, scopes?, days?}`; without WABAs it opens all of the portfolio; 0 days never ends. */
function newSystemToken(sandbox: Sandbox, body: Json): GraphToken {
  const { state } = sandbox;
  const businessId = asText(body.businessId) ?? "400000000000001";
  if (!state.businesses.has(businessId)) throw notFound("This portfolio");
  const appId = asText(body.appId) ?? META_APP.id;
  if (!state.meta.apps.has(appId)) throw notFound("This app");
  const wabaIds = asArray(body.wabaIds).map((id) => asText(id) ?? "");
  const days = typeof body.days === "number" ? body.days : 0;
  return issueToken(state, {
    appId,
    businessId,
    wabaIds,
    ownPortfolio: wabaIds.length === 0,
    name: asString(body.name) ?? "Ponte",
    scopes: Array.isArray(body.scopes) ? asStrings(body.scopes) : [...SCOPES, "business_management"],
    expiresAt: days > 0 ? Date.now() + days * DAY_MS : 0,
  });
}

function presentToken(token: GraphToken): Json {
  return {
    id: token.userId,
    name: token.name ?? "Embedded Signup",
    appId: token.appId,
    businessId: token.businessId,
    wabaIds: token.wabaIds,
    ownPortfolio: token.ownPortfolio === true,
    scopes: token.scopes ?? SCOPES,
    issuedAt: new Date(token.issuedAt).toISOString(),
    expiresAt: token.expiresAt === 0 ? null : new Date(token.expiresAt).toISOString(),
    revoked: token.revoked === true,
    preview: `${token.token.slice(0, 6)}…${token.token.slice(-4)}`,
  };
}
