/** What the sign-up popup refuses, by itself or by magic input. README.md and the faults page list the inputs. */
import { ControlError } from "../control/http.ts";
import type { State } from "../state.ts";
import { numberOf } from "./numbers.ts";

const refuse = (code: string, message: string) => new ControlError(400, code, message);

/** Names of new portfolios that cannot be used. */
export function checkBusinessName(name: string): void {
  if (/^blocked\b/i.test(name)) {
    throw refuse(
      "business_blocked",
      `"${name}" can't onboard customers at the moment. Choose another portfolio, or contact Meta support.`,
    );
  }
  if (/^limit\b/i.test(name)) {
    throw refuse(
      "portfolio_limit",
      "You have reached the limit of business portfolios you can create. Choose one you have.",
    );
  }
}

export function checkWabaName(name: string): void {
  if (/^forbidden\b/i.test(name)) {
    throw refuse(
      "waba_forbidden",
      "You don't have permission to create a WhatsApp Business account in this portfolio. Ask one of its admins.",
    );
  }
}

export function checkDisplayName(name: string): void {
  if (/whatsapp|facebook|meta\b/i.test(name)) {
    throw refuse(
      "display_name_policy",
      `The display name "${name}" breaks WhatsApp's guidelines: it must not contain Meta's brands. Choose your own business name.`,
    );
  }
}

const MAGIC_ENDINGS: Record<string, { status: number; code: string; message: string }> = {
  "0001": {
    status: 400,
    code: "number_on_another_account",
    message:
      "This number is registered to another WhatsApp account. Delete it there first (wait three minutes); or, when it is with another provider, have two-step verification switched off there and come back to move it.",
  },
  "0002": {
    status: 400,
    code: "number_banned",
    message: "This number is banned from WhatsApp. Use another number.",
  },
  "0003": {
    status: 429,
    code: "too_many_codes",
    message: "You asked for too many codes for this number. Wait 12 hours, or use another number.",
  },
  "0004": {
    status: 400,
    code: "max_numbers",
    message: "This portfolio has reached its limit of phone numbers. Remove one, or verify the business.",
  },
};

const NO_COEXISTENCE = ["234", "27"];

/** Numbers of the WhatsApp Business app that cannot be used in both places. */
export function checkAppNumber(state: State, number: string): void {
  const magic = MAGIC_ENDINGS[number.slice(-4)];
  if (magic) throw new ControlError(magic.status, magic.code, magic.message);
  const code = NO_COEXISTENCE.find((one) => number.startsWith(one));
  if (code) {
    throw refuse(
      "coexistence_country",
      `Numbers that begin with +${code} cannot be used in the app and on the platform at the same time. Add the number to the platform alone.`,
    );
  }
  if (state.senders.has(number)) {
    throw refuse(
      "number_in_list",
      "This number is already on the WhatsApp Business Platform. Use another one, or remove it there first.",
    );
  }
}

/**
 * Refuses numbers by their last four digits, and numbers that a WABA of the sandbox already holds; those whose two-step
 * verification was switched off may move.
 */
export function checkNumber(state: State, number: string, wabaId: string | null): void {
  const magic = MAGIC_ENDINGS[number.slice(-4)];
  if (magic) throw new ControlError(magic.status, magic.code, magic.message);
  const holder = state.senders.get(number);
  if (holder && holder.wabaId !== wabaId && numberOf(state, holder).twoStepOff) return;
  if (holder && holder.wabaId === wabaId) {
    throw refuse(
      "number_in_list",
      "This number is already in this WhatsApp Business account. Use another number.",
    );
  }
  if (holder) throw new ControlError(400, "number_on_another_account", MAGIC_ENDINGS["0001"]?.message ?? "");
}
