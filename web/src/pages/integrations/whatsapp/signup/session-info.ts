/**
 * What Meta's Embedded Signup popup tells the page that opened it. Two things arrive, in either order: session info (a window
 * message with the ids, or with the step at which the person left) and the code (the answer of FB.login, valid for 30 seconds).
 * https://developers.facebook.com/docs/whatsapp/embedded-signup
 */

export type SignupIds = { wabaId?: string; phoneNumberId?: string; businessId?: string };

export type SessionInfo =
  | { kind: "finished"; ids: SignupIds }
  /** Finished without a phone number: there is nothing to hand over yet. */
  | { kind: "no_number" }
  | { kind: "left"; step: string | null }
  | { kind: "reported"; message: string; code: string | null };

/** Messages count only from Facebook over https (never a mere "…facebook.com" suffix) and from origins the server names. */
export function isTrustedOrigin(origin: string, allowedOrigins: readonly string[]): boolean {
  if (allowedOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" && (hostname === "facebook.com" || hostname.endsWith(".facebook.com"));
}

const idOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

/** Null for everything that is not session info: other Facebook frames post messages too, some of them not JSON. */
export function parseSessionInfo(data: unknown): SessionInfo | null {
  if (typeof data !== "string") return null;
  const message = parseJson(data);
  if (message?.type !== "WA_EMBEDDED_SIGNUP" || typeof message.event !== "string") return null;
  const fields = (message.data ?? {}) as Record<string, unknown>;
  if (message.event === "FINISH_ONLY_WABA") return { kind: "no_number" };
  // FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING and the rarer ones may leave ids out: they are found through the token.
  if (message.event.startsWith("FINISH")) {
    const ids = {
      wabaId: idOf(fields.waba_id),
      phoneNumberId: idOf(fields.phone_number_id),
      businessId: idOf(fields.business_id),
    };
    return { kind: "finished", ids };
  }
  if (message.event !== "CANCEL" && message.event !== "ERROR") return null;
  if (typeof fields.error_message === "string") {
    return { kind: "reported", message: fields.error_message, code: idOf(fields.error_code) ?? null };
  }
  return { kind: "left", step: idOf(fields.current_step) ?? null };
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
