/**
 * `/numbers/1` and the inbound configurations of numbers. Our six scopes open none of it (403): an operator sets these in
 * the portal, and a configuration there takes the inbound messages away from every subscription.
 */
import type { FastifyInstance } from "fastify";
import { hexKey } from "../ids.ts";
import { asObject, asString, asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { senderOf, sendersOfAccount } from "../state.ts";
import type { Account, Sender } from "../types.ts";
import { cancelNumber } from "../wabas.ts";
import { badRequest, endpoint, pageOf, readPaging } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";
import { isUrl } from "./send-common.ts";

const CONFIGURATIONS = "/resource-management/1/inbound-message-configurations";

export function registerNumbers(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
  endpoint(app, "GET /numbers/1/numbers", ({ account, query }) => {
    const wanted = asText(query.number) ?? "";
    const found = sendersOfAccount(state, account).filter(({ number }) => number.includes(wanted));
    const paging = readPaging({ page: query.page, size: query.limit }, 50);
    return { numbers: pageOf(found, paging).map(presentNumber), numberCount: found.length };
  });
  endpoint(app, "DELETE /numbers/1/numbers/:numberKey", ({ account, params, reply }) => {
    const sender = sendersOfAccount(state, account).find(
      ({ phoneNumberId }) => phoneNumberId === params.numberKey,
    );
    if (!sender) throw new InfobipError(404);
    cancelNumber(sandbox, sender);
    return reply.code(200).send({});
  });
  endpoint(app, `GET ${CONFIGURATIONS}`, ({ account }) => ({
    results: sendersOfAccount(state, account).filter(hasConfiguration).map(presentConfiguration),
  }));
  endpoint(app, `POST ${CONFIGURATIONS}`, ({ account, body, reply }) => {
    const sender = senderOf(state, account, asText(body.number) ?? "");
    if (!sender) throw badRequest({ number: ["must be a number of your account"] });
    const url = asString(asObject(body.forwarding).url) ?? null;
    if (url !== null && !isUrl(url)) throw badRequest({ "forwarding.url": ["is not a valid url"] });
    return reply.code(201).send(presentConfiguration(configureInbound(sandbox, sender, url)));
  });
  endpoint(app, `DELETE ${CONFIGURATIONS}/:configurationKey`, ({ account, params, reply }) => {
    const sender = findConfigured(sandbox, account, params.configurationKey);
    delete sender.inboundConfiguration;
    state.onChange();
    return reply.code(204).send();
  });
}

type Configured = Sender & { inboundConfiguration: NonNullable<Sender["inboundConfiguration"]> };

function hasConfiguration(sender: Sender): sender is Configured {
  return sender.inboundConfiguration !== undefined;
}

/** From now on inbound messages of the number go to `url` alone, or nowhere. */
export function configureInbound({ state }: Sandbox, sender: Sender, url: string | null): Configured {
  const configured = Object.assign(sender, { inboundConfiguration: { key: hexKey(), url } });
  state.onChange();
  return configured;
}

function findConfigured({ state }: Sandbox, account: Account, key: string | undefined): Sender {
  const found = sendersOfAccount(state, account).find(
    ({ inboundConfiguration }) => inboundConfiguration?.key === key,
  );
  if (!found) throw new InfobipError(404);
  return found;
}

function presentNumber({ number, phoneNumberId }: Sender) {
  return { numberKey: phoneNumberId, number, capabilities: ["WHATSAPP"] };
}

function presentConfiguration({ number, inboundConfiguration: { key, url } }: Configured) {
  return {
    configurationKey: key,
    channel: "WHATSAPP",
    number,
    forwarding: url === null ? { type: "NO_FORWARDING" } : { type: "HTTP_FORWARD", url },
  };
}
