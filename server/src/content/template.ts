/** WhatsApp templates as structures with variables: which variables there are, and why a template cannot be sent at all. Pure. */
import { limits } from "./limits.ts";
import type { TemplateStructure } from "./message.ts";
import { placeholdersOf } from "./placeholders.ts";
import {
  buttonVariables,
  cardVariables,
  headerVariables,
  offerEnd,
  type TemplateVariable,
  textVariables,
} from "./template-parts.ts";

export type { TemplateVariable, VariableKind } from "./template-parts.ts";

/** All variables of a template in the order of the message: header, body, offer, buttons, cards. */
export function parseTemplateVariables(structure: TemplateStructure): TemplateVariable[] {
  const { header, body, buttons, carousel, limitedTimeOffer } = structure;
  const code = oneTimeCodeButton(structure);
  return [
    ...(header ? headerVariables(header) : []),
    ...textVariables("body", body.text, code === null ? limits.body : limits.code),
    ...(limitedTimeOffer?.hasExpiration ? [offerEnd] : []),
    // The button of a one-time password carries the code of the body.
    ...buttonVariables(buttons).filter((variable) => variable.index !== code),
    ...(carousel?.cards ?? []).flatMap(cardVariables),
  ];
}

/** The button of an authentication template that carries the same code as the body: its index, or null. */
export function oneTimeCodeButton({ body, buttons = [] }: TemplateStructure): number | null {
  if (placeholdersOf(body.text).length === 0) return null;
  const index = buttons.findIndex(
    ({ type, url = "" }) => type === "OTP" || (type === "URL" && /\/otp\/code|[?&]otp_type=/i.test(url)),
  );
  return index === -1 ? null : index;
}

/** Numbered placeholders that do not run 1, 2, 3 …: the template is incomplete. Null when all is well. */
export function numberingProblem(structure: TemplateStructure): string | null {
  const parts: [part: string, text: string | undefined][] = [
    ["header", structure.header?.text],
    ["body", structure.body.text],
    ...(structure.carousel?.cards ?? []).map((card, index): [string, string | undefined] => [
      `body of card ${index + 1}`,
      card.body?.text,
    ]),
  ];
  for (const [part, text] of parts) {
    const numbers = placeholdersOf(text ?? "")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    const gap = numbers.findIndex((number, index) => number !== index + 1);
    if (gap !== -1)
      return `The variables of the ${part} are numbered ${numbers.join(", ")}, but they must run from 1 without a gap. Correct the template in WhatsApp Manager.`;
  }
  return null;
}

/** Why nobody can be sent this template from here, or null. */
export function unsupportedProblem({ unsupported = [] }: TemplateStructure): string | null {
  if (unsupported.length === 0) return null;
  return `This template has parts that Ponte cannot fill yet: ${unsupported.join(", ")}. Choose a template without them.`;
}
