import { describe, expect, it } from "vitest";
import { type CampaignAct, type CampaignState, requireAllowed } from "./states.ts";

const states: CampaignState[] = [
  "draft",
  "launching",
  "running",
  "paused",
  "completed",
  "stopped",
  "archived",
];
const possible: Record<CampaignAct, CampaignState[]> = {
  edit: ["draft"],
  delete: ["draft"],
  launch: ["draft"],
  pause: ["launching", "running"],
  resume: ["paused"],
  stop: ["launching", "running", "paused"],
};

describe("what can be done with a campaign", () => {
  it.each(Object.entries(possible) as [CampaignAct, CampaignState[]][])("%s", (act, from) => {
    for (const state of states) {
      const attempt = () => requireAllowed(act, state);
      if (from.includes(state)) expect(attempt).not.toThrow();
      else expect(attempt).toThrow(`This campaign is ${state};`);
    }
  });
});
