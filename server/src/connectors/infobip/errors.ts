/**
 * Infobip's part of the error catalogue. Three kinds of codes: `infobip:<id>` (error id of a delivery report),
 * `infobip:status-<id>` (status id of an answer or a report) and `infobip:http-<status>` and the like (the call itself).
 * Ids and names: Infobip, "Response status and error codes".
 */
import type { SendError } from "../connector.ts";
import { type CatalogueEntry, toSendError } from "../errors.ts";
import { callErrors } from "./errors-call.ts";
import { deliveryErrors } from "./errors-delivery.ts";
import { statusErrors } from "./errors-status.ts";

export const infobipErrors: ReadonlyMap<string, CatalogueEntry> = new Map(
  [...callErrors, ...statusErrors, ...deliveryErrors].map((entry) => [entry.code, entry]),
);

/** For codes Infobip introduces after this table was written: the code stays visible, nothing is retried blindly. */
export function unknownError(code: string): CatalogueEntry {
  return {
    code,
    action: "fail",
    fault: "provider",
    title: `Infobip reported ${code.replace("infobip:", "")}, a code Ponte does not know yet`,
    advice:
      "Look the code up in Infobip's list of response codes, or ask Infobip's support about this message.",
  };
}

export function infobipError(code: string, text?: string): SendError {
  return toSendError(infobipErrors.get(code) ?? unknownError(code), text);
}
