/** The first step of linking: the number is really on the account, in order, and free to be linked here. */
import { AppError } from "../../lib/errors.ts";
import type { ProviderNumber } from "../connector.ts";
import { requireFreeNumber, requireFreeWaba } from "../numbers/rules.ts";
import { readNumber } from "./common.ts";
import { type HandoverStep, numberOf } from "./step.ts";

/** An id of a number that the account has proves nothing about another number. */
export function requireOnAccount(phone: string, seen: ProviderNumber | null): ProviderNumber {
  if (seen?.phone === phone) return seen;
  throw new AppError(
    "number_not_on_account",
    `The account has no number ${phone}. Compare it with the list in the provider's portal; a number of a sub-account needs a key of that sub-account.`,
    { params: { phone } },
  );
}

export const findLinkedNumber: HandoverStep = {
  name: "find_number",
  async run(ctx, state) {
    const number = numberOf(state);
    const seen = requireOnAccount(number.phone, await readNumber(ctx, state));
    if (["BANNED", "DELETED", "MIGRATED"].includes(seen.status))
      throw new AppError(
        "number_not_usable",
        `The number ${number.phone} cannot be linked: WhatsApp says it is ${seen.status}. Choose another number.`,
        { params: { phone: number.phone, status: seen.status } },
      );
    if (seen.wabaId && seen.wabaId !== number.wabaId)
      throw new AppError(
        "waba_id_differs",
        `The number ${number.phone} belongs to the WhatsApp Business account ${seen.wabaId}, not to ${number.wabaId}. Was the id of the business portfolio entered instead?`,
        { params: { phone: number.phone, wabaId: seen.wabaId } },
      );
    const claim = { workspaceId: state.workspaceId, connection: state.connection, wabaId: number.wabaId };
    await requireFreeWaba(ctx.db, claim);
    await requireFreeNumber(ctx.db, { ...claim, phone: number.phone });
    state.displayName ??= seen.displayName;
    state.phoneNumberId ??= seen.phoneNumberId;
  },
};
