/**
 * Everything kept about one person as one JSON file, written while it is read: what the law calls access and portability. Files
 * that the person sent are named with the address where a member of the workspace gets them.
 */
import { listContactMessages } from "../analytics/contact-activity.ts";
import { type ContactProfile, consentOfPerson, eventsOfPerson, formerIds } from "../contacts/contacts.ts";
import type { Context } from "../lib/context.ts";
import { segmentsOfContact } from "../segments/segments.ts";
import { auditOf } from "../workspaces/audit.ts";

const page = 200;
/** Of each id; entries about a contact are few. */
const mostEntries = 1000;

export async function* personalFile(
  ctx: Context,
  workspaceId: string,
  contact: ContactProfile,
): AsyncGenerator<string> {
  const { db, clock } = ctx;
  const { bucket: _place, ...profile } = contact;
  const former = await formerIds(db, workspaceId, contact.id);
  yield `{"exportedAt":${JSON.stringify(clock.now())},"contact":${JSON.stringify({ ...profile, formerIds: former })}`;
  yield `,"segments":${JSON.stringify(await segmentsOfContact(db, workspaceId, contact.id, clock.now()))}`;
  yield* list("consent", consentOfPerson(db, workspaceId, contact.id));
  yield* list("events", eventsOfPerson(db, workspaceId, contact.id));
  yield* list("messages", messagesOf(ctx, workspaceId, contact.id));
  yield* list("audit", auditAbout(ctx, workspaceId, [contact.id, ...former]));
  yield "}\n";
}

async function* list(name: string, items: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `,${JSON.stringify(name)}:[`;
  let first = true;
  for await (const item of items) {
    yield `${first ? "" : ","}\n${JSON.stringify(item)}`;
    first = false;
  }
  yield "]";
}

/** Both directions, newest first. */
async function* messagesOf({ db }: Context, workspaceId: string, contactId: string) {
  const files = `/api/v1/workspaces/${workspaceId}/contacts/${contactId}/messages`;
  for (let cursor: string | undefined; ; ) {
    const rows = await listContactMessages(db, workspaceId, contactId, { limit: page, cursor });
    for (const row of rows)
      yield row.mediaState === "stored" ? { ...row, file: `${files}/${row.id}/media` } : row;
    if (rows.length < page) return;
    cursor = rows.at(-1)?.id;
  }
}

async function* auditAbout({ db }: Context, workspaceId: string, ids: readonly string[]) {
  for (const id of ids) yield* await auditOf(db, workspaceId, id, mostEntries);
}
