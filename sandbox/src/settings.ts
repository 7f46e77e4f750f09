/** What a person or a test can tune while the sandbox runs. Kept in the snapshot. */

export interface Faults {
  timeoutAfterAcceptRate: number;
  rejectRate: number;
  throttleRate: number;
  duplicateWebhookRate: number;
  reorderWebhookRate: number;
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
    faults: {
      timeoutAfterAcceptRate: 0,
      rejectRate: 0,
      throttleRate: 0,
      duplicateWebhookRate: 0,
      reorderWebhookRate: 0,
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

function settingsProblem(next: Settings): string | null {
  if (next.mode !== "auto" && next.mode !== "explicit") return '"mode" must be "auto" or "explicit".';
  if (next.otpMode !== "random" && next.otpMode !== "fixed") return '"otpMode" must be "random" or "fixed".';
  if (!isRange(next.deliverMs)) return '"deliverMs" must be two numbers, the smaller first.';
  if (!isRange(next.readMs)) return '"readMs" must be two numbers, the smaller first.';
  if (!isRate(next.autoReadRate)) return '"autoReadRate" must be between 0 and 1.';
  if (!(typeof next.timeScale === "number" && next.timeScale >= 0)) return '"timeScale" must be 0 or more.';
  if (!(Number.isInteger(next.webhookTries) && next.webhookTries > 0))
    return '"webhookTries" must be 1 or more.';
  for (const [name, value] of Object.entries(next.faults)) {
    if (name === "outage" ? typeof value !== "boolean" : !isRate(value)) {
      return `"faults.${name}" must be ${name === "outage" ? "true or false" : "between 0 and 1"}.`;
    }
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
