/** Reading senders: the undocumented list, quality, business profile. */
import type { FastifyInstance } from "fastify";
import { asObject, asString, type Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { senderOf, sendersOfAccount } from "../state.ts";
import type { Sender } from "../types.ts";
import { badRequest, type Call, endpoint, pathSender, queryList } from "./endpoint.ts";
import type { Violations } from "./errors.ts";
import { checkOptionalSize } from "./send-common.ts";

export function registerSenders(app: FastifyInstance, sandbox: Sandbox): void {
  const businessInfo = "/whatsapp/1/senders/:sender/business-info";
  endpoint(app, "GET /whatsapp/1/senders", ({ account }) => ({
    senders: sendersOfAccount(sandbox.state, account).map(presentListed),
  }));
  endpoint(app, "GET /whatsapp/1/senders/quality", (call) => quality(sandbox, call));
  endpoint(app, `GET ${businessInfo}`, (call) => presentBusinessInfo(pathSender(sandbox, call)));
  endpoint(app, `PATCH ${businessInfo}`, (call) => {
    const sender = pathSender(sandbox, call);
    const { displayName: _displayName, ...changes } = call.body;
    checkBusinessInfo(changes);
    sender.businessInfo = { ...sender.businessInfo, ...changes };
    sandbox.state.onChange();
    return call.reply.code(204).send();
  });
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

function presentBusinessInfo({ businessInfo, displayName }: Sender): Json {
  return { ...businessInfo, displayName };
}

const SIZES = { about: 130, address: 256, description: 512, email: 128 } as const;

function checkBusinessInfo(changes: Json): void {
  const violations: Violations = {};
  for (const [field, size] of Object.entries(SIZES))
    checkOptionalSize(changes[field], field, 0, size, violations);
  const websites = changes.websites;
  if (
    Array.isArray(websites) &&
    (websites.length > 2 || websites.some((site) => (asString(site) ?? "").length > 256))
  ) {
    violations.websites = ["size must be between 0 and 2"];
  }
  const { email } = asObject(changes);
  if (typeof email === "string" && email !== "" && !/^\S+@\S+\.\S+$/.test(email)) {
    violations.email = ["must be a well-formed email address"];
  }
  if (Object.keys(violations).length > 0) throw badRequest(violations);
}
