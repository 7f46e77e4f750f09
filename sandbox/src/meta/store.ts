/**
 * What only Meta's side of the sandbox knows, beside the state both providers share: apps and their webhook subscriptions,
 * what a phone number id is on the Cloud API, uploaded media, Flows, QR codes, blocked users. Plain data.
 */
import type { Account, Sender } from "../types.ts";
import { META_APP } from "./app.ts";
import { defaultMetaSettings, type MetaSettings } from "./meta-settings.ts";

export interface AppSubscription {
  object: string;
  callbackUrl: string;
  verifyToken: string;
  fields: string[];
}

export interface MetaApp {
  id: string;
  name: string;
  secret: string;
  /** The portfolio that owns it; its WABAs cannot be onboarded by the app. */
  businessId: string;
  /** Calls must carry a right `appsecret_proof`. */
  requireProof: boolean;
  /** Graph version of its webhooks, as chosen in the app's dashboard. */
  webhookVersion: string;
  /** By object, e.g. `whatsapp_business_account`. */
  subscriptions: Map<string, AppSubscription>;
}

export interface Override {
  callbackUri: string;
  verifyToken: string;
}

export interface PendingCode {
  value: string;
  expiresAt: number;
  tries: number;
}

/** A phone number id on the Cloud API. `sender` is the shared record; for a number being added it is not in the state yet. */
export interface MetaNumber {
  id: string;
  sender: Sender;
  /** Added over Graph and not yet verified (or, when it migrates, not yet registered). */
  pending: boolean;
  migrating: boolean;
  /** Two-step verification was switched off, so that the number may move. */
  twoStepOff: boolean;
  registered: boolean;
  pin: string | null;
  verification: "VERIFIED" | "NOT_VERIFIED" | "EXPIRED";
  code: PendingCode | null;
  codesSent: number;
  nameStatus: string;
  newName: { name: string; status: string } | null;
  /** Times of registrations and deregistrations, ms. */
  registrations: number[];
  pinTries: number[];
  deregisteredAt: number;
  onboardedAt: string;
  override: Override | null;
  throughput: "STANDARD" | "HIGH";
  /** Answers 131057 until then, ms. */
  maintenanceUntil: number;
  onBusinessApp: boolean;
  profile: Record<string, unknown>;
  settings: Record<string, unknown>;
  publicKey: string | null;
  username: string | null;
  blocked: Set<string>;
  /** Free-form messages of the month (`2026-11`), for the monthly free tier. */
  service: { month: string; count: number };
}

export interface MediaFile {
  id: string;
  phoneNumberId: string;
  mimeType: string;
  filename: string | null;
  /** Uploaded bytes; inbound files are read from where the phone's file lies. */
  bytes: Buffer | null;
  sourceUrl: string | null;
  sha256: string;
  size: number;
  expiresAt: number;
  /** Addresses given out and when they end, ms. */
  links: Map<string, number>;
}

export interface FlowRecord {
  id: string;
  wabaId: string;
  name: string;
  status: "DRAFT" | "PUBLISHED" | "DEPRECATED" | "BLOCKED" | "THROTTLED";
  categories: string[];
  json: string | null;
  endpointUri: string | null;
  previewToken: string;
  updatedAt: string;
}

export interface QrCode {
  code: string;
  phoneNumberId: string;
  message: string;
  format: string | null;
}

/** A phone number id that has moved to another WABA. */
export interface MovedNumber {
  id: string;
  wabaId: string;
  number: string;
  displayName: string;
}

export interface MetaStore {
  settings: MetaSettings;
  apps: Map<string, MetaApp>;
  numbers: Map<string, MetaNumber>;
  moved: Map<string, MovedNumber>;
  media: Map<string, MediaFile>;
  flows: Map<string, FlowRecord>;
  qrCodes: Map<string, QrCode>;
  /** WABA id → what is not as usual about it. */
  wabas: Map<string, WabaExtra>;
  /** Accounts that stand for WABAs which no Infobip account holds; the shared records need one. */
  accounts: Map<string, Account>;
  /** Solution id → its state. */
  solutions: Map<string, string>;
  /** What the sign-up popup does by itself the next time it opens; null: a person decides. */
  signupScript: SignupScript | null;
}

/** How a popup runs and ends without a person; every part may also come with the popup's address. */
export interface SignupScript {
  outcome?: string;
  order?: string;
  drop?: string;
  code?: string;
  junk?: string;
  gap?: string;
  delay?: string;
  number?: string;
  business?: string;
  waba?: string;
}

/** What a control call can change about a WABA; the defaults are a healthy one. */
export interface WabaExtra {
  reviewStatus: string;
  verification: string;
  status: string;
  country: string;
  /** Without a payment method chargeable messages fail with 131042. */
  paymentMethod: boolean;
  /** Restriction types of account_update, e.g. RESTRICTED_BIZ_INITIATED_MESSAGING. */
  restrictions: string[];
  banned: boolean;
  marketingDisabled: boolean;
  solutionId: string | null;
  /** Why it cannot be chosen in the popup; null when it can. */
  heldByPartner: string | null;
  assignedUsers: Record<string, string[]>;
  templateTimes: number[];
  blockedNames: Record<string, number>;
}

export function newMetaStore(): MetaStore {
  const store: MetaStore = {
    settings: defaultMetaSettings(),
    apps: new Map(),
    numbers: new Map(),
    moved: new Map(),
    media: new Map(),
    flows: new Map(),
    qrCodes: new Map(),
    wabas: new Map(),
    accounts: new Map(),
    solutions: new Map(),
    signupScript: null,
  };
  seed(store);
  return store;
}

/** Back to the one app without subscriptions; the settings stay, as the sandbox's own do. */
export function clearMetaStore(store: MetaStore): void {
  const maps = [
    store.apps,
    store.numbers,
    store.moved,
    store.media,
    store.flows,
    store.qrCodes,
    store.wabas,
    store.accounts,
    store.solutions,
  ];
  for (const map of maps) map.clear();
  store.signupScript = null;
  seed(store);
}

function seed(store: MetaStore): void {
  addApp(store, { id: META_APP.id, name: META_APP.name, secret: META_APP.secret });
  addApp(store, { id: META_APP.partnerAppId, name: "Infobip", secret: "sandbox-partner-secret" });
  store.solutions.set(META_APP.solutionId, "ACTIVE");
}

export function addApp(store: MetaStore, given: { id: string; name: string; secret: string }): MetaApp {
  const app: MetaApp = {
    ...given,
    businessId: "400000000000003",
    requireProof: false,
    webhookVersion: "v25.0",
    subscriptions: new Map(),
  };
  store.apps.set(app.id, app);
  return app;
}

export function wabaExtra(store: MetaStore, wabaId: string): WabaExtra {
  let extra = store.wabas.get(wabaId);
  if (!extra) {
    extra = {
      reviewStatus: "APPROVED",
      verification: "verified",
      status: "ACTIVE",
      country: "BR",
      paymentMethod: true,
      restrictions: [],
      banned: false,
      marketingDisabled: false,
      solutionId: null,
      heldByPartner: null,
      assignedUsers: {},
      templateTimes: [],
      blockedNames: {},
    };
    store.wabas.set(wabaId, extra);
  }
  return extra;
}
