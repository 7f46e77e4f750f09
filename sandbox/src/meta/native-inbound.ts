/** A message typed on a phone to a number that Meta itself serves. */
import type { Sandbox } from "../sandbox.ts";
import type { Account, Conversation, NativeMessage } from "../types.ts";
import { isNative, nativeAccount } from "./numbers.ts";

/** Null when the number is with Infobip, or no app would hear of the message. */
export function nativeInbound(
  { state }: Sandbox,
  { sender }: Conversation,
): { account: Account; mark: NativeMessage } | null {
  const waba = state.wabas.get(sender.wabaId);
  if (!waba || !isNative(state, sender)) return null;
  return {
    account: nativeAccount(state, waba),
    mark: { phoneNumberId: sender.phoneNumberId, category: "service", sent: true, priced: true },
  };
}
