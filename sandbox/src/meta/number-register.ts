/** Registration on the Cloud API with its PIN, deregistration, and the end of a migration. */
import { graphId } from "../ids.ts";
import { asText } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import { addTemplate, templatesOf } from "../state.ts";
import type { Sender, Waba } from "../types.ts";
import { callNumber, type GraphCall, success } from "./call.ts";
import { catalogued, GraphError, invalidParameter } from "./errors.ts";
import { isWithPartner } from "./numbers.ts";
import { type MetaNumber, wabaExtra } from "./store.ts";
import { publishPartner, publishSecurity } from "./webhooks/fields.ts";

const HOUR_MS = 3_600_000;
const REGISTRATIONS = 10;
const WAIT_AFTER_DEREGISTER_MS = 300_000;
const MAX_PIN_TRIES = 8;
const REGIONS = ["AU", "ID", "IN", "JP", "SG", "KR", "DE", "CH", "GB", "BR", "BH", "ZA", "AE", "CA"];

export function register(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  const { input } = call;
  if (input.messaging_product !== "whatsapp")
    throw new GraphError(400, 100, "(#100) The parameter messaging_product is required.");
  const pin = asText(input.pin) ?? "";
  if (!pin) throw new GraphError(400, 100, "(#100) The parameter pin is required.");
  if (!/^\d{6}$/.test(pin)) throw invalidParameter("Param pin must be 6 digits.");
  const region = asText(input.data_localization_region);
  if (region && !REGIONS.includes(region))
    throw invalidParameter(`Param data_localization_region must be one of {${REGIONS.join(", ")}}.`);
  if (number.onBusinessApp)
    throw catalogued(100, "A number that is used in the WhatsApp Business app is registered already.");
  if (isWithPartner(sandbox.state, number.sender))
    throw catalogued(
      131005,
      "The number is registered by a solution partner; registering it here would break its connection.",
    );
  countRegistration(sandbox, number);
  if (number.verification !== "VERIFIED") throw catalogued(133006);
  checkPin(sandbox, number, pin);
  if (number.migrating) finishMigration(sandbox, number);
  Object.assign(number, { registered: true, pin, onboardedAt: new Date().toISOString() });
  Object.assign(number.sender, { pinSet: true, status: "CONNECTED" });
  if (number.nameStatus === "PENDING_REVIEW") number.nameStatus = "APPROVED";
  return success(sandbox);
}

/** 10 in 72 hours (133016), and a pause of five minutes after a deregistration (133015). */
function countRegistration({ state }: Sandbox, number: MetaNumber): void {
  const { timeScale } = state.settings;
  const now = Date.now();
  number.registrations = number.registrations.filter((at) => at > now - 72 * HOUR_MS * timeScale);
  if (number.registrations.length >= REGISTRATIONS) throw catalogued(133016);
  if (number.deregisteredAt > now - WAIT_AFTER_DEREGISTER_MS * timeScale) throw catalogued(133015);
  number.registrations.push(now);
}

/** A PIN that was set before must be repeated; wrong ones are counted. */
function checkPin({ state }: Sandbox, number: MetaNumber, pin: string): void {
  if (number.pin === null || number.pin === pin) return;
  const now = Date.now();
  number.pinTries = number.pinTries.filter((at) => at > now - HOUR_MS * state.settings.timeScale);
  if (number.pinTries.length >= MAX_PIN_TRIES) throw catalogued(133008);
  number.pinTries.push(now);
  throw catalogued(133005);
}

export function deregister(sandbox: Sandbox, call: GraphCall): unknown {
  const number = callNumber(sandbox, call);
  if (number.onBusinessApp)
    throw catalogued(100, "A number that is used in the WhatsApp Business app cannot be deregistered.");
  if (!number.registered) throw catalogued(133010);
  countRegistration(sandbox, number);
  Object.assign(number, { registered: false, deregisteredAt: Date.now() });
  Object.assign(number.sender, { pinSet: number.pin !== null, status: "PENDING" });
  return success(sandbox);
}

/** Two-step verification: a new PIN for a registered number. */
export function changePin(sandbox: Sandbox, number: MetaNumber, pin: string): void {
  if (!/^\d{6}$/.test(pin)) throw invalidParameter("Param pin must be 6 digits.");
  if (!number.registered) throw catalogued(133010);
  number.pin = pin;
  number.sender.pinSet = true;
  publishSecurity(sandbox, number.sender, "PIN_CHANGED");
}

/** The number works at its old place until it is registered at the new one. */
function finishMigration(sandbox: Sandbox, number: MetaNumber): void {
  const { state } = sandbox;
  const { sender: target } = number;
  const sender = state.senders.get(target.number);
  const to = state.wabas.get(target.wabaId);
  if (!sender || !to) throw catalogued(133006, "The number to migrate is gone. Start again.");
  moveSender(sandbox, sender, to, number.id);
  Object.assign(number, { sender, pending: false, migrating: false });
}

/**
 * Takes a number out of its WABA into another one, under a new id. Kept: display name, quality, limit, approved templates of
 * high quality. The old id stays as a moved one.
 */
export function moveSender(sandbox: Sandbox, sender: Sender, to: Waba, newId: string): void {
  const { state } = sandbox;
  const from = state.wabas.get(sender.wabaId);
  const { phoneNumberId: id, number, displayName } = sender;
  state.meta.numbers.delete(id);
  Object.assign(sender, { wabaId: to.id, phoneNumberId: newId, registered: false, pinSet: false });
  if (!from) return;
  state.meta.moved.set(id, { id, wabaId: from.id, number, displayName });
  copyTemplates(sandbox, from, to);
  leavePartner(sandbox, from, sender);
}

function copyTemplates({ state }: Sandbox, from: Waba, to: Waba): void {
  const now = new Date().toISOString();
  for (const template of templatesOf(state, from.id)) {
    if (template.status !== "APPROVED" || template.quality !== "HIGH") continue;
    if (state.templateIndex.get(to.id)?.get(template.name)?.has(template.language)) continue;
    addTemplate(state, {
      ...template,
      id: graphId(),
      wabaId: to.id,
      quality: "UNKNOWN",
      createdAt: now,
      lastUpdatedAt: now,
      edits: [],
    });
  }
}

/** The provider that had the last number of the old WABA loses it. */
function leavePartner(sandbox: Sandbox, from: Waba, moved: Sender): void {
  const { state } = sandbox;
  const left = [...state.senders.values()].some((one) => one !== moved && one.wabaId === from.id);
  if (left) return;
  Object.assign(from, { accountKey: null, registration: "NONE" });
  const { solutionId } = wabaExtra(state.meta, from.id);
  publishPartner(
    sandbox,
    from,
    "PARTNER_REMOVED",
    Object.keys(from.subscribedApps),
    solutionId ? { solution_id: solutionId } : {},
  );
}
