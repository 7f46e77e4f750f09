/** `/flows/:id/flow.json` and `/flows/:id/preview`: the addresses both providers hand out for a Flow. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { asArray, asObject, asString } from "../json.ts";
import type { FlowRecord } from "../meta/store.ts";
import type { Sandbox } from "../sandbox.ts";
import { validateFlowJson } from "./validate.ts";

export const PREVIEW_DAYS = 30;

export function flowJsonUrl({ url }: Sandbox, { id, previewToken }: FlowRecord): string {
  return `${url}/flows/${id}/flow.json?token=${previewToken}`;
}

export function flowPreviewUrl({ url }: Sandbox, { id, previewToken }: FlowRecord): string {
  return `${url}/flows/${id}/preview?token=${previewToken}`;
}

export function registerFlowPages(app: FastifyInstance, sandbox: Sandbox): void {
  app.get("/flows/:id/flow.json", (request, reply) => {
    const flow = findFlow(sandbox, request);
    return flow?.json ? reply.type("application/json").send(flow.json) : reply.callNotFound();
  });
  app.get("/flows/:id/preview", (request, reply) => {
    const flow = findFlow(sandbox, request);
    return flow ? reply.type("text/html; charset=utf-8").send(previewPage(flow)) : reply.callNotFound();
  });
}

function findFlow({ state }: Sandbox, request: FastifyRequest): FlowRecord | undefined {
  const { id } = request.params as { id: string };
  const flow = state.meta.flows.get(id);
  return flow && asObject(request.query).token === flow.previewToken ? flow : undefined;
}

/** Its screens in words: enough to see that the right Flow was published. */
function previewPage(flow: FlowRecord): string {
  const valid = flow.json !== null && validateFlowJson(flow.json).length === 0;
  const screens = valid ? asArray(asObject(JSON.parse(flow.json ?? "{}")).screens) : [];
  const items = screens.map((value) => {
    const screen = asObject(value);
    const title = asString(screen.title) ?? asString(screen.id) ?? "";
    return `<li><h2>${escapeHtml(title)}</h2>${labelsOf(screen.layout).map(paragraph).join("")}</li>`;
  });
  const body = valid ? `<ol>${items.join("")}</ol>` : paragraph("This Flow has no valid JSON yet.");
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(flow.name)}</title><style>body{font:16px/1.5 system-ui;max-width:40rem;margin:2rem auto;padding:0 1rem}</style>
<h1>${escapeHtml(flow.name)}</h1>${body}`;
}

/** Every text and label below a layout, in order. */
function labelsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(labelsOf);
  const component = asObject(value);
  const own = [component.text, component.label].filter((text) => typeof text === "string");
  return [...own, ...["children", "then", "else"].flatMap((name) => labelsOf(component[name] ?? []))];
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
