/**
 * The screens in their order. Each one: `metaStep` is the name Meta posts when the person leaves there; `submit` sends the
 * answer and returns what the draft learns from it (plus `skipTo`); `View` shows it.
 */

import { likelyTimezone } from "./choices.js";
import { appPhone, history, scan } from "./screens/app-number.js";
import { business } from "./screens/business.js";
import { code } from "./screens/code.js";
import { permissions, success } from "./screens/end.js";
import { login, terms } from "./screens/intro.js";
import { phone } from "./screens/phone.js";
import { profile } from "./screens/profile.js";
import { waba } from "./screens/waba.js";
import { prefill } from "./session.js";

const ENDS = [permissions, success];
const SCREENS = {
  cloud: [login, terms, business, waba, profile, phone, code, ...ENDS],
  coexistence: [login, terms, business, appPhone, scan, history, ...ENDS],
  app_only: [login, terms, business, waba, ...ENDS],
};

/** @param {"cloud" | "coexistence" | "app_only"} mode */
export const screensOf = (mode) => SCREENS[mode] ?? SCREENS.cloud;

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
    /** "add", "none", or the id of a number that the account has. */
    numberChoice: "add",
    shareHistory: true,
    countryCode: String(prefill.business?.phone?.code ?? "55"),
    number: String(prefill.business?.phone?.number ?? ""),
    method: "SMS",
    code: "",
    result: null,
  };
}
