import type { RenderedMessage, Template } from "../../api/types.ts";
import { roughMessage } from "../../components/composer/rough-message.ts";
import { fillTemplate } from "../../components/composer/template-text.ts";

/** A template as it would look with Meta's sample values; a variable without a sample stays visible as `{{1}}`. */
export function sampleMessage({
  structure,
  variables,
}: Pick<Template, "structure" | "variables">): RenderedMessage {
  const sample = (key: string) => variables.find((variable) => variable.key === key)?.sample ?? undefined;
  const { header, body, footer, buttons } = structure;
  const { cards, offer } = roughMessage(structure, {});
  return {
    header: header && {
      format: header.format,
      text: header.text && fillTemplate(header.text, (name) => sample(`header.${name}`)),
      mediaUrl: header.sampleUrl ?? undefined,
    },
    body: fillTemplate(body.text, (name) => sample(`body.${name}`)),
    footer: footer?.text,
    buttons: buttons?.map((button, index) => ({
      type: button.type,
      text: button.text,
      url: button.url && fillTemplate(button.url, () => sample(`button.${index}.url`)),
      code: sample(`button.${index}.code`),
    })),
    ...(cards ? { cards } : {}),
    ...(offer ? { offer } : {}),
  };
}
