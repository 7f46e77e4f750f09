/** What a phone needs to play a Flow: its screens, and its data endpoint. */
import type { FastifyInstance } from "fastify";
import { asObject, asString } from "../json.ts";
import { askEndpoint } from "../phone/flow-exchange.ts";
import { findFlow, type KnownFlow } from "../phone/flows.ts";
import type { FlowView } from "../phone/view.ts";
import { viewOf } from "../render.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Conversation, Message } from "../types.ts";
import { ControlError, notFound, requireText } from "./http.ts";
import { openConversation } from "./phones.ts";

export function registerFlowScreens(app: FastifyInstance, sandbox: Sandbox): void {
  app.get("/control/flow-screens/:id", (request) => {
    const { id, name, json, endpointUri } = requireFlow(sandbox, requireText(request.params, "id"));
    return { id, name, json, hasEndpoint: endpointUri !== null };
  });
  // `{sender, messageId, action: "INIT" | "BACK" | "data_exchange", screen?, data?}` → the endpoint's `{screen, data}`.
  app.post("/control/phones/:number/flow", (request) => {
    const conversation = openConversation(sandbox, request.params, request.body);
    return exchange(sandbox, conversation, request.body);
  });
}

function exchange(sandbox: Sandbox, conversation: Conversation, body: unknown): Promise<unknown> {
  const view = flowOf(conversation, requireText(body, "messageId"));
  const flow = requireFlow(sandbox, view.id);
  const publicKey = publicKeyOf(sandbox, conversation);
  if (!flow.endpointUri) throw new ControlError(409, "no_endpoint", "This Flow has no data endpoint.");
  if (!publicKey) {
    throw new ControlError(
      409,
      "no_public_key",
      `+${conversation.sender.number} has no public key for Flows. Upload one, then open the Flow again.`,
    );
  }
  const { action, screen, data } = asObject(body);
  return askEndpoint(flow.endpointUri, publicKey, {
    version: asString(flow.json.data_api_version) ?? "3.0",
    action: asString(action) ?? "data_exchange",
    ...(asString(screen) ? { screen: asString(screen) } : {}),
    ...(data === undefined ? {} : { data: asObject(data) }),
    flow_token: view.token ?? "unused",
  });
}

function requireFlow({ state }: Sandbox, id: string): KnownFlow {
  const flow = findFlow(state, id);
  if (!flow) throw notFound("This Flow's JSON");
  return flow;
}

/** Either provider's management may hold the number's key. */
function publicKeyOf({ state }: Sandbox, { sender }: Conversation): string | null {
  return sender.publicKey ?? state.meta.numbers.get(sender.phoneNumberId)?.publicKey ?? null;
}

function flowOf(conversation: Conversation, messageId: string): FlowView {
  const flow = viewOf(findMessage(conversation, messageId)).buttons?.find((button) => button.flow)?.flow;
  if (!flow) throw notFound("The Flow");
  return flow;
}

function findMessage({ last }: Conversation, id: string): Message {
  for (let message = last; message; message = message.previous) if (message.id === id) return message;
  throw notFound("This message");
}
