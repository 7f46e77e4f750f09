import type { Connection } from "../../../../api/types.ts";

/** What connecting a receiver answers, this once. */
export type ConnectedReceiver = {
  connection: Connection;
  subscriptionGroupId: string;
  secret: string;
  reportUrl: string;
};

export type NewReceiver = { url: string; phone: string; displayName: string };
