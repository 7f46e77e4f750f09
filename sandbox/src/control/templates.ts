/** `GET /control/templates`: the templates of every WABA, as the portal lists them. */
import type { FastifyInstance } from "fastify";
import type { Sandbox } from "../sandbox.ts";
import type { Template } from "../types.ts";

export function registerTemplateList(app: FastifyInstance, { state }: Sandbox): void {
  const present = ({ id, wabaId, name, language, category, status, quality, structure }: Template) => ({
    id,
    wabaId,
    accountKey: state.wabas.get(wabaId)?.accountKey ?? null,
    name,
    language,
    category,
    status,
    quality,
    body: structure.body.text,
  });
  app.get("/control/templates", () => [...state.templates.values()].map(present));
}
