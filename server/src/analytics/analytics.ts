/**
 * Figures for people: what became of campaigns, of single messages, of a workspace. Owns no table and writes nothing; reads
 * the counters that delivery and receipts keep. Other domains import this file only.
 */
export {
  type ChecklistItem,
  type DayPoint,
  type Home,
  type HomeTotals,
  type HomeWarning,
  homeOf,
} from "./home.ts";
export {
  type CampaignReport,
  type Rates,
  type Reason,
  ratesOf,
  reportOfCampaign,
  type SeriesPoint,
} from "./report.ts";
export { type CampaignSend, listSends, type SendQuery, type SendState, sendStates } from "./sends.ts";
export { noStats, type Stats, statsOfCampaigns } from "./stats.ts";
