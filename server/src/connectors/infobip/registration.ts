/**
 * A WABA, and a number in it, handed over to the account. `share-waba` is known from Infobip's own client and from integrators,
 * absent from its public description; the sender calls are published as early access. All are accepted at once (202) and
 * finished later: see ACCOUNT_REGISTRATION among the webhooks.
 */
import { parsePhoneNumber } from "libphonenumber-js";
import { AppError } from "../../lib/errors.ts";
import type { ProviderCredentials, ProviderIo } from "../connector.ts";
import { callInfobip, errorText, type InfobipAnswer, type InfobipCall, unexpected } from "./client.ts";
import { object, text } from "./json.ts";

const base = "/whatsapp/1/embedded-signup/registrations";

export type ShareOutcome =
  | { readonly outcome: "shared" }
  | { readonly outcome: "refused"; readonly reason: string };

/** How the WABA's id is spelled in JSON: clients have been seen to do either. "either": as a number, and as text if that is refused. */
export type BusinessAccountIdAs = "number" | "text" | "either";

/** Of a connection's setting of this name; "either" where it has none. */
export function businessAccountIdAs(setting: unknown): BusinessAccountIdAs {
  return setting === "number" || setting === "text" ? setting : "either";
}

/** Idempotent. Refused when the WABA, or a number of it, is with another account. */
export async function shareWaba(
  io: ProviderIo,
  credentials: ProviderCredentials,
  wabaId: string,
  businessAccountIdAs: BusinessAccountIdAs = "either",
): Promise<ShareOutcome> {
  const share = (businessAccountId: number | string) =>
    callInfobip(io, credentials, { method: "POST", path: `${base}/share-waba`, body: { businessAccountId } });
  const number = Number(wabaId);
  // An id beyond 2^53 would arrive as another one.
  const asNumber = businessAccountIdAs !== "text" && Number.isSafeInteger(number);
  let answer = await share(asNumber ? number : wabaId);
  if (answer.status === 400 && asNumber && businessAccountIdAs === "either") answer = await share(wabaId);
  if (accepted(answer)) return { outcome: "shared" };
  if ([400, 403, 404, 409, 422].includes(answer.status))
    return { outcome: "refused", reason: errorText(answer.json) || `HTTP ${answer.status}` };
  throw unexpected("take over the WhatsApp Business account", answer);
}

/** How the one-time code reaches the number. */
export type CodeBy = "sms" | "voice";

export interface NewSender {
  readonly wabaId: string;
  /** E.164 */
  readonly phone: string;
  /** What people see in WhatsApp; Meta reviews it. */
  readonly displayName: string;
  readonly codeBy: CodeBy;
}

/** Registers a number under a WABA that was shared. "code_sent": the person must now enter the code that reaches the number. */
export async function registerSender(
  io: ProviderIo,
  credentials: ProviderCredentials,
  { wabaId, phone, displayName, codeBy }: NewSender,
): Promise<"submitted" | "code_sent"> {
  const { countryCallingCode, nationalNumber } = parsePhoneNumber(phone);
  const answer = await register(io, credentials, "register the number", {
    method: "POST",
    path: `${base}/business-account/${encodeURIComponent(wabaId)}/senders`,
    body: {
      countryCode: countryCallingCode,
      phoneNumber: nationalNumber,
      displayName,
      ...verification(codeBy),
    },
  });
  return text(object(answer.json).status) === "OTP_REQUESTED" ? "code_sent" : "submitted";
}

/** Asks for another code. */
export async function resendCode(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phone: string,
  codeBy: CodeBy,
): Promise<void> {
  const body = verification(codeBy);
  await register(io, credentials, "send another code", {
    method: "PUT",
    path: verificationPath(phone),
    body,
  });
}

/** Throws `infobip_code_refused` for a code that is wrong or too old. */
export async function verifySender(
  io: ProviderIo,
  credentials: ProviderCredentials,
  phone: string,
  code: string,
): Promise<void> {
  const call = { method: "POST", path: verificationPath(phone), body: { code } } as const;
  const answer = await callInfobip(io, credentials, call);
  if (accepted(answer)) return;
  if (answer.status === 400 || answer.status === 422)
    throw new AppError(
      "infobip_code_refused",
      `Infobip does not accept this code${reasonOf(answer)}. Codes are valid for some minutes and once only: enter the latest one, or ask for another.`,
    );
  throw refusedSender("verify the number", answer);
}

async function register(
  io: ProviderIo,
  credentials: ProviderCredentials,
  what: string,
  call: InfobipCall,
): Promise<InfobipAnswer> {
  const answer = await callInfobip(io, credentials, call);
  if (!accepted(answer)) throw refusedSender(what, answer);
  return answer;
}

function refusedSender(what: string, answer: InfobipAnswer): AppError {
  if (![400, 403, 404, 409, 422].includes(answer.status)) return unexpected(what, answer);
  return new AppError(
    "infobip_sender_refused",
    `Infobip refused to ${what}${reasonOf(answer)}. Check that the number can receive the code, is on no WhatsApp app or other provider, and belongs to this WhatsApp Business account; then try again.`,
    { params: { what, reason: errorText(answer.json) } },
  );
}

function reasonOf(answer: InfobipAnswer): string {
  const words = errorText(answer.json);
  return words ? ` (${words})` : ` (HTTP ${answer.status})`;
}

function accepted({ status }: InfobipAnswer): boolean {
  return status >= 200 && status < 300;
}

function verification(codeBy: CodeBy) {
  return { type: codeBy === "sms" ? "EXTERNAL_SMS" : "EXTERNAL_VOICE", locale: "en_US" };
}

function verificationPath(phone: string): string {
  return `${base}/senders/${phone.replace("+", "")}/verification`;
}
