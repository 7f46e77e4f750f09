/** All of Infobip behind one gate, with its own error bodies. */
import type { FastifyInstance } from "fastify";
import { holdBackAnswer, meetCallFault } from "../faults.ts";
import type { Sandbox } from "../sandbox.ts";
import { registerAccount } from "./account.ts";
import { registerAccountKeys } from "./account-keys.ts";
import { registerApiKeys } from "./api-keys.ts";
import { registerBusinessInfo } from "./business-info.ts";
import { registerConversation } from "./conversation.ts";
import { registerConversions } from "./conversions.ts";
import { errorBody, InfobipError } from "./errors.ts";
import { registerFlows } from "./flows.ts";
import { passGate, RateWindows, recordCall } from "./gate.ts";
import { registerIdentity } from "./identity.ts";
import { type MediaLinks, registerMedia } from "./media.ts";
import { registerMetrics } from "./metrics.ts";
import { registerNumbers } from "./numbers.ts";
import { registerProfiles } from "./profiles.ts";
import { registerPublicKey } from "./public-key.ts";
import { registerRegistration } from "./registration.ts";
import { registerSendFreeform } from "./send-freeform.ts";
import { registerSendTemplate } from "./send-template.ts";
import { registerSenderRegistration } from "./sender-registration.ts";
import { registerSenders } from "./senders.ts";
import { registerSubscriptions } from "./subscriptions.ts";
import { registerTemplatesRead } from "./templates-read.ts";
import { registerTemplatesWrite } from "./templates-write.ts";
import { registerUnifiedDrains } from "./unified/drains.ts";
import { registerUnifiedMessages } from "./unified/messages.ts";

/** Registers the endpoints; must run inside a Fastify plugin of its own, so that hooks stay within Infobip. */
export function registerInfobip(app: FastifyInstance, sandbox: Sandbox, links: MediaLinks): void {
  const rates = new RateWindows();
  app.addHook("onRequest", (request, reply, next) => {
    passGate(sandbox, rates, request);
    meetCallFault(sandbox.state, request, reply, (status) => new InfobipError(status), next);
  });
  app.addHook("onSend", holdBackAnswer);
  app.addHook("onResponse", async (request, reply) => recordCall(sandbox, request, reply));
  app.setErrorHandler((error, request, reply) => {
    const known = toInfobipError(error);
    if (known.status === 500 && known !== error) console.error(error);
    const body = errorBody(known, request.routeOptions.config.operation?.family ?? "A");
    return reply.code(known.status).send(body);
  });
  registerAccount(app, sandbox);
  registerAccountKeys(app, sandbox);
  registerApiKeys(app, sandbox);
  registerTemplatesRead(app, sandbox);
  registerTemplatesWrite(app, sandbox);
  registerSenders(app, sandbox);
  registerRegistration(app, sandbox);
  registerSenderRegistration(app, sandbox);
  registerSubscriptions(app, sandbox);
  registerProfiles(app, sandbox);
  registerSendTemplate(app, sandbox);
  registerSendFreeform(app, sandbox);
  registerConversation(app, sandbox);
  registerConversions(app);
  registerMedia(app, sandbox, links);
  registerIdentity(app, sandbox);
  registerBusinessInfo(app, sandbox);
  registerPublicKey(app, sandbox);
  registerFlows(app, sandbox);
  registerMetrics(app, sandbox);
  registerNumbers(app, sandbox);
  registerUnifiedMessages(app, sandbox);
  registerUnifiedDrains(app, sandbox);
}

function toInfobipError(error: unknown): InfobipError {
  if (error instanceof InfobipError) return error;
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  return new InfobipError(status >= 500 ? 500 : status === 413 ? 413 : 400);
}
