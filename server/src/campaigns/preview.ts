/** A message as one contact would get it: a given one, one drawn at random, or nobody. */
import { sql } from "kysely";
import { type ContactForRendering, contactColumns } from "../contacts/contacts.ts";
import type { FreeFormContent } from "../content/message.ts";
import { type Preview, previewTemplate } from "../content/preview.ts";
import { previewFreeForm } from "../content/preview-free-form.ts";
import type { Db } from "../lib/db.ts";
import { notFound } from "../lib/errors.ts";
import { getTemplate } from "../templates/templates.ts";
import { frozenMessage } from "./freeze.ts";

export interface PreviewRequest {
  /** A template with its variables, or `message`: any other kind. */
  readonly templateId?: string | undefined;
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly message?: FreeFormContent | undefined;
  /** "random": anybody of the workspace; without it variables show as they were typed. */
  readonly contactId?: string | undefined;
}

export interface MessagePreview extends Preview {
  readonly contact: { readonly id: string; readonly name: string | null } | null;
}

export async function previewMessage(
  db: Db,
  workspaceId: string,
  request: PreviewRequest,
): Promise<MessagePreview> {
  const { message, templateId, variables = {} } = request;
  const template = message || !templateId ? null : await getTemplate(db, workspaceId, templateId);
  if (!message && !template) throw notFound("template");
  const contact = await chosenContact(db, workspaceId, request.contactId);
  const values = contact ? { contact, properties: {}, campaign: { id: "", name: "" } } : null;
  const { rendered, problems } = template
    ? previewTemplate(frozenMessage(template, variables), values)
    : previewFreeForm(message ?? { kind: "text", body: "", previewUrl: false }, values);
  return { rendered, problems, contact: contact ? { id: contact.id, name: nameOf(contact) } : null };
}

async function chosenContact(
  db: Db,
  workspaceId: string,
  choice: string | undefined,
): Promise<ContactForRendering | null> {
  if (choice === undefined) return null;
  if (choice === "random") return randomContact(db, workspaceId);
  const contact = await one(
    db,
    workspaceId,
    sql`c.bucket = bucket_of(${choice}::uuid) and c.id = ${choice}::uuid`,
  );
  if (!contact) throw notFound("contact");
  return contact;
}

/** By chance within a bucket drawn by chance: reads one bucket, whatever the number of contacts. Those with a number first. */
async function randomContact(db: Db, workspaceId: string): Promise<ContactForRendering | null> {
  const start = Math.floor(Math.random() * 256);
  const { rows } = await sql<{ bucket: number }>`
    (select bucket from contacts where workspace_id = ${workspaceId} and bucket >= ${start} order by bucket limit 1)
    union all
    (select bucket from contacts where workspace_id = ${workspaceId} order by bucket limit 1) limit 1`.execute(
    db,
  );
  const [row] = rows;
  return row ? one(db, workspaceId, sql`c.bucket = ${row.bucket} order by c.phone is null, random()`) : null;
}

async function one(
  db: Db,
  workspaceId: string,
  where: ReturnType<typeof sql>,
): Promise<ContactForRendering | null> {
  const { rows } = await sql<ContactForRendering>`
    select ${contactColumns} from contacts c where c.workspace_id = ${workspaceId} and ${where} limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

function nameOf({ firstName, lastName }: ContactForRendering): string | null {
  return [firstName, lastName].filter(Boolean).join(" ") || null;
}
