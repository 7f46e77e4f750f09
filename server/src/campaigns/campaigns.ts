/**
 * Owns campaigns and their variants: who is told what, from which number, and whether that has begun. Other domains import
 * this file only. Invariants: only a draft can be changed; what a launched campaign says and to whom is frozen in its
 * dispatch; a state changes only along states.ts.
 */
import type { Db } from "../lib/db.ts";
import { inTransaction } from "../lib/db.ts";
import { invalidInput, notFound } from "../lib/errors.ts";
import { normalizeTags } from "../lib/tags.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { Campaign, CampaignChange, CampaignKind, Change } from "./campaign.ts";
import { requireAllowed } from "./states.ts";
import { loadCampaign, lockCampaign } from "./store.ts";

export { type ApiMessage, sendApiMessage } from "./api-message.ts";
export type { Campaign, CampaignChange, CampaignKind, Change } from "./campaign.ts";
export { type CampaignAudience, type CampaignCheck, type CampaignProblem, checkCampaign } from "./check.ts";
export { campaignJobs } from "./completion.job.ts";
export { launchCampaign, pauseCampaign, resumeCampaign, stopCampaign } from "./launch.ts";
export {
  type CampaignListItem,
  type CampaignOfSegment,
  type CampaignQuery,
  campaignsOfSegments,
  listCampaigns,
} from "./list.ts";
export { type MessagePreview, type PreviewRequest, previewMessage } from "./preview.ts";
export type { CampaignState } from "./states.ts";
export { sendTest, type TestMessage, testMessageOf } from "./test-send.ts";
export {
  requireTriggerable,
  type Trigger,
  type TriggerRecipient,
  type TriggerTarget,
  triggerCampaign,
} from "./trigger.ts";

export async function createCampaign(
  db: Db,
  workspaceId: string,
  input: { readonly name: string; readonly kind?: CampaignKind | undefined },
  by: Change,
): Promise<Campaign> {
  return inTransaction(db, async (tx) => {
    const { id } = await tx
      .insertInto("campaigns")
      .values({
        workspaceId,
        name: requireName(input.name),
        kind: input.kind ?? "scheduled",
        createdBy: by.actor,
        createdAt: by.at,
        updatedAt: by.at,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("campaignVariants")
      .values({ workspaceId, campaignId: id, message: draftMessage({}) })
      .execute();
    await recordAudit(tx, workspaceId, {
      actor: by.actor,
      action: "campaign.created",
      subject: id,
      details: { name: input.name.trim() },
    });
    return getCampaign(tx, workspaceId, id);
  });
}

/** 404 when it does not exist. */
export async function getCampaign(db: Db, workspaceId: string, id: string): Promise<Campaign> {
  const campaign = await loadCampaign(db, workspaceId, id);
  if (!campaign) throw notFound("campaign");
  return campaign;
}

/** Changes a draft; 409 not_editable once it was launched, 400 invalid_input for ids of another workspace. */
export async function updateCampaign(
  db: Db,
  workspaceId: string,
  id: string,
  change: CampaignChange,
  by: Change,
): Promise<Campaign> {
  return inTransaction(db, async (tx) => {
    const campaign = await lockCampaign(tx, workspaceId, id);
    requireAllowed("edit", campaign.state);
    await requireOwnReferences(tx, workspaceId, change);
    const { templateId, variables, name, tags, ...rest } = change;
    await tx
      .updateTable("campaigns")
      .set({
        ...defined(rest),
        ...(name === undefined ? {} : { name: requireName(name) }),
        ...(tags === undefined ? {} : { tags: normalizeTags(tags) }),
        updatedAt: by.at,
      })
      .where("id", "=", id)
      .execute();
    if (templateId !== undefined || variables !== undefined)
      await tx
        .updateTable("campaignVariants")
        .set({
          ...(templateId === undefined ? {} : { templateId }),
          ...(variables === undefined ? {} : { message: draftMessage(variables) }),
        })
        .where("id", "=", campaign.variantId)
        .execute();
    return getCampaign(tx, workspaceId, id);
  });
}

/** A draft with everything of another campaign but its past. */
export async function duplicateCampaign(
  db: Db,
  workspaceId: string,
  id: string,
  by: Change,
): Promise<Campaign> {
  return inTransaction(db, async (tx) => {
    const { name, description, tags, kind, subscriptionGroupId, segmentId, templateId, variables } =
      await getCampaign(tx, workspaceId, id);
    const copy = await createCampaign(
      tx,
      workspaceId,
      { name: `${name.slice(0, maxNameLength - 7)} (copy)`, kind },
      by,
    );
    return updateCampaign(
      tx,
      workspaceId,
      copy.id,
      { description, tags, subscriptionGroupId, segmentId, templateId, variables },
      by,
    );
  });
}

/** Deletes a draft; 409 not_deletable otherwise. */
export async function deleteCampaign(db: Db, workspaceId: string, id: string, actor: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const campaign = await lockCampaign(tx, workspaceId, id);
    requireAllowed("delete", campaign.state);
    await tx.deleteFrom("campaigns").where("id", "=", id).execute();
    await recordAudit(tx, workspaceId, {
      actor,
      action: "campaign.deleted",
      subject: id,
      details: { name: campaign.name },
    });
  });
}

const maxNameLength = 120;

function requireName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "" || trimmed.length > maxNameLength)
    throw invalidInput(`A campaign needs a name of 1 to ${maxNameLength} characters.`, [
      { path: "name", code: "value_missing", message: `Write a name of 1 to ${maxNameLength} characters.` },
    ]);
  return trimmed;
}

/** campaign_variants.message of a draft: the template's own part is added when the message is frozen. */
function draftMessage(variables: Readonly<Record<string, string>>): string {
  return JSON.stringify({ kind: "template", variables });
}

function defined<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}

const referenceTables = {
  subscriptionGroupId: "subscriptionGroups",
  segmentId: "segments",
  templateId: "templates",
} as const;

async function requireOwnReferences(db: Db, workspaceId: string, change: CampaignChange): Promise<void> {
  for (const [field, table] of Object.entries(referenceTables) as [
    keyof typeof referenceTables,
    (typeof referenceTables)[keyof typeof referenceTables],
  ][]) {
    const id = change[field];
    if (!id) continue;
    const found = await db
      .selectFrom(table)
      .select("id")
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!found)
      throw invalidInput("What was chosen does not exist in this workspace, or was deleted. Choose again.", [
        {
          path: field,
          code: "not_found",
          message: "This does not exist in this workspace, or was deleted. Choose another one.",
        },
      ]);
  }
}
