/** Registering a number on Cloud API. It sets the number's two-step PIN where there is none, and must know it where there is one. */
import { AppError } from "../../lib/errors.ts";
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
import { callGraph } from "./client.ts";
import { readGraphNumber } from "./numbers.ts";
import { refusedCall } from "./token.ts";

export type RegisterOutcome =
  | { readonly outcome: "registered" }
  /** Somebody set a PIN before, and it is another one. */
  | { readonly outcome: "pin_differs" }
  /** The number has not proved that it is ours. */
  | { readonly outcome: "not_verified" }
  /** Meta wants a pause of this many seconds. */
  | { readonly outcome: "later"; readonly seconds: number };

/** Whether the number can send through Cloud API already. null: the token reaches no such number. */
export async function isRegistered(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phoneNumberId: string,
): Promise<boolean | null> {
  const number = await readGraphNumber(io, credentials, phoneNumberId);
  return number && number.platform_type === "CLOUD_API";
}

/** Throws an AppError for what a pause or a PIN does not mend. */
export async function registerNumber(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phoneNumberId: string,
  pin: string,
): Promise<RegisterOutcome> {
  const answer = await callGraph(io, credentials, {
    method: "POST",
    path: `/${encodeURIComponent(phoneNumberId)}/register`,
    body: { messaging_product: "whatsapp", pin },
  });
  if (answer.status === 200) return { outcome: "registered" };
  switch (answer.problem?.code) {
    case 133005:
      return { outcome: "pin_differs" };
    case 133006:
      return { outcome: "not_verified" };
    case 133015:
      return { outcome: "later", seconds: 60 };
    case 133004:
    case 133000:
      return { outcome: "later", seconds: 15 };
    case 133008:
    case 133009:
      throw new AppError(
        "meta_pin_tries",
        `Meta takes no more PINs for this number for a while (${answer.problem.text}). Wait as long as it says, then go on with the right PIN; it can be reset in WhatsApp Manager under the number's settings.`,
      );
    case 133016:
      throw new AppError(
        "meta_register_limit",
        "This number was registered or removed more than ten times in three days, and Meta takes no more. Wait 72 hours, then go on from here.",
      );
    default:
      throw refusedCall("register the number", answer);
  }
}

/** Has Meta send a six-digit code to the number. */
export async function requestCode(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phoneNumberId: string,
  method: "sms" | "voice",
  language: string,
): Promise<void> {
  const answer = await callGraph(io, credentials, {
    method: "POST",
    path: `/${encodeURIComponent(phoneNumberId)}/request_code`,
    body: { code_method: method.toUpperCase(), language },
  });
  if (answer.status === 200) return;
  if (answer.problem?.code === 136024 || answer.problem?.code === 133008)
    throw new AppError(
      "verification_code_refused",
      `Meta sends no code to this number now (${answer.problem.text}). Wait an hour, then go on from here; after many tries it takes twelve.`,
    );
  throw refusedCall("send a code to the number", answer);
}

/** false: the code is wrong or too old. */
export async function verifyCode(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phoneNumberId: string,
  code: string,
): Promise<boolean> {
  const answer = await callGraph(io, credentials, {
    method: "POST",
    path: `/${encodeURIComponent(phoneNumberId)}/verify_code`,
    body: { code },
  });
  if (answer.status === 200) return true;
  if (answer.status === 400 && answer.problem?.code !== 190) return false;
  throw refusedCall("check the code", answer);
}
