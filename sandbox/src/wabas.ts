/** Making WhatsApp Business Accounts and numbers, as Embedded Signup does at its end. */
import { graphId } from "./ids.ts";
import type { Sandbox } from "./sandbox.ts";
import { seedTemplates } from "./template-seed.ts";
import type { Sender, Waba } from "./types.ts";

/** Meta's business categories in Infobip's words. */
const VERTICALS: Record<string, string> = {
  RETAIL: "SHOPPING_AND_RETAIL",
  ECOMMERCE: "SHOPPING_AND_RETAIL",
  APPAREL: "CLOTHING_AND_APPAREL",
  AUTO: "AUTOMOTIVE",
  BEAUTY: "BEAUTY_AND_SPA_AND_SALON",
  EDU: "EDUCATION",
  ENTERTAIN: "ENTERTAINMENT",
  EVENT_PLAN: "EVENT_PLANNING_AND_SERVICE",
  FINANCE: "FINANCE_AND_BANKING",
  GROCERY: "FOOD_AND_GROCERY",
  GOVT: "PUBLIC_SERVICE",
  HOTEL: "HOTEL_AND_LODGING",
  HEALTH: "MEDICAL_AND_HEALTH",
  NONPROFIT: "NON_PROFIT",
  PROF_SERVICES: "PROFESSIONAL_SERVICES",
  TRAVEL: "TRAVEL_AND_TRANSPORTATION",
  RESTAURANT: "RESTAURANT",
};

/** A WABA with its first templates, not yet with any Infobip account. */
export function createWaba(sandbox: Sandbox, name: string, businessId: string, timezoneId = "25"): Waba {
  const waba: Waba = {
    id: graphId(),
    name,
    businessId,
    currency: "BRL",
    timezoneId,
    createdAt: new Date().toISOString(),
    accountKey: null,
    registration: "NONE",
    subscribedApps: {},
  };
  sandbox.state.wabas.set(waba.id, waba);
  seedTemplates(sandbox.state, waba.id, sandbox.url);
  sandbox.state.onChange();
  return waba;
}

/** Adds a verified number to a WABA. The caller made sure that the number is free. */
export function createSender(
  sandbox: Sandbox,
  waba: Waba,
  number: string,
  displayName: string,
  category = "RETAIL",
): Sender {
  const sender: Sender = {
    number,
    displayName,
    wabaId: waba.id,
    phoneNumberId: graphId(),
    quality: "HIGH",
    limit: "LIMIT_10K",
    status: "PENDING",
    category,
    createdAt: new Date().toISOString(),
    pinSet: false,
    registered: false,
    businessInfo: {
      about: displayName,
      address: "",
      description: "",
      email: "",
      vertical: VERTICALS[category] ?? "OTHER",
      websites: [],
    },
  };
  sandbox.state.senders.set(number, sender);
  sandbox.state.onChange();
  return sender;
}

/** The portal's "Cancel number": the number leaves, and its WABA leaves the account when it was the last one. */
export function cancelNumber({ state }: Sandbox, sender: Sender): void {
  state.senders.delete(sender.number);
  const waba = state.wabas.get(sender.wabaId);
  const left = [...state.senders.values()].some((other) => other.wabaId === sender.wabaId);
  if (waba && !left) {
    const used = state.messages.some(({ conversation }) => conversation.sender.wabaId === waba.id);
    Object.assign(waba, { accountKey: null, registration: "NONE" });
    if (used) waba.sentThroughInfobip = true;
  }
  state.onChange();
}
