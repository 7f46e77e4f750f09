/** Reading templates: account-wide (v1, paged) and of one sender (v2, whole). */
import type { FastifyInstance } from "fastify";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { templatesOf } from "../state.ts";
import { presentTemplate } from "../templates.ts";
import type { Account, Template } from "../types.ts";
import { type Call, endpoint, pageOf, pagingInfo, pathSender, readPaging } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";

export function registerTemplatesRead(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, "GET /whatsapp/1/templates", (call) => listAll(sandbox, call));
  for (const version of [1, 2]) {
    endpoint(app, `GET /whatsapp/${version}/senders/:sender/templates`, (call) => ({
      templates: templatesOf(sandbox.state, pathSender(sandbox, call).wabaId).map(presentTemplate),
    }));
  }
  endpoint(app, "GET /whatsapp/2/senders/:sender/templates/:id", (call) =>
    presentTemplate(pathTemplate(sandbox, call)),
  );
}

/** The template of the path, or 404 when the sender's WABA has none with that id. */
export function pathTemplate(sandbox: Sandbox, call: Call): Template {
  const sender = pathSender(sandbox, call);
  const template = sandbox.state.templates.get(call.params.id ?? "");
  if (!template || template.wabaId !== sender.wabaId) throw new InfobipError(404);
  return template;
}

function listAll(sandbox: Sandbox, { account, query }: Call): unknown {
  const paging = readPaging(query, 10);
  const filters = ["status", "name", "language", "category"] as const;
  const wabaOfSender = sandbox.state.senders.get(asText(query.sender) ?? "")?.wabaId ?? "none";
  const found = accountTemplates(sandbox, account).filter(
    (template) =>
      (query.sender === undefined || template.wabaId === wabaOfSender) &&
      filters.every((field) => query[field] === undefined || template[field] === query[field]),
  );
  if ((asText(query.orderBy) ?? "").toUpperCase().endsWith("DESC")) found.reverse();
  return { results: pageOf(found, paging).map(presentTemplate), paging: pagingInfo(found, paging) };
}

function accountTemplates(sandbox: Sandbox, account: Account): Template[] {
  const { wabas, templates } = sandbox.state;
  return [...templates.values()].filter((template) => {
    const waba = wabas.get(template.wabaId);
    return waba?.accountKey === account.key && waba.registration === "FINISHED";
  });
}
