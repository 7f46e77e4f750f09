/** Graph under `/graph/vNN.N` or `/graph`: what each node and edge answers. */
import type { FastifyInstance } from "fastify";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { analyticsOf } from "./analytics.ts";
import {
  BASES,
  callNumber,
  callWaba,
  type GraphCall,
  inputOf,
  MANAGEMENT,
  MESSAGING,
  type Route,
  routesOf,
  success,
  tokenText,
} from "./call.ts";
import { GraphError, graphErrorBody, unknownNode } from "./errors.ts";
import { selectFields } from "./fields.ts";
import { callFlow, changeFlow, deleteFlow, readFlowNode, registerFlows } from "./flows.ts";
import { callMedia, deleteMedia, mediaNode, registerMedia, registerMediaFiles } from "./media.ts";
import { sendMessage } from "./messages/send.ts";
import { WABA_DEFAULTS, wabaNode } from "./nodes.ts";
import { createNumber, requestCode, verifyCode } from "./number-create.ts";
import { movedNode, NUMBER_DEFAULTS, numberNode } from "./number-node.ts";
import { deregister, register } from "./number-register.ts";
import { changeNumber, registerNumberSettings } from "./number-settings.ts";
import { numberById, numbersOf } from "./numbers.ts";
import { type Codes, debugToken, exchangeCode } from "./oauth.ts";
import { pageOf } from "./paging.ts";
import { registerPeople, solutionNode } from "./people.ts";
import { registerSubscribedApps, registerSubscriptions } from "./subscriptions.ts";
import { callTemplate, edit, readTemplateNode, registerTemplates } from "./templates.ts";
import { continueUpload, isUpload, startUpload, uploadState } from "./uploads.ts";

export function registerGraph(app: FastifyInstance, sandbox: Sandbox, codes: Codes): void {
  const { state } = sandbox;
  app.addHook("onRequest", async () => {
    if (state.settings.faults.outage) throw new GraphError(503, 2, "Service temporarily unavailable");
  });
  app.setErrorHandler((error, _request, reply) => {
    const known =
      error instanceof GraphError ? error : new GraphError(statusOf(error), 1, "An unknown error occurred");
    if (known.status === 500 && !(error instanceof GraphError)) console.error(error);
    return reply.code(known.status).send(graphErrorBody(known));
  });
  for (const base of BASES) {
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
  }
  registerSubscriptions(app, sandbox);
  registerMediaFiles(app, sandbox);
  registerEdges(routesOf(app, sandbox), sandbox);
}

function registerEdges(route: Route, sandbox: Sandbox): void {
  route("GET", "/:id", (call) => readNode(sandbox, call));
  route(
    "POST",
    "/:id",
    (call) => (isUpload(call.id) ? continueUpload(sandbox, call) : writeNode(sandbox, call)),
    MANAGEMENT,
  );
  route("DELETE", "/:id", (call) => deleteNode(sandbox, call));
  route("POST", "/:id/messages", (call) => sendMessage(sandbox, call), MESSAGING);
  route("POST", "/:id/marketing_messages", (call) => sendMessage(sandbox, call, true), MESSAGING);
  route("GET", "/:id/phone_numbers", (call) => phoneNumbers(sandbox, call), MANAGEMENT);
  route("POST", "/:id/phone_numbers", (call) => createNumber(sandbox, call), MANAGEMENT);
  route("POST", "/:id/request_code", (call) => requestCode(sandbox, call), MANAGEMENT);
  route("POST", "/:id/verify_code", (call) => verifyCode(sandbox, call), MANAGEMENT);
  route("POST", "/:id/register", (call) => register(sandbox, call), MANAGEMENT);
  route("POST", "/:id/deregister", (call) => deregister(sandbox, call), MANAGEMENT);
  registerSubscribedApps(route, sandbox);
  registerNumberSettings(route, sandbox);
  registerMedia(route, sandbox);
  registerTemplates(route, sandbox);
  registerFlows(route, sandbox);
  registerPeople(route, sandbox);
  route("POST", "/:id/uploads", (call) => startUpload(sandbox, call));
}

function readNode(sandbox: Sandbox, call: GraphCall): unknown {
  const { state } = sandbox;
  const fields = asText(call.input.fields);
  if (isUpload(call.id)) return uploadState(sandbox, call);
  if (numberById(state, call.id))
    return selectFields(
      numberNode(sandbox, callNumber(sandbox, call), call.token.appId),
      fields,
      NUMBER_DEFAULTS,
    );
  const moved = state.meta.moved.get(call.id);
  if (moved) return selectFields(movedNode(moved), fields, NUMBER_DEFAULTS);
  const media = callMedia(sandbox, call);
  if (media) return mediaNode(sandbox, media);
  const template = callTemplate(sandbox, call);
  if (template) return readTemplateNode(sandbox, template, fields);
  const flow = callFlow(sandbox, call);
  if (flow) return readFlowNode(sandbox, flow, fields);
  const solution = solutionNode(sandbox, call.id);
  if (solution) return selectFields(solution, fields, ["id", "name", "status", "status_for_pending_request"]);
  const business = call.id === call.token.businessId ? state.businesses.get(call.id) : undefined;
  if (business) return selectFields({ id: business.id, name: business.name }, fields, ["id", "name"]);
  const waba = callWaba(sandbox, call);
  const node = { ...wabaNode(sandbox, waba), ...analyticsOf(state, waba, fields) };
  return selectFields(node, fields, WABA_DEFAULTS);
}

function writeNode(sandbox: Sandbox, call: GraphCall): unknown {
  if (numberById(sandbox.state, call.id)) return changeNumber(sandbox, call);
  const template = callTemplate(sandbox, call);
  if (template) return edit(sandbox, template, call.input);
  const flow = callFlow(sandbox, call);
  if (flow) return changeFlow(sandbox, flow, call.input);
  callWaba(sandbox, call);
  return success(sandbox);
}

function deleteNode(sandbox: Sandbox, call: GraphCall): unknown {
  const media = callMedia(sandbox, call);
  if (media) return deleteMedia(sandbox, media);
  const flow = callFlow(sandbox, call);
  if (flow) return deleteFlow(sandbox, flow);
  throw unknownNode(call.id);
}

function phoneNumbers(sandbox: Sandbox, call: GraphCall): unknown {
  const waba = callWaba(sandbox, call);
  const numbers = numbersOf(sandbox.state, waba.id);
  if (asText(call.input.sort)?.endsWith("descending")) numbers.reverse();
  const fields = asText(call.input.fields);
  return pageOf(call, numbers, (number) =>
    selectFields(numberNode(sandbox, number, call.token.appId), fields, NUMBER_DEFAULTS),
  );
}

function statusOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode ?? 500;
}
