/**
 * What stands between a draft and its launch, every problem at once and in words, and who would get it. A launch runs the same
 * check, so what it says is what happens.
 */
import { checkVariables } from "../content/check.ts";
import type { Db } from "../lib/db.ts";
import { AppError } from "../lib/errors.ts";
import { type AudienceCounts, audienceCounts } from "../messages/messages.ts";
import { expandFilter, type Filter, getSegment, optionsOf } from "../segments/segments.ts";
import { getTemplate, isSendable, type Template } from "../templates/templates.ts";
import type { Campaign } from "./campaign.ts";

export interface CampaignProblem {
  /** Stable; the dashboard translates by it. */
  readonly code: string;
  /** Field of the campaign, or the key of a variable. */
  readonly field?: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type CampaignAudience = AudienceCounts;

export interface CampaignCheck {
  readonly ok: boolean;
  readonly problems: readonly CampaignProblem[];
  readonly audience: CampaignAudience;
}

/** What a launch needs once there are no problems. */
export interface ReadyParts {
  readonly template: Template | null;
  /** Expanded; null without a segment. */
  readonly filter: Filter | null;
}

export async function checkCampaign(
  db: Db,
  campaign: Campaign,
  workspaceId: string,
  now: Date,
): Promise<CampaignCheck & ReadyParts> {
  const number = await loadNumber(db, workspaceId, campaign.subscriptionGroupId);
  const template = campaign.templateId ? await getTemplate(db, workspaceId, campaign.templateId) : null;
  const audience = await checkAudience(db, campaign, workspaceId, now);
  const problems = [
    ...numberProblems(campaign, number),
    ...templateProblems(campaign, template, number),
    ...audience.problems,
  ];
  return {
    ok: problems.length === 0,
    problems,
    audience: audience.counts,
    template,
    filter: audience.filter,
  };
}

interface SendingNumber {
  readonly phone: string;
  readonly whatsappBusinessGroupId: string;
  readonly archivedAt: Date | null;
  readonly connectionState: string;
  readonly stateReason: string | null;
}

async function loadNumber(db: Db, workspaceId: string, id: string | null): Promise<SendingNumber | null> {
  if (!id) return null;
  const row = await db
    .selectFrom("subscriptionGroups as g")
    .innerJoin("connections as c", "c.id", "g.connectionId")
    .select([
      "g.phone",
      "g.whatsappBusinessGroupId",
      "g.archivedAt",
      "c.state as connectionState",
      "c.stateReason",
    ])
    .where("g.workspaceId", "=", workspaceId)
    .where("g.id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

function numberProblems(_campaign: Campaign, number: SendingNumber | null): CampaignProblem[] {
  const field = "subscriptionGroupId";
  if (!number)
    return [{ code: "number_missing", field, message: "Choose the number this campaign is sent from." }];
  if (number.archivedAt)
    return [
      {
        code: "number_archived",
        field,
        message: `The number ${number.phone} was archived. Choose an active one.`,
        params: { phone: number.phone },
      },
    ];
  if (number.connectionState === "ready") return [];
  const reason = number.stateReason ? ` (${number.stateReason})` : "";
  const message = `Sending from ${number.phone} is held back, because its connection is ${number.connectionState}${reason}. Mend it under Integrations → WhatsApp.`;
  return [
    {
      code: "number_failing",
      field,
      message,
      params: { phone: number.phone, state: number.connectionState, reason: number.stateReason ?? "" },
    },
  ];
}

function templateProblems(
  campaign: Campaign,
  template: Template | null,
  number: SendingNumber | null,
): CampaignProblem[] {
  const field = "templateId";
  if (!template || template.status === "DELETED")
    return [
      {
        code: "template_missing",
        field,
        message: template
          ? `The template "${template.name}" was deleted at WhatsApp. Choose another one.`
          : "Choose the template this campaign sends.",
      },
    ];
  const params = { template: template.name, status: template.status };
  const problems: CampaignProblem[] = [];
  if (!isSendable(template.status))
    problems.push({
      code: "template_not_approved",
      field,
      message: `WhatsApp has the template "${template.name}" as ${template.status}; only approved templates can be sent. Choose another one, or wait and synchronise.`,
      params,
    });
  if (number && number.whatsappBusinessGroupId !== template.whatsappBusinessGroupId)
    problems.push({
      code: "template_of_other_number",
      field,
      message: `The template "${template.name}" belongs to another WhatsApp Business account than ${number.phone}. Choose a template of this number.`,
      params: { ...params, phone: number.phone },
    });
  const variables = checkVariables(template.structure, campaign.variables).map((problem) => ({
    ...problem,
    field: problem.field || field,
  }));
  return [...problems, ...variables];
}

const nobody: CampaignAudience = { segment: 0, reachable: 0, notSubscribed: 0, noPhone: 0, duplicates: 0 };

interface AudienceCheck {
  readonly problems: readonly CampaignProblem[];
  readonly counts: CampaignAudience;
  readonly filter: Filter | null;
}

async function checkAudience(
  db: Db,
  campaign: Campaign,
  workspaceId: string,
  now: Date,
): Promise<AudienceCheck> {
  const field = "segmentId";
  const refuse = (code: string, message: string): AudienceCheck => ({
    problems: [{ code, field, message }],
    counts: nobody,
    filter: null,
  });
  const required = campaign.kind === "scheduled";
  if (!campaign.segmentId)
    return required
      ? refuse("segment_missing", "Choose the segment this campaign goes to.")
      : { problems: [], counts: nobody, filter: null };
  const segment = await getSegment(db, workspaceId, campaign.segmentId);
  if (!segment) return refuse("segment_missing", "The segment was deleted. Choose another one.");
  let filter: Filter;
  try {
    filter = await expandFilter(db, workspaceId, segment.filter);
  } catch (error) {
    if (error instanceof AppError) return refuse("segment_missing", error.message);
    throw error;
  }
  if (!campaign.subscriptionGroupId) return { problems: [], counts: nobody, filter };
  const counts = await audienceCounts(db, {
    workspaceId,
    subscriptionGroupId: campaign.subscriptionGroupId,
    filter,
    ...(await optionsOf(db, workspaceId, now)),
  });
  const empty = required && counts.reachable === 0;
  return { problems: empty ? [emptyAudience(counts, segment.name)] : [], counts, filter };
}

function emptyAudience(counts: CampaignAudience, segment: string): CampaignProblem {
  const params = {
    segment,
    contacts: counts.segment,
    notSubscribed: counts.notSubscribed,
    noPhone: counts.noPhone,
  };
  const why =
    counts.segment === 0
      ? `Nobody is in the segment "${segment}" right now. Widen it, or choose another one.`
      : `Nobody of the ${counts.segment} in the segment "${segment}" can be reached from this number: ${counts.notSubscribed} are not subscribed to it, ${counts.noPhone} have no phone number.`;
  return { code: "audience_empty", field: "segmentId", message: why, params };
}
