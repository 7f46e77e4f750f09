/** Subscriptions of one account: who wants which events where, signed how. */

export interface Security {
  authId: string;
  type: string;
  credentials: Record<string, unknown>;
}

export interface Profile {
  profileId: string;
  webhook?: { notifyUrl: string; contentType?: string };
  security?: { authId: string };
  clientCertificateId?: string;
  maxBucketSize?: number;
  windowSize?: number;
  connectTimeout?: number;
  readTimeout?: number;
  enabledSSLProtocols?: string[];
  headers?: Record<string, string>;
  responseRegex?: string;
  responseBodyRegex?: string;
  rateLimit?: number;
}

export interface Subscription {
  channel: string;
  subscriptionId: string;
  name?: string;
  events: string[];
  criteria: Record<string, unknown>[];
  resources: string[];
  users: string[];
  profileId: string;
}

export interface SubscriptionBook {
  /** Key: channel + " " + id. */
  subscriptions: Map<string, Subscription>;
  profiles: Map<string, Profile>;
  securities: Map<string, Security>;
  /** Grows with every change, so that cached routes know they are stale. */
  version: number;
}

export function newSubscriptionBook(): SubscriptionBook {
  return { subscriptions: new Map(), profiles: new Map(), securities: new Map(), version: 0 };
}

/** Whether a subscription wants this event of this sender; no resources means every sender. */
export function wants(subscription: Subscription, event: string, senderNumber: string | null): boolean {
  if (subscription.channel !== "WHATSAPP" || !subscription.events.includes(event)) return false;
  if (subscription.resources.length === 0 || senderNumber === null) return true;
  return subscription.resources.includes(senderNumber);
}
