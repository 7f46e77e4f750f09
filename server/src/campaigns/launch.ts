/** Launching, pausing, resuming and stopping: the acts that make a campaign go out, or not. */
import { type Db, inTransaction } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { pauseDispatches, resumeDispatches, startDispatch, stopDispatches } from "../messages/messages.ts";
import { recordAudit } from "../workspaces/audit.ts";
import type { Campaign, Change } from "./campaign.ts";
import { type CampaignProblem, checkCampaign } from "./check.ts";
import { frozenMessage } from "./freeze.ts";
import { type CampaignAct, type CampaignState, requireAllowed } from "./states.ts";
import { lockCampaign } from "./store.ts";

/**
 * Freezes what is said and to whom, and starts. A scheduled campaign goes out at once, one that is triggered by the API from now
 * on when it is called. 400 campaign_not_ready with the problems as details; 409 already_launched.
 */
export async function launchCampaign(db: Db, workspaceId: string, id: string, by: Change): Promise<Campaign> {
  return inTransaction(db, async (tx) => {
    const campaign = await lockCampaign(tx, workspaceId, id);
    requireAllowed("launch", campaign.state);
    const { problems, template, filter, audience } = await checkCampaign(tx, campaign, workspaceId, by.at);
    if (problems.length > 0 || !template || !campaign.subscriptionGroupId) throw notReady(problems);
    const message = frozenMessage(template, campaign.variables);
    await tx
      .updateTable("campaignVariants")
      .set({ message: JSON.stringify(message) })
      .where("id", "=", campaign.variantId)
      .execute();
    await tx
      .updateTable("campaigns")
      .set({ state: "running", launchedAt: by.at, updatedAt: by.at })
      .where("id", "=", id)
      .execute();
    if (campaign.kind === "scheduled")
      await startDispatch(tx, {
        workspaceId,
        subscriptionGroupId: campaign.subscriptionGroupId,
        kind: "campaign",
        campaignId: id,
        variantId: campaign.variantId,
        message,
        audience: filter,
        at: by.at,
      });
    const details = { name: campaign.name, kind: campaign.kind, reachable: audience.reachable };
    await recordAudit(tx, workspaceId, {
      actor: by.actor,
      action: "campaign.launched",
      subject: id,
      details,
    });
    return lockCampaign(tx, workspaceId, id);
  });
}

/** Nothing more leaves until it is resumed. */
export function pauseCampaign(db: Db, workspaceId: string, id: string, by: Change): Promise<Campaign> {
  return act(db, workspaceId, id, by, "pause", { state: "paused" }, pauseDispatches);
}

export function resumeCampaign(db: Db, workspaceId: string, id: string, by: Change): Promise<Campaign> {
  return act(db, workspaceId, id, by, "resume", { state: "running" }, resumeDispatches);
}

/** For good: what has not left is canceled; what was handed over stays. */
export function stopCampaign(db: Db, workspaceId: string, id: string, by: Change): Promise<Campaign> {
  return act(db, workspaceId, id, by, "stop", { state: "stopped", finishedAt: by.at }, stopDispatches);
}

const pastTense = { pause: "paused", resume: "resumed", stop: "stopped" } as const satisfies Partial<
  Record<CampaignAct, string>
>;

async function act(
  db: Db,
  workspaceId: string,
  id: string,
  by: Change,
  name: keyof typeof pastTense,
  change: { readonly state: CampaignState; readonly finishedAt?: Date },
  onDispatches: (db: Db, workspaceId: string, which: { readonly campaignId: string }) => Promise<number>,
): Promise<Campaign> {
  return inTransaction(db, async (tx) => {
    const campaign = await lockCampaign(tx, workspaceId, id);
    requireAllowed(name, campaign.state);
    const changed = await onDispatches(tx, workspaceId, { campaignId: id });
    // The dispatch may have completed a moment ago: then its state says so now.
    if (campaign.kind === "scheduled" && changed === 0)
      requireAllowed(name, (await lockCampaign(tx, workspaceId, id)).state);
    await tx
      .updateTable("campaigns")
      .set({ ...change, updatedAt: by.at })
      .where("id", "=", id)
      .execute();
    const audit = {
      actor: by.actor,
      action: `campaign.${pastTense[name]}`,
      subject: id,
      details: { name: campaign.name },
    };
    await recordAudit(tx, workspaceId, audit);
    return lockCampaign(tx, workspaceId, id);
  });
}

function notReady(problems: readonly CampaignProblem[]): AppError {
  return new AppError(
    "campaign_not_ready",
    `This campaign cannot be launched yet: ${problems[0]?.message ?? "it is not complete."}`,
    {
      details: problems.map(({ field, ...problem }) => ({
        ...problem,
        ...(field === undefined ? {} : { path: field }),
      })),
    },
  );
}
