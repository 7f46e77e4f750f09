/**
 * One way to declare a Graph endpoint: method, path, scope, handler. Every path exists with and without a version
 * (`/graph/v25.0/…`, `/graph/…`); parameters come by query, form or JSON; the token by header, query or body.
 */
import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { asObject, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { GraphToken, Waba } from "../types.ts";
import { GraphError, invalidToken, noPermission, unknownNode } from "./errors.ts";
import { numberById } from "./numbers.ts";
import { checkToken, opens, scopesOf } from "./oauth.ts";
import type { MetaApp, MetaNumber } from "./store.ts";

export const MANAGEMENT = "whatsapp_business_management";
export const MESSAGING = "whatsapp_business_messaging";

export interface GraphCall {
  request: FastifyRequest;
  reply: FastifyReply;
  /** Query and body together; the body wins. */
  input: Json;
  /** The node of the path. */
  id: string;
  params: Record<string, string>;
  token: GraphToken;
}

type Verb = "GET" | "POST" | "DELETE";
export type Handler = (call: GraphCall) => unknown;

/** Registers one endpoint; `scope` is the permission it needs. */
export type Route = (method: Verb, path: string, handler: Handler, scope?: string) => void;

export const BASES = ["/graph", "/graph/:version"];

export function routesOf(app: FastifyInstance, sandbox: Sandbox): Route {
  return (method, path, handler, scope) => {
    for (const base of BASES) {
      app.route({
        method,
        url: `${base}${path}`,
        handler: (request, reply) => {
          const input = inputOf(request);
          const params = request.params as Record<string, string>;
          const token = authenticate(sandbox, request, input);
          if (scope && !scopesOf(token).includes(scope)) throw noPermission(scope);
          return handler({ request, reply, input, params, id: params.id ?? "", token });
        },
      });
    }
  };
}

export function inputOf(request: FastifyRequest): Json {
  return { ...asObject(request.query), ...(Buffer.isBuffer(request.body) ? {} : asObject(request.body)) };
}

export function tokenText(request: FastifyRequest, input: Json): string {
  const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? asText(input.access_token) ?? "";
}

function authenticate({ state }: Sandbox, request: FastifyRequest, input: Json): GraphToken {
  const text = tokenText(request, input);
  if (!text) throw new GraphError(401, 104, "An access token is required to request this resource.");
  const token = checkToken(state, text);
  checkProof(state.meta.apps.get(token.appId), text, asText(input.appsecret_proof));
  return token;
}

/** `appsecret_proof`: checked when it is there, demanded when the app says so. */
function checkProof(app: MetaApp | undefined, token: string, proof: string | undefined): void {
  if (!app || (proof === undefined && !app.requireProof)) return;
  if (proof === undefined)
    throw new GraphError(400, 100, "API calls from the server require an appsecret_proof argument");
  const right = createHmac("sha256", app.secret).update(token).digest("hex");
  if (proof !== right) throw new GraphError(400, 100, "Invalid appsecret_proof provided in the API argument");
}

/** The app whose own token (`id|secret`) the call carries. */
export function appOf({ state }: Sandbox, request: FastifyRequest, input: Json): MetaApp {
  const [id = "", secret = ""] = tokenText(request, input).split("|");
  const app = state.meta.apps.get(id);
  if (!app || app.secret !== secret) throw invalidToken();
  return app;
}

/** The WABA with that id, if the token was given access to it. */
export function wabaOf({ state }: Sandbox, token: GraphToken, id: string): Waba {
  const waba = state.wabas.get(id);
  if (!waba || !opens(state, token, waba)) throw unknownNode(id);
  return waba;
}

/** The number of the path, if the token was given access to its WABA. */
export function callNumber(sandbox: Sandbox, { id, token }: GraphCall): MetaNumber {
  const number = numberById(sandbox.state, id);
  const waba = number ? sandbox.state.wabas.get(number.sender.wabaId) : undefined;
  if (!number || !waba || !opens(sandbox.state, token, waba)) throw unknownNode(id);
  return number;
}

export function callWaba(sandbox: Sandbox, { id, token }: GraphCall): Waba {
  return wabaOf(sandbox, token, id);
}

export function success({ state }: Sandbox): { success: true } {
  state.onChange();
  return { success: true };
}
