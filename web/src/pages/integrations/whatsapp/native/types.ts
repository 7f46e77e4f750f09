/** What the native connection's pages get from the API, as it is generated. */
import type { components } from "../../../../api/generated/schema.ts";

export type NativeSignup = components["schemas"]["Signup"];
export type NativeSignupStep = NativeSignup["steps"][number];
export type Question = NonNullable<NativeSignup["question"]>;
export type AccountSender = components["schemas"]["AccountSender"];
export type Senders = { items: AccountSender[]; listed: boolean };
