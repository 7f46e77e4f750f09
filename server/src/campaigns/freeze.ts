/** What a campaign says, as it stays. */
import type { TemplateContent } from "../content/message.ts";
import type { Template } from "../templates/templates.ts";

/** A template and its variables as they will be said, whatever happens to the template later. Pure. */
export function frozenMessage(
  { name, language, category, structure }: Template,
  variables: Readonly<Record<string, string>>,
): TemplateContent {
  return { kind: "template", templateName: name, language, category, structure, variables };
}
