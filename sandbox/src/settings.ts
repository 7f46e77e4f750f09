/** What a person or a test can tune while the sandbox runs. Kept in the snapshot. */

export interface Faults {
  timeoutAfterAcceptRate: number;
  rejectRate: number;
  throttleRate: number;
  duplicateWebhookRate: number;
  reorderWebhookRate: number;
  /** Results that never leave. */
  dropWebhookRate: number;
  /** Results that leave later, by `webhookDelayMs`. */
  delayWebhookRate: number;
  /** API calls that answer 500. */
  errorRate: number;
  outage: boolean;
}

export interface Settings {
  /** auto: receipts come on timers; explicit: only when `/control/messages/:id/receipt` says so. */
  mode: "auto" | "explicit";
  deliverMs: [number, number];
  readMs: [number, number];
  autoReadRate: number;
  /** Multiplies every waiting time of the sandbox: receipts, template review, webhook retries. */
  timeScale: number;
  otpMode: "random" | "fixed";
  /** Whether the documented recipient numbers fail on purpose. */
  magicNumbers: boolean;
  /** Whether a sender's LIMIT_… is enforced (error 7016). */
  enforceLimits: boolean;
  /** Whether a 401 says why (expired, disabled, address); Infobip's own words are not documented. */
  explainRefusals: boolean;
  /** How often a webhook is tried before it is given up. */
  webhookTries: number;
  /** How much later a webhook leaves that `faults.delayWebhookRate` picked. */
  webhookDelayMs: [number, number];
  /** Whether the published rate of each operation is kept (429). */
  enforceRates: boolean;
  /** Whether `GET /whatsapp/1/senders` exists; no published document names it. */
  listSenders: boolean;
  /** Whether media are answered by a redirect to another host instead of their bytes. */
  mediaRedirect: boolean;
  /** How long the media of an inbound message can be fetched. */
  mediaLifeMs: number;
  /** Whether the media address of a message is fetched, and the message fails (7013) when nothing comes. */
  checkMedia: boolean;
  /** Whether a Flow message fails (7031) when its Flow is not known, not published or of another WABA. */
  checkFlows: boolean;
  /** Whether identity change checks are on for every sender; they are an option of the real account. */
  identityChecks: boolean;
  /** How long a verification code of sender registration is good. */
  otpLifeMs: number;
  faults: Faults;
}

export type SettingsPatch = Partial<Omit<Settings, "faults">> & { faults?: Partial<Faults> };

export function defaultSettings(): Settings {
  return {
    mode: "auto",
    deliverMs: [300, 1500],
    readMs: [2000, 20_000],
    autoReadRate: 0.6,
    timeScale: 1,
    otpMode: "random",
    magicNumbers: true,
    enforceLimits: false,
    explainRefusals: true,
    webhookTries: 12,
    webhookDelayMs: [5000, 60_000],
    enforceRates: true,
    listSenders: true,
    mediaRedirect: false,
    mediaLifeMs: 30 * 86_400_000,
    checkMedia: false,
    checkFlows: true,
    identityChecks: false,
    otpLifeMs: 600_000,
    faults: {
      timeoutAfterAcceptRate: 0,
      rejectRate: 0,
      throttleRate: 0,
      duplicateWebhookRate: 0,
      reorderWebhookRate: 0,
      dropWebhookRate: 0,
      delayWebhookRate: 0,
      errorRate: 0,
      outage: false,
    },
  };
}

/** Merges a patch in place. Throws an Error that names the first wrong field; then nothing is changed. */
export function applySettings(settings: Settings, patch: SettingsPatch): void {
  const { faults, ...rest } = patch;
  const next = { ...settings, ...rest, faults: { ...settings.faults, ...faults } };
  const problem = settingsProblem(next);
  if (problem) throw new Error(problem);
  for (const key of Object.keys(next)) {
    if (!(key in settings)) throw new Error(`There is no setting "${key}".`);
  }
  Object.assign(settings, next);
}

type Check = [test: (value: unknown) => boolean, words: string];

const YES_NO: Check = [(value) => typeof value === "boolean", "true or false"];
const RANGE: Check = [isRange, "two numbers, the smaller first"];
const RATE: Check = [isRate, "between 0 and 1"];
const NOT_NEGATIVE: Check = [(value) => typeof value === "number" && value >= 0, "0 or more"];
const oneOf = (a: string, b: string): Check => [(value) => value === a || value === b, `"${a}" or "${b}"`];

const CHECKS: Record<Exclude<keyof Settings, "faults">, Check> = {
  mode: oneOf("auto", "explicit"),
  deliverMs: RANGE,
  readMs: RANGE,
  autoReadRate: RATE,
  timeScale: NOT_NEGATIVE,
  otpMode: oneOf("random", "fixed"),
  magicNumbers: YES_NO,
  enforceLimits: YES_NO,
  explainRefusals: YES_NO,
  webhookTries: [(value) => Number.isInteger(value) && Number(value) > 0, "1 or more"],
  webhookDelayMs: RANGE,
  enforceRates: YES_NO,
  listSenders: YES_NO,
  mediaRedirect: YES_NO,
  mediaLifeMs: NOT_NEGATIVE,
  checkMedia: YES_NO,
  checkFlows: YES_NO,
  identityChecks: YES_NO,
  otpLifeMs: NOT_NEGATIVE,
};

function settingsProblem({ faults, ...rest }: Settings): string | null {
  for (const [name, [test, words]] of Object.entries(CHECKS)) {
    if (!test(rest[name as keyof typeof CHECKS])) return `"${name}" must be ${words}.`;
  }
  for (const [name, value] of Object.entries(faults)) {
    const [test, words] = name === "outage" ? YES_NO : RATE;
    if (!test(value)) return `"faults.${name}" must be ${words}.`;
  }
  return null;
}

function isRate(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [low, high] = value as unknown[];
  return typeof low === "number" && typeof high === "number" && low >= 0 && low <= high;
}
