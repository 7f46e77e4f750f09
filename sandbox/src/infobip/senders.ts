/** Reading senders: the undocumented list, and their quality. */
import type { FastifyInstance } from "fastify";
import type { Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { senderOf, sendersOfAccount } from "../state.ts";
import type { Sender } from "../types.ts";
import { badRequest, type Call, endpoint, queryList } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";

export function registerSenders(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "GET /whatsapp/1/senders", ({ account }) => {
    if (!sandbox.state.settings.listSenders) throw new InfobipError(404);
    return { senders: sendersOfAccount(sandbox.state, account).map(presentListed) };
  });
  endpoint(app, "GET /whatsapp/1/senders/quality", (call) => quality(sandbox, call));
}

function presentListed({ number, displayName, quality: qualityRating, limit, status }: Sender): Json {
  return { sender: number, displayName, testSender: false, qualityRating, limit, connectionStatus: status };
}

function quality(sandbox: Sandbox, { account, query }: Call): unknown {
  const numbers = queryList(query.senders);
  if (numbers.length === 0) throw badRequest({ senders: ["must not be empty"] });
  if (numbers.length > 100) throw badRequest({ senders: ["size must be between 1 and 100"] });
  const senders = numbers
    .map((number) => senderOf(sandbox.state, account, number))
    .filter((sender) => sender !== null);
  return {
    results: senders.map(({ number, quality: qualityRating, status, limit }) => ({
      sender: number,
      qualityRating,
      status,
      currentLimit: limit,
      lastUpdated: new Date().toISOString(),
    })),
  };
}
