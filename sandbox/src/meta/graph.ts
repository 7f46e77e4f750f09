/** The part of Graph that onboarding uses, under `/graph/vNN.N` or `/graph`. Parameters come by query, form or JSON. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { asObject, asText, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { GraphToken, Sender, Waba } from "../types.ts";
import { META_APP } from "./app.ts";
import { GraphError, graphErrorBody, unknownNode } from "./errors.ts";
import { selectFields } from "./fields.ts";
import { PHONE_DEFAULTS, phoneNode, WABA_DEFAULTS, wabaNode } from "./nodes.ts";
import { type Codes, checkToken, debugToken, exchangeCode } from "./oauth.ts";

interface GraphCall {
  input: Json;
  id: string;
  token: GraphToken;
}

type Verb = "GET" | "POST" | "DELETE";
type Handler = (call: GraphCall) => unknown;

export function registerGraph(app: FastifyInstance, sandbox: Sandbox, codes: Codes): void {
  const { state } = sandbox;
  app.addHook("onRequest", async () => {
    if (state.settings.faults.outage)
      throw new GraphError(503, 2, "Service temporarily unavailable", undefined);
  });
  app.setErrorHandler((error, _request, reply) => {
    const known =
      error instanceof GraphError ? error : new GraphError(statusOf(error), 1, "An unknown error occurred");
    if (known.status === 500) console.error(error);
    return reply.code(known.status).send(graphErrorBody(known));
  });
  for (const base of ["/graph", "/graph/:version"]) {
    const route = (method: Verb, path: string, handler: Handler) =>
      app.route({
        method,
        url: `${base}${path}`,
        handler: (request) => {
          const input = inputOf(request);
          const { id = "" } = request.params as { id?: string };
          return handler({ input, id, token: checkToken(state, tokenText(request, input)) });
        },
      });
    for (const method of ["GET", "POST"] as const) {
      app.route({
        method,
        url: `${base}/oauth/access_token`,
        handler: (request) => exchangeCode(state, codes, inputOf(request)),
      });
    }
    app.get(`${base}/debug_token`, (request) => {
      const input = inputOf(request);
      return debugToken(state, asText(input.input_token) ?? "", tokenText(request, input));
    });
    registerNodes(route, sandbox);
  }
}

function registerNodes(
  route: (method: Verb, path: string, handler: Handler) => void,
  sandbox: Sandbox,
): void {
  const subscribed = "/:id/subscribed_apps";
  route("GET", "/:id", (call) => readNode(sandbox, call));
  route("GET", "/:id/phone_numbers", (call) => phoneNumbers(sandbox, call));
  route("GET", subscribed, (call) => ({ data: subscribedApps(waba(sandbox, call)) }));
  route("POST", subscribed, (call) => {
    const overrideCallbackUri = asText(call.input.override_callback_uri);
    waba(sandbox, call).subscribedApps[META_APP.id] = overrideCallbackUri ? { overrideCallbackUri } : {};
    return success(sandbox);
  });
  route("DELETE", subscribed, (call) => {
    delete waba(sandbox, call).subscribedApps[META_APP.id];
    return success(sandbox);
  });
  for (const action of ["register", "deregister"] as const) {
    route("POST", `/:id/${action}`, (call) => {
      phone(sandbox, call).pinSet = action === "register";
      return success(sandbox);
    });
  }
}

function readNode(sandbox: Sandbox, call: GraphCall): Json {
  const fields = asText(call.input.fields);
  const foundPhone = findPhone(sandbox, call);
  if (foundPhone) return selectFields(phoneNode(foundPhone), fields, PHONE_DEFAULTS);
  const business = call.id === call.token.businessId ? sandbox.state.businesses.get(call.id) : undefined;
  if (business) return selectFields({ id: business.id, name: business.name }, fields, ["id", "name"]);
  return selectFields(wabaNode(sandbox.state, waba(sandbox, call)), fields, WABA_DEFAULTS);
}

function phoneNumbers(sandbox: Sandbox, call: GraphCall): Json {
  const { id } = waba(sandbox, call);
  const data = [...sandbox.state.senders.values()]
    .filter((sender) => sender.wabaId === id)
    .map((sender) => selectFields(phoneNode(sender), asText(call.input.fields), PHONE_DEFAULTS));
  return { data, paging: { cursors: { before: "QVFI", after: "QVFI" } } };
}

function subscribedApps(found: Waba): unknown[] {
  return Object.entries(found.subscribedApps).map(([id, { overrideCallbackUri }]) => ({
    whatsapp_business_api_data: {
      id,
      name: META_APP.name,
      link: `https://www.facebook.com/games/?app_id=${id}`,
    },
    ...(overrideCallbackUri ? { override_callback_uri: overrideCallbackUri } : {}),
  }));
}

function success(sandbox: Sandbox): unknown {
  sandbox.state.onChange();
  return { success: true };
}

/** The WABA of the path, if the token was given access to it. */
function waba(sandbox: Sandbox, { id, token }: GraphCall): Waba {
  const found = token.wabaIds.includes(id) ? sandbox.state.wabas.get(id) : undefined;
  if (!found) throw unknownNode(id);
  return found;
}

function phone(sandbox: Sandbox, call: GraphCall): Sender {
  const found = findPhone(sandbox, call);
  if (!found) throw unknownNode(call.id);
  return found;
}

function findPhone(sandbox: Sandbox, { id, token }: GraphCall): Sender | undefined {
  return [...sandbox.state.senders.values()].find(
    (sender) => sender.phoneNumberId === id && token.wabaIds.includes(sender.wabaId),
  );
}

function inputOf(request: FastifyRequest): Json {
  return { ...asObject(request.query), ...asObject(request.body) };
}

function tokenText(request: FastifyRequest, input: Json): string {
  const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? asText(input.access_token) ?? "";
}

function statusOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode ?? 500;
}
