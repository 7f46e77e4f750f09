/**
 * The screens in their order. Each one: `metaStep` is the name Meta posts when the person leaves there; `submit` sends the
 * answer and returns what the draft learns from it (plus `skipTo`); `View` shows it.
 */

import { likelyTimezone } from "./choices.js";
import { business } from "./screens/business.js";
import { code } from "./screens/code.js";
import { permissions, success } from "./screens/end.js";
import { login, terms } from "./screens/intro.js";
import { phone } from "./screens/phone.js";
import { profile } from "./screens/profile.js";
import { waba } from "./screens/waba.js";
import { prefill } from "./session.js";

export const SCREENS = [login, terms, business, waba, profile, phone, code, permissions, success];

/** What is filled in before the person starts: the page's prefill, which never skips a screen. */
export function firstDraft() {
  const name = prefill.business?.name ?? "";
  return {
    businessId: prefill.business?.id ?? "",
    businessName: name,
    wabas: [],
    wabaId: prefill.whatsAppBusinessAccount?.ids?.[0] ?? "",
    wabaName: name,
    displayName: prefill.phone?.displayName ?? name,
    category: prefill.phone?.category ?? "RETAIL",
    timezone: likelyTimezone(),
    withNumber: true,
    countryCode: String(prefill.business?.phone?.code ?? "55"),
    number: String(prefill.business?.phone?.number ?? ""),
    method: "SMS",
    code: "",
    result: null,
  };
}
