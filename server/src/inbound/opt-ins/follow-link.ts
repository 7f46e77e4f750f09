/** A message whose text is that of a link: subscribes whoever sent it, once. */
import { parseAttributes, writeContacts } from "../../contacts/contacts.ts";
import type { Context } from "../../lib/context.ts";
import type { Db } from "../../lib/db.ts";
import type { Confirmed } from "./confirm.ts";
import { countOptIn } from "./days.ts";
import { type LinkAttribute, linkOfMessage } from "./links.ts";
import { type Confirmation, setStates } from "./states.ts";

/** null: the message came by no link. An archived link is counted and changes nothing. */
export async function followLink(
  ctx: Context,
  tx: Db,
  who: Confirmation,
  text: string,
  codes: readonly string[],
): Promise<Confirmed | null> {
  const link = await linkOfMessage(tx, who, text, codes);
  if (!link) return null;
  if (link.archivedAt) {
    await countOptIn(tx, who.workspaceId, link.id, { asked: 1 }, who.now);
    return { answer: "" };
  }
  const changed = await setStates(tx, who, "subscribed", {
    source: "opt_in_link",
    at: who.at,
    detail: {
      linkId: link.id,
      linkName: link.name,
      messageId: who.providerMessageId,
      ...(link.note ? { note: link.note } : {}),
    },
  });
  const subscribed = changed.length > 0 ? 1 : 0;
  await countOptIn(tx, who.workspaceId, link.id, { asked: 1, subscribed }, who.now);
  if (link.attribute) await mark(ctx, tx, who, link.attribute);
  // Whoever sends the text again is subscribed already and gets no second answer: two robots never talk for ever.
  return { answer: subscribed ? link.thankYou : "" };
}

async function mark(
  ctx: Context,
  tx: Db,
  { workspaceId, contacts, now }: Confirmation,
  { name, value }: LinkAttribute,
): Promise<void> {
  const { attributes } = parseAttributes({ [name]: value });
  const written = await writeContacts(
    tx,
    workspaceId,
    contacts.map(({ id }) => ({ identifier: { kind: "id", value: id }, attributes, keepFitting: true })),
    { at: now },
  );
  const problem = written.flatMap((one) => one.problems)[0];
  if (problem)
    ctx.log.warn({ attribute: name, code: problem.code }, "a link's attribute does not fit and was left out");
}
