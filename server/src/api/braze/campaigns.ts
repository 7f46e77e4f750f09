/** POST /campaigns/trigger/send: an API-triggered campaign goes out to those the call names, or to its segment. */
import Type, { type Static } from "typebox";
import { requireTriggerable, triggerCampaign } from "../../campaigns/campaigns.ts";
import { AppError } from "../../lib/errors.ts";
import type { ApiServer } from "../http-server.ts";
import { workspaceOf } from "../policy.ts";
import { audienceFilter } from "./audience.ts";
import type { BrazeRoutes } from "./braze.ts";
import { DispatchAnswer } from "./messages.ts";
import { broadcastLimit, generalLimit } from "./rate-limits.ts";
import { requireFewRecipients, TriggerRecipientSchema } from "./recipients.ts";
import { prepareRecipients } from "./trigger-recipients.ts";

const TriggerInput = Type.Object({
  campaign_id: Type.String({ minLength: 1 }),
  send_id: Type.Optional(Type.String({ maxLength: 64 })),
  trigger_properties: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  broadcast: Type.Optional(Type.Boolean()),
  audience: Type.Optional(Type.Unknown()),
  recipients: Type.Optional(Type.Array(TriggerRecipientSchema)),
});
type TriggerInput = Static<typeof TriggerInput>;

/** trigger_properties, common and of each recipient. */
const maxPropertiesBytes = 50_000;

export function brazeCampaignRoutes(server: ApiServer, { ctx, limits }: BrazeRoutes): void {
  server.post(
    "/campaigns/trigger/send",
    {
      config: { apiPermission: "campaigns.trigger.send" },
      schema: { body: TriggerInput, response: { 201: DispatchAnswer } },
    },
    async (request, reply) => {
      const workspace = workspaceOf(request);
      const input = request.body;
      checkRecipients(input);
      limits.spend(request, reply, input.recipients?.length ? generalLimit : broadcastLimit);
      const at = ctx.clock.now();
      const audience = input.audience === undefined ? null : audienceFilter(input.audience, at);
      const campaign = await requireTriggerable(ctx.db, workspace.id, input.campaign_id);
      const prepared = input.recipients?.length
        ? await prepareRecipients(ctx.db, workspace, input.recipients, { actor: request.actor, at })
        : null;
      const dispatchId = await triggerCampaign(ctx.db, workspace.id, {
        campaignId: campaign.id,
        recipients: prepared?.recipients ?? null,
        audience,
        properties: input.trigger_properties,
        at,
      });
      return reply.status(201).send({
        dispatch_id: dispatchId,
        message: "success",
        ...(input.send_id === undefined ? {} : { send_id: input.send_id }),
        ...(prepared?.errors.length ? { errors: [...prepared.errors] } : {}),
      });
    },
  );
}

function checkRecipients({ recipients = [], broadcast, audience, trigger_properties }: TriggerInput): void {
  requireFewRecipients(recipients.length);
  if (recipients.length === 0 && broadcast !== true && audience === undefined)
    throw new AppError(
      "no_recipients",
      "No Recipients: name recipients, or set broadcast to true for the campaign's segment.",
    );
  if (recipients.length > 0 && (broadcast === true || audience !== undefined))
    throw new AppError(
      "mixed_recipients",
      "Bad Request: recipients cannot be combined with broadcast or audience.",
    );
  const tooLarge = [trigger_properties, ...recipients.map((one) => one.trigger_properties)].some(
    (properties) => properties && Buffer.byteLength(JSON.stringify(properties)) > maxPropertiesBytes,
  );
  if (tooLarge)
    throw new AppError(
      "properties_too_large",
      `Max Input Length Exceeded: trigger_properties may have at most ${maxPropertiesBytes} bytes.`,
    );
}
