/** What a person sees of us before an answer: blue ticks and "typing…". */
import { sql } from "kysely";
import { loadConnection, providerIo } from "../connectors/connections.ts";
import type { Connector, Presence } from "../connectors/connector.ts";
import { connectorFor } from "../connectors/registry.ts";
import type { Context } from "../lib/context.ts";
import { AppError, notFound } from "../lib/errors.ts";

interface MessageAddress {
  readonly workspaceId: string;
  readonly contactId: string;
  readonly messageId: string;
}

interface Row {
  readonly connectionId: string;
  readonly providerMessageId: string;
  readonly phone: string;
  readonly phoneNumberId: string | null;
  readonly wabaId: string;
  readonly recipient: string | null;
  readonly readAt: Date | null;
}

/** Turns the person's ticks blue, for this message and those before it. Doing it twice does no harm and asks nobody again. */
export async function markMessageRead(ctx: Context, address: MessageAddress): Promise<Date> {
  const row = await find(ctx, address);
  if (row.readAt) return row.readAt;
  await signal(ctx, address, row, "markRead");
  const readAt = ctx.clock.now();
  await sql`
    update inbound_messages m set read_at = ${readAt}
    from inbound_messages seen
    where seen.workspace_id = ${address.workspaceId} and seen.bucket = bucket_of(${address.contactId}::uuid)
      and seen.id = ${address.messageId}::uuid and seen.contact_id = ${address.contactId}::uuid
      and m.workspace_id = seen.workspace_id and m.bucket = seen.bucket and m.contact_id = seen.contact_id
      and m.subscription_group_id = seen.subscription_group_id and m.id <= seen.id and m.read_at is null`.execute(
    ctx.db,
  );
  return readAt;
}

/** Shows "typing…" in the chat for up to 25 seconds, as the answer to this message. */
export async function showTyping(ctx: Context, address: MessageAddress): Promise<void> {
  await signal(ctx, address, await find(ctx, address), "showTyping");
}

async function signal(
  ctx: Context,
  { workspaceId }: MessageAddress,
  row: Row,
  what: keyof Pick<Connector, "markRead" | "showTyping">,
): Promise<void> {
  const { provider, credentials } = await loadConnection(ctx, workspaceId, row.connectionId);
  const act = connectorFor(provider)[what];
  if (!act || !row.recipient)
    throw new AppError(
      "not_supported",
      "The provider of this number cannot show this to the person. Nothing was changed.",
      { status: 409 },
    );
  const presence: Presence = {
    from: { phone: row.phone, phoneNumberId: row.phoneNumberId ?? "", wabaId: row.wabaId },
    to: row.recipient,
    providerMessageId: row.providerMessageId,
  };
  await act(providerIo(ctx), credentials, presence);
}

async function find(ctx: Context, { workspaceId, contactId, messageId }: MessageAddress): Promise<Row> {
  const { rows } = await sql<Row>`
    select g.connection_id, m.provider_message_id, g.phone, g.phone_number_id, w.waba_id,
           coalesce(c.phone, c.parent_bsuid, c.bsuid) as recipient, m.read_at
    from inbound_messages m
    join contacts c on c.workspace_id = m.workspace_id and c.bucket = m.bucket and c.id = m.contact_id
    join subscription_groups g on g.id = m.subscription_group_id
    join whatsapp_business_groups w on w.id = g.whatsapp_business_group_id
    where m.workspace_id = ${workspaceId} and m.bucket = bucket_of(${contactId}::uuid) and m.id = ${messageId}::uuid
      and m.contact_id = ${contactId}::uuid`.execute(ctx.db);
  const [row] = rows;
  if (!row) throw notFound("message");
  return row;
}
