/** What a campaign is to the rest of the server. */
import type { CampaignState } from "./states.ts";

export type CampaignKind = "scheduled" | "api_triggered";

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly kind: CampaignKind;
  readonly state: CampaignState;
  readonly subscriptionGroupId: string | null;
  readonly segmentId: string | null;
  readonly templateId: string | null;
  readonly variantId: string;
  /** Liquid by variable key. */
  readonly variables: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly launchedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly createdBy: string | null;
}

export interface CampaignChange {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Replaces all tags. */
  readonly tags?: readonly string[] | undefined;
  readonly kind?: CampaignKind | undefined;
  readonly subscriptionGroupId?: string | null | undefined;
  readonly segmentId?: string | null | undefined;
  readonly templateId?: string | null | undefined;
  /** Replaces all variables. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

export interface Change {
  readonly actor: string;
  readonly at: Date;
}
