/** The shape in which Meta's table is written down. Codes and meanings: Meta, "WhatsApp Cloud API – Error codes". */
import type { SendError } from "../connector.ts";
import type { CatalogueEntry, Fault } from "../errors.ts";

/** `code` is Meta's number, with "-subcode" where that changes what is to be done, or a word of ours about the call. */
export type ErrorRow = readonly [
  code: string,
  action: SendError["action"],
  fault: Fault,
  title: string,
  advice: string,
];

export function toEntry([code, action, fault, title, advice]: ErrorRow): CatalogueEntry {
  return { code: `meta:${code}`, action, fault, title, advice };
}
