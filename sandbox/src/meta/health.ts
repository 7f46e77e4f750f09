/** `health_status`: whether messages can be sent, entity by entity; the worst of them decides. */
import type { Json } from "../json.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Sender, Template, Waba } from "../types.ts";
import { META_APP } from "./app.ts";
import { numberOf } from "./numbers.ts";
import { wabaExtra } from "./store.ts";

type Word = "AVAILABLE" | "LIMITED" | "BLOCKED";

interface Entity {
  entity_type: string;
  id: string;
  can_send_message: Word;
  additional_info?: string[];
  errors?: { error_code: number; error_description: string; possible_solution: string }[];
}

export function health(sandbox: Sandbox, sender: Sender, first: "PHONE_NUMBER"): Json {
  const waba = sandbox.state.wabas.get(sender.wabaId);
  return status([numberEntity(sandbox, sender, first), ...(waba ? above(sandbox, waba) : [])]);
}

export function wabaHealth(sandbox: Sandbox, waba: Waba): Json {
  return status(above(sandbox, waba));
}

export function templateHealth(sandbox: Sandbox, template: Template): Json {
  const waba = sandbox.state.wabas.get(template.wabaId);
  const entity: Entity = { entity_type: "MESSAGE_TEMPLATE", id: template.id, can_send_message: "AVAILABLE" };
  if (template.status !== "APPROVED")
    block(entity, 141002, "The template is not approved.", "Wait for its review, or change it.");
  return status([entity, ...(waba ? above(sandbox, waba) : [])]);
}

function status(entities: Entity[]): Json {
  const words = entities.map(({ can_send_message }) => can_send_message);
  const worst = words.includes("BLOCKED") ? "BLOCKED" : words.includes("LIMITED") ? "LIMITED" : "AVAILABLE";
  return { can_send_message: worst, entities };
}

function above({ state }: Sandbox, waba: Waba): Entity[] {
  const extra = wabaExtra(state.meta, waba.id);
  const account: Entity = { entity_type: "WABA", id: waba.id, can_send_message: "AVAILABLE" };
  const business: Entity = { entity_type: "BUSINESS", id: waba.businessId, can_send_message: "AVAILABLE" };
  if (extra.banned) block(account, 131031, "The account is locked.", "Appeal in WhatsApp Manager.");
  else if (!extra.paymentMethod)
    block(
      account,
      141006,
      "There is a problem with the payment method.",
      "Add a valid payment method in WhatsApp Manager.",
    );
  else if (extra.restrictions.length > 0) limit(account, extra.restrictions.join(", "));
  if (extra.verification !== "verified")
    limit(business, "The business is not verified, so it may message 250 people a day.");
  return [account, business, { entity_type: "APP", id: META_APP.id, can_send_message: "AVAILABLE" }];
}

function numberEntity({ state }: Sandbox, sender: Sender, entity_type: string): Entity {
  const number = numberOf(state, sender);
  const entity: Entity = { entity_type, id: number.id, can_send_message: "AVAILABLE" };
  if (sender.status === "BANNED")
    block(entity, 131031, "The number is banned.", "Appeal in WhatsApp Manager.");
  else if (!number.registered && !sender.registered)
    block(entity, 133010, "The number is not registered.", "Register it on the Cloud API.");
  else if (number.nameStatus === "PENDING_REVIEW") limit(entity, "The display name is being reviewed.");
  else if (sender.quality === "LOW" || sender.status === "FLAGGED")
    limit(entity, "The quality of the number is low.");
  return entity;
}

function block(
  entity: Entity,
  error_code: number,
  error_description: string,
  possible_solution: string,
): void {
  entity.can_send_message = "BLOCKED";
  entity.errors = [{ error_code, error_description, possible_solution }];
}

function limit(entity: Entity, info: string): void {
  entity.can_send_message = "LIMITED";
  entity.additional_info = [info];
}
