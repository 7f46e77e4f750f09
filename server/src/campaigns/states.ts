/**
 * A campaign's states and the only ways between them. What is stored is what people decided; while a scheduled campaign runs,
 * its state is that of its dispatch, read with it (`campaignState`), so nothing has to be kept in step and nothing scanned.
 */
import { type RawBuilder, sql } from "kysely";
import { AppError } from "../lib/errors.ts";

export type CampaignState =
  | "draft"
  | "launching"
  | "running"
  | "paused"
  | "completed"
  | "stopped"
  | "archived";

export type CampaignAct = "edit" | "delete" | "launch" | "pause" | "resume" | "stop";

const allowed: Readonly<Record<CampaignAct, readonly CampaignState[]>> = {
  edit: ["draft"],
  delete: ["draft"],
  launch: ["draft"],
  pause: ["launching", "running"],
  resume: ["paused"],
  stop: ["launching", "running", "paused"],
};

const refusals: Readonly<Record<CampaignAct, (state: CampaignState) => { code: string; message: string }>> = {
  edit: (state) => ({
    code: "not_editable",
    message: `This campaign is ${state}; only drafts can be changed. Duplicate it and change the copy.`,
  }),
  delete: (state) => ({
    code: "not_deletable",
    message: `This campaign is ${state}; only drafts can be deleted, because reports would lose their figures.`,
  }),
  launch: (state) => ({
    code: "already_launched",
    message: `This campaign is ${state}; it was launched before. Duplicate it to send it again.`,
  }),
  pause: (state) => ({
    code: "not_running",
    message: `This campaign is ${state}; only a running campaign can be paused.`,
  }),
  resume: (state) => ({
    code: "not_paused",
    message: `This campaign is ${state}; only a paused campaign can be resumed.`,
  }),
  stop: (state) => ({
    code: "not_running",
    message: `This campaign is ${state}; there is nothing left to stop.`,
  }),
};

/** 409 when the act is not possible in this state. */
export function requireAllowed(act: CampaignAct, state: CampaignState): void {
  if (allowed[act].includes(state)) return;
  const { code, message } = refusals[act](state);
  throw new AppError(code, message, { status: 409, params: { state } });
}

/** SQL over `campaigns c` and `d`, its latest dispatch (joined for scheduled campaigns only). */
export const campaignState: RawBuilder<CampaignState> = sql`case
  when c.state = 'running' and c.kind = 'scheduled' then
    case d.state when 'queuing' then 'launching' when 'sending' then 'running' else coalesce(d.state, c.state) end
  else c.state end`;

/** The join that campaignState needs. */
export const latestDispatch: RawBuilder<unknown> = sql`left join lateral (
  select state, finished_at from dispatches
  where campaign_id = c.id and c.kind = 'scheduled' and kind = 'campaign' order by id desc limit 1) d on true`;
