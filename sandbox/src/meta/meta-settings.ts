/** What can be tuned about Meta's side, where its documents leave room or a test needs the other case. */

export interface MetaSettings {
  /** Messages a number takes per second before 130429; 0 switches the check off. HIGH numbers take 12.5 times as many. */
  messagesPerSecond: number;
  /** Whether one person may get a message only every 6 s, after a burst of 45 (131056). */
  pairRate: boolean;
  /** The code of messages beyond the portfolio's limit; Meta names none. Only with `enforceLimits`. */
  overLimitCode: number;
  /** Whether marketing templates to +1 numbers fail with 131049, as since April 2025. */
  usMarketingBlocked: boolean;
  /** Marketing templates one person takes in 24 h from everybody here before 131049; 0: no cap. */
  marketingCap: number;
  /** How the pricing of the free monthly service messages is called; not documented. */
  serviceFreeType: string;
  /** Free-form messages per number and month that cost nothing (since October 2026). */
  serviceFree: number;
  /** Most updates that one webhook POST carries. */
  webhookBatch: number;
  /** How long updates gather before a POST leaves, ms; not scaled. */
  webhookWindowMs: number;
  /** Whether codes and tokens of Embedded Signup carry the scopes seen since June 2026. */
  june2026Scopes: boolean;
  /** Whether tokens of Embedded Signup never expire (else 60 days). */
  neverExpiringTokens: boolean;
  /** Life of a media address, ms; not scaled. */
  mediaLinkMs: number;
  /** Life of a sign-up code, ms; not scaled. */
  codeMs: number;
  /** Whether template review approves by itself. */
  autoReview: boolean;
}

export function defaultMetaSettings(): MetaSettings {
  return {
    messagesPerSecond: 80,
    pairRate: true,
    overLimitCode: 131048,
    usMarketingBlocked: true,
    marketingCap: 0,
    serviceFreeType: "free_monthly_tier",
    serviceFree: 1000,
    webhookBatch: 100,
    webhookWindowMs: 40,
    june2026Scopes: false,
    neverExpiringTokens: false,
    mediaLinkMs: 300_000,
    codeMs: 30_000,
    autoReview: true,
  };
}

/** Merges a patch in place. Throws an Error that names the first wrong field; then nothing is changed. */
export function applyMetaSettings(settings: MetaSettings, patch: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(patch)) {
    const current = (settings as unknown as Record<string, unknown>)[name];
    if (current === undefined) throw new Error(`There is no setting "${name}".`);
    if (typeof value !== typeof current) throw new Error(`"${name}" must be a ${typeof current}.`);
    if (typeof value === "number" && !(value >= 0)) throw new Error(`"${name}" must be 0 or more.`);
  }
  Object.assign(settings, patch);
}
