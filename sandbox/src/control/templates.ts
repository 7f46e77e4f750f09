/** `/control/templates`: the templates of every WABA, and what Meta could do to one (status, category, quality). */
import type { FastifyInstance } from "fastify";
import { asObject, asString } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { publishTemplateChange, setTemplateStatus } from "../templates.ts";
import type { Template, TemplateStatus } from "../types.ts";
import { notFound, oneOf } from "./http.ts";

const STATUSES: TemplateStatus[] = [
  "APPROVED",
  "IN_APPEAL",
  "PENDING",
  "REJECTED",
  "PENDING_DELETION",
  "DELETED",
  "FIRST_PAUSED",
  "SECOND_PAUSED",
  "DISABLED",
];
const REASONS = ["ABUSIVE_CONTENT", "INCORRECT_CATEGORY", "INVALID_FORMAT", "NONE", "SCAM", "UNKNOWN"];
const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];
const QUALITIES = ["HIGH", "MEDIUM", "LOW", "UNKNOWN"];

export function registerTemplateList(app: FastifyInstance, sandbox: Sandbox): void {
  const { state } = sandbox;
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
  // Each changed field is told by a TEMPLATE_UPDATE of its own.
  app.patch("/control/templates/:id", (request) => {
    const template = state.templates.get(asString(asObject(request.params).id) ?? "");
    if (!template) throw notFound("This template");
    change(sandbox, template, asObject(request.body));
    return present(template);
  });
}

function change(sandbox: Sandbox, template: Template, body: Record<string, unknown>): void {
  const status = oneOf(body.status, "status", STATUSES);
  const reason = oneOf(body.reason, "reason", REASONS) ?? "NONE";
  const newCategory = oneOf(body.category, "category", CATEGORIES);
  const newQualityScore = oneOf(body.quality, "quality", QUALITIES);
  if (status !== undefined) {
    delete template.underReview;
    setTemplateStatus(sandbox, template, status as TemplateStatus, reason);
  }
  if (newCategory !== undefined) {
    const previousCategory = template.category;
    template.category = newCategory;
    publishTemplateChange(sandbox, template, {
      type: "TEMPLATE_CATEGORY_UPDATE",
      previousCategory,
      newCategory,
    });
  }
  if (newQualityScore !== undefined) {
    const previousQualityScore = template.quality;
    template.quality = newQualityScore;
    publishTemplateChange(sandbox, template, {
      type: "TEMPLATE_QUALITY_UPDATE",
      previousQualityScore,
      newQualityScore,
    });
  }
  sandbox.state.onChange();
}
