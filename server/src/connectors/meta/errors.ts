/**
 * Meta's part of the error catalogue, as `meta:<code>`. Codes arrive in the answer to a call or in a later status; the entry is the
 * same. Actions: "retry" for what Meta says it did not take; the pair limit (131056) only holds back that one person, the number's
 * own limit (130429) slows the number; whatever only the account's people can mend pauses the connection with nothing lost.
 */
import type { SendError } from "../connector.ts";
import { type CatalogueEntry, toSendError } from "../errors.ts";
import { accountErrors } from "./errors-account.ts";
import { callErrors } from "./errors-call.ts";
import { contentErrors } from "./errors-content.ts";
import { deliveryErrors } from "./errors-delivery.ts";

export const metaErrors: ReadonlyMap<string, CatalogueEntry> = new Map(
  [...callErrors, ...deliveryErrors, ...contentErrors, ...accountErrors].map((entry) => [entry.code, entry]),
);

export function isKnownError(code: string): boolean {
  return metaErrors.has(canonical(code));
}

/** For codes Meta introduces after this table was written: the code stays visible, nothing is retried blindly. */
export function unknownMetaError(code: string): CatalogueEntry {
  return {
    code,
    action: "fail",
    fault: "provider",
    title: `Meta reported ${code.replace("meta:", "")}, a code Ponte does not know yet`,
    advice:
      "Look the code up in Meta's list of Cloud API error codes, or ask Meta's support about this message.",
  };
}

export function metaError(code: string, text?: string): SendError {
  const known = canonical(code);
  return toSendError(metaErrors.get(known) ?? unknownMetaError(known), text);
}

/** 200 to 299 are one family: a permission is missing. */
function canonical(code: string): string {
  return /^meta:2\d\d$/.test(code) ? "meta:200" : code;
}
