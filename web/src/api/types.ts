/** Shapes of the dashboard API (`/api/v1`), named as the contract names them. Times are ISO 8601 UTC, ids uuid strings. */

export type ErrorDetail = { path?: string; message: string; code?: string };
export type ErrorBody = {
  error: {
    code: string;
    message: string;
    params?: Record<string, string | number>;
    details?: ErrorDetail[];
    hint?: string;
  };
};
export type Page<T> = { items: T[]; nextCursor: string | null };
export type Items<T> = { items: T[] };

// People and workspaces

export type Role = "owner" | "admin" | "marketer" | "viewer";
export type WorkspaceSummary = {
  id: string;
  slug: string;
  name: string;
  role: Role;
  timeZone: string;
  defaultCountry: string;
};
export type Me = {
  user: { id: string; name: string; email: string };
  workspaces: WorkspaceSummary[];
  server: { version: string; publicUrl: string; sandboxUrl: string | null };
};
export type WorkspaceSettings = {
  name: string;
  timeZone: string;
  defaultCountry: string;
  unconfirmedSends: "fail" | "resend";
};

// Home

export type ChecklistKey = "connect" | "contacts" | "segment" | "campaign" | "inbound" | "api_key";
export type ChecklistItem = { key: ChecklistKey; done: boolean; count: number };
export type HomeTotals = {
  contacts: number;
  subscribed: number;
  sends30d: number;
  delivered30d: number;
  read30d: number;
  replies30d: number;
};
export type DaySeriesPoint = {
  day: string;
  accepted: number;
  delivered: number;
  read: number;
  failed: number;
  replied: number;
};
export type HomeWarning = { code: string; params: Record<string, string | number>; link: string | null };
export type Home = {
  checklist: ChecklistItem[];
  totals: HomeTotals;
  series: DaySeriesPoint[];
  recentCampaigns: CampaignListItem[];
  warnings: HomeWarning[];
};

// Integrations

export type Provider = "infobip" | "meta" | "webhook";
export type Connection = {
  id: string;
  provider: Provider;
  state: string;
  stateReason: string | null;
  baseUrl: string | null;
  accountId: string | null;
  accountName: string | null;
  keyName: string | null;
  keyExpiresAt: string | null;
  allowedIps: string[];
  scopes: { name: string; granted: boolean }[];
  createdAt: string;
};
export type SubscriptionGroup = {
  id: string;
  phone: string;
  displayName: string | null;
  quality: string | null;
  messagingLimit: string | null;
  status: string;
  messagesPerSecond: number;
  archivedAt: string | null;
  archivedReason: "archived" | "disconnected" | "moved" | null;
  qualityAt: string | null;
  /** Why its messages wait. */
  pause: {
    of: "number" | "connection";
    reason: "trouble" | "person";
    code: string | null;
    text: string | null;
    since: string;
    retryAt: string | null;
  } | null;
  connectionId: string;
  templates: { approved: number; total: number };
  subscribed: number;
};
export type SubscriptionGroupListItem = SubscriptionGroup & {
  wabaId: string;
  groupName: string | null;
  provider: Provider;
};
export type WhatsAppBusinessGroup = {
  id: string;
  wabaId: string;
  name: string | null;
  connectionId: string;
  provider: Provider;
  accountName: string | null;
  baseUrl: string | null;
  subscriptionGroups: SubscriptionGroup[];
};
export type SignupConfig = {
  configured: boolean;
  missing: string[];
  sdkUrl: string;
  appId: string | null;
  configId: string | null;
  solutionId: string | null;
  graphVersion: string;
  allowedOrigins: string[];
};
export type WhatsAppIntegration = {
  connections: Connection[];
  groups: WhatsAppBusinessGroup[];
  archived: SubscriptionGroupListItem[];
  signup: SignupConfig;
  hints: { infobipPortalUrl: string | null };
};
export type SignupStep = {
  /** The dashboard has words for each in integrations.json, handover.steps. */
  name: string;
  state: "pending" | "running" | "waiting" | "done" | "failed";
  at?: string;
  errorCode?: string;
  error?: string;
  params?: Record<string, string | number>;
};
export type SignupQuestion = {
  kind: "verification_code" | "pin";
  method?: "sms" | "voice";
  errorCode?: string;
};
export type Signup = {
  id: string;
  kind: "embedded_signup" | "link";
  startingPoint: "new" | "native" | "other_provider";
  connectionId: string;
  provider: Provider;
  state: "running" | "waiting" | "completed" | "failed" | "canceled";
  steps: SignupStep[];
  errorCode: string | null;
  error: string | null;
  question: SignupQuestion | null;
  wabaId: string | null;
  phone: string | null;
  displayName: string | null;
  createdAt: string;
  finishedAt: string | null;
  groupId: string | null;
  subscriptionGroupId: string | null;
};
export type AccountSender = {
  phone: string;
  displayName: string | null;
  wabaId: string | null;
  phoneNumberId: string | null;
  quality: string;
  status: string;
  state: "linkable" | "archived_here" | "linked_here" | "in_other_workspace" | "over_limit" | "not_usable";
};
export type LeavingConsequences = {
  phones: string[];
  pendingSends: number;
  subscribed: number;
  campaigns: { id: string; name: string; state: string }[];
};
export type MigrationCheck = {
  name: string;
  state: "ok" | "not_ok" | "confirm" | "later";
  found: string | null;
};

// Templates and rendered messages

export type TemplateButton = { type: string; text: string; url?: string; phoneNumber?: string };
export type TemplateStructure = {
  header?: {
    format: "TEXT" | "IMAGE" | "VIDEO" | "GIF" | "DOCUMENT" | "LOCATION";
    text?: string;
    sampleUrl?: string;
  };
  body: { text: string };
  footer?: { text: string };
  buttons?: TemplateButton[];
  carousel?: { cards: TemplateCard[] };
  limitedTimeOffer?: { text: string; hasExpiration: boolean };
  /** Parts that Ponte cannot fill: such a template cannot be sent. */
  unsupported?: string[];
};
export type TemplateCard = {
  header: { format: "IMAGE" | "VIDEO"; sampleUrl?: string };
  body?: { text: string };
  buttons?: TemplateButton[];
};
export type TemplateVariable = {
  key: string;
  component: "header" | "body" | "button" | "offer";
  /** Of a carousel: which card, from 0. */
  card?: number;
  index: number;
  kind:
    | "text"
    | "media"
    | "url_suffix"
    | "coupon"
    | "payload"
    | "token"
    | "product"
    | "moment"
    | "data"
    | "product_sections";
  required?: boolean;
  sample?: string | null;
};
export type Template = {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  quality: string | null;
  rejectionReason: string | null;
  whatsappBusinessGroupId: string;
  structure: TemplateStructure;
  variables: TemplateVariable[];
  syncedAt: string | null;
};
export type RenderedHeader = {
  format: string;
  text?: string;
  mediaUrl?: string;
  filename?: string;
  latitude?: number;
  longitude?: number;
  name?: string;
  address?: string;
};
export type RenderedButton = {
  type: string;
  text: string;
  url?: string;
  code?: string;
  phoneNumber?: string;
};
export type RenderedCard = { header: RenderedHeader; body?: string; buttons?: RenderedButton[] };
export type RenderedMessage = {
  kind?: string;
  header?: RenderedHeader;
  body?: string;
  footer?: string;
  buttons?: RenderedButton[];
  cards?: RenderedCard[];
  offer?: { text: string; endsAt?: string; code?: string };
  sections?: { title?: string; rows: { title: string; description?: string }[] }[];
  contacts?: { name: string; details: string[] }[];
  reaction?: string;
};

// Contacts

export type ContactListItem = {
  id: string;
  externalId: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  email: string | null;
  country: string | null;
  homeCity: string | null;
  language: string | null;
  createdAt: string;
  updatedAt?: string;
  /** Those asked for. */
  attributes?: Record<string, Json>;
};
export type ContactPage = Page<ContactListItem> & { total: number; totalIsEstimate?: boolean };
export type SubscriptionState = "subscribed" | "unsubscribed" | "unknown";
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type ContactSubscription = {
  subscriptionGroupId: string;
  phone: string;
  displayName: string | null;
  state: SubscriptionState;
  source: string | null;
  changedAt: string | null;
};
export type Contact = ContactListItem & {
  gender: string | null;
  dateOfBirth: string | null;
  timeZone: string | null;
  bsuid: string | null;
  aliases: { label: string; name: string }[];
  parentBsuid: string | null;
  phoneCountry: string | null;
  phoneValid: boolean | null;
  attributes: Record<string, Json>;
  updatedAt: string;
  subscriptions: ContactSubscription[];
  windows: { subscriptionGroupId: string; expiresAt: string }[];
};
export type ContactInput = Partial<
  Pick<
    Contact,
    | "externalId"
    | "firstName"
    | "lastName"
    | "phone"
    | "email"
    | "country"
    | "homeCity"
    | "language"
    | "gender"
    | "dateOfBirth"
    | "timeZone"
  >
> & { attributes?: Record<string, Json> };
export type ContactEvent = { id: string; name: string; occurredAt: string; properties: Record<string, Json> };
export type ContactMessage = {
  id: string;
  direction: "out" | "in";
  at: string;
  kind: string;
  state?: SendState | null;
  campaign?: { id: string; name: string } | null;
  subscriptionGroupId: string;
  rendered?: RenderedMessage | null;
  body?: string | null;
  errorCode?: string | null;
  errorText?: string | null;
  errorTitle?: string | null;
  advice?: string | null;
  cost?: number | string | null;
  currency?: string | null;
  replyTo?: string | null;
  readAt?: string | null;
  media?: {
    state: string;
    contentType?: string | null;
    filename?: string | null;
    bytes?: number | null;
  } | null;
};
export type AttributeType = "string" | "number" | "boolean" | "date" | "array";
export type Attribute = {
  name: string;
  label?: string | null;
  type: AttributeType | "object" | "object_array";
  standard: boolean;
};

// Imports

export type ImportColumnType = "string" | "number" | "boolean" | "date" | "array" | "object" | "object_array";
export type ImportMappingEntry = {
  target: string;
  attribute?: string;
  type?: ImportColumnType;
  separator?: string;
  label?: string;
  subscriptionGroupId?: string;
};
export type ImportMapping = Record<string, ImportMappingEntry>;
export type ImportFindBy = "auto" | "external_id" | "phone" | "email" | "alias";
export type ImportMode = "upsert" | "update" | "create";
export type ImportOptions = {
  defaultCountry: string;
  findBy?: ImportFindBy;
  mode?: ImportMode;
  emptyCells?: "keep" | "clear";
  subscriptionGroupId?: string | null;
  subscriptionState?: "subscribed" | "unsubscribed" | null;
  listName?: string | null;
};
export type ImportCounts = {
  processedRows: number;
  createdContacts: number;
  updatedContacts: number;
  unchangedContacts: number;
  repeatedRows: number;
  skippedRows: number;
  failedRows: number;
};
export type ImportState =
  | "uploaded"
  | "checking"
  | "checked"
  | "running"
  | "completed"
  | "canceled"
  | "failed";
export type Import = ImportCounts & {
  id: string;
  fileName: string;
  state: ImportState;
  totalRows: number | null;
  progress: number;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
  mapping: ImportMapping | null;
  options: Partial<ImportOptions>;
  dryRun: ImportCounts | null;
  errorCode: string | null;
  errorParams: Record<string, string | number>;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  createdBy: string | null;
  createdByName: string | null;
};
export type ImportPreview = {
  headers: string[];
  rows: string[][];
  delimiter: string;
  suggestedMapping: ImportMapping;
  suggestedFrom: {
    id: string;
    fileName: string;
    createdAt: string;
    options: Partial<ImportOptions>;
  } | null;
};
export type NewImport = Import & { preview: ImportPreview };
export type ImportRowError = {
  rowNumber: number;
  columnName: string | null;
  value: string | null;
  code: string;
  params: Record<string, string | number>;
  message: string;
};

// Exports

export type ExportColumn =
  | { kind: "field"; name: string }
  | { kind: "attribute"; name: string }
  | { kind: "subscription"; subscriptionGroupId: string };
export type ExportSource = { segmentId?: string; filter?: Filter; q?: string; contactIds?: string[] };
export type ContactExport = {
  id: string;
  name: string;
  state: "running" | "completed" | "canceled" | "failed" | "expired";
  totalContacts: number | null;
  writtenContacts: number;
  fileBytes: number | null;
  errorCode: string | null;
  createdBy: string | null;
  createdByName: string | null;
  createdAt: string;
  finishedAt: string | null;
  expiresAt: string | null;
};

// Segments

/** The filter tree, as server/src/segments/filter.ts describes it: meaning and limits of every field are written there. */
export type FilterType = "string" | "number" | "boolean" | "date" | "array" | "object_array";
export type FilterGroup = { kind: "and" | "or"; children: Filter[] };
export type FilterNot = { kind: "not"; child: Filter };
export type AttributeFilter = {
  kind: "attribute";
  name: string;
  custom: boolean;
  path?: string[];
  type: FilterType;
  operator: string;
  value?: unknown;
};
export type ElementType = "string" | "number" | "boolean" | "date";
export type ElementCondition = { name: string; type: ElementType; operator: string; value?: unknown };
export type EventFilter = {
  kind: "event";
  name: string;
  operator: "did" | "did_not";
  days: number | null;
  minCount?: number;
  maxCount?: number;
  properties?: ElementCondition[];
};
export type EventTimeFilter = {
  kind: "event_time";
  name: string;
  which: "first" | "last";
  operator: "before" | "after" | "between" | "in_last_days" | "not_in_last_days";
  value: unknown;
};
export type PurchaseFilter = {
  kind: "purchase";
  operator: "did" | "did_not";
  productId?: string | null;
  days: number | null;
  minCount?: number;
  maxCount?: number;
  minSpent?: number;
  maxSpent?: number;
  currency?: string | null;
  properties?: ElementCondition[];
};
export type SubscriptionFilter = {
  kind: "subscription";
  subscriptionGroupId: string;
  state: SubscriptionState;
  changedInDays?: number | null;
};
export type MessageOperator =
  | "received"
  | "not_received"
  | "delivered"
  | "not_delivered"
  | "read"
  | "not_read"
  | "clicked"
  | "not_clicked"
  | "replied"
  | "not_replied"
  | "failed"
  | "not_failed";
export type MessageFilter = {
  kind: "message";
  operator: MessageOperator;
  campaignId?: string | null;
  variantId?: string | null;
  tag?: string | null;
  subscriptionGroupId?: string | null;
  errorCode?: string | null;
  days: number | null;
  minCount?: number;
};
export type LastMessageFilter = {
  kind: "last_message";
  operator: "in_last_days" | "not_in_last_days" | "before" | "after" | "never";
  value?: unknown;
  subscriptionGroupId?: string | null;
};
export type WindowFilter = { kind: "window"; open: boolean; subscriptionGroupId: string | null };
export type PhoneFilter = {
  kind: "phone";
  operator: "has" | "has_not" | "valid" | "invalid" | "shared" | "country_in" | "country_not_in";
  value?: string[];
};
export type AgeFilter = { kind: "age"; min: number | null; max: number | null };
export type RandomBucketFilter = { kind: "random_bucket"; from: number; to: number };
export type ImportFilter = { kind: "import"; list: string };
export type SegmentFilter = { kind: "segment"; segmentId: string };
export type FilterLeaf =
  | AttributeFilter
  | EventFilter
  | EventTimeFilter
  | PurchaseFilter
  | SubscriptionFilter
  | MessageFilter
  | LastMessageFilter
  | WindowFilter
  | PhoneFilter
  | AgeFilter
  | RandomBucketFilter
  | ImportFilter
  | SegmentFilter;
export type Filter = FilterGroup | FilterNot | FilterLeaf;
export type Segment = {
  id: string;
  name: string;
  description: string | null;
  filter: Filter;
  tags: string[];
  createdAt: string;
  updatedAt: string;
};
export type SegmentListItem = Segment & {
  /** The last exact count; null: never counted. */
  size: number | null;
  countedAt: string | null;
  usedBy: { campaigns: number; segments: number };
};
export type SegmentInput = { name: string; description?: string | null; filter: Filter; tags?: string[] };
/** `day`: YYYY-MM-DD in the workspace's time zone. */
export type SegmentSize = { day: string; size: number; countedAt: string };
export type SegmentUsage = {
  campaigns: { id: string; name: string; state: CampaignState }[];
  segments: { id: string; name: string }[];
  lastExportAt: string | null;
};
export type SegmentChange = {
  id: string;
  at: string;
  /** Null: an API key, or Ponte itself. */
  actorName: string | null;
  action: string;
  fields: string[];
};
export type KnownTag = { name: string; campaigns: number; segments: number };
/** A number that may be an estimate: then it lies between low and high in 99 of 100 cases. */
export type Estimated = { exact: boolean; low: number; high: number };
export type SegmentCount = Estimated & {
  count: number;
  noPhone: number;
  numbers: (Estimated & { subscriptionGroupId: string; reachable: number })[];
  total: number;
  totalIsEstimate: boolean;
  sample: ContactListItem[];
  tookMs: number;
};
export type SegmentPreview = SegmentCount & { reachable?: number };
/** A place in an object attribute (or a property of an event), and what is mostly found there. */
export type SuggestedKey = { path: string[]; type: FilterType };
export type SeenError = { code: string; count: number; title: string };

// Campaigns

export type CampaignKind = string;
export type CampaignState = string;
export type SendState = string;
export type Money = { currency: string; amount: number | string };
export type Stats = {
  queued: number;
  waiting: number;
  accepted: number;
  delivered: number;
  read: number;
  failed: number;
  skipped: number;
  canceled: number;
  replied: number;
  cost: Money[];
};
export type CampaignListItem = {
  id: string;
  name: string;
  kind: CampaignKind;
  state: CampaignState;
  createdAt: string;
  launchedAt: string | null;
  tags: string[];
  segment: { id: string; name: string } | null;
  template: { id: string; name: string; language: string } | null;
  subscriptionGroup: { id: string; phone: string; displayName: string | null } | null;
  stats: Stats;
};
export type Campaign = {
  id: string;
  name: string;
  description: string | null;
  tags: string[];
  kind: CampaignKind;
  state: CampaignState;
  subscriptionGroupId: string | null;
  segmentId: string | null;
  templateId: string | null;
  variantId: string | null;
  variables: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  launchedAt: string | null;
  finishedAt: string | null;
  createdBy: string | null;
};
export type CampaignPatch = Partial<
  Pick<
    Campaign,
    | "name"
    | "description"
    | "tags"
    | "kind"
    | "subscriptionGroupId"
    | "segmentId"
    | "templateId"
    | "variables"
  >
>;
export type CampaignProblem = {
  code: string;
  field?: string;
  message: string;
  params?: Record<string, string | number>;
};
export type CampaignAudience = {
  segment: number;
  reachable: number;
  notSubscribed: number;
  noPhone: number;
  duplicates: number;
};
export type CampaignCheck = { ok: boolean; problems: CampaignProblem[]; audience: CampaignAudience };
export type CampaignReport = {
  stats: Stats;
  rates: { delivery: number; read: number; reply: number; failure: number };
  series: {
    at: string;
    accepted: number;
    delivered: number;
    read: number;
    failed: number;
    replied: number;
  }[];
  reasons: {
    outcome: "failed" | "skipped" | "canceled";
    code: string;
    count: number;
    title: string;
    advice: string;
  }[];
  dispatches: {
    id: string;
    createdAt: string;
    finishedAt: string | null;
    state: string;
    queued: number;
    audienceDone: boolean;
  }[];
  live: boolean;
};
export type CampaignSend = {
  id: string;
  contact: { id: string; name: string | null; phone: string | null };
  state: SendState;
  at: string;
  errorCode: string | null;
  errorText: string | null;
  advice?: string | null;
};
export type MessagePreviewRequest = {
  templateId: string;
  variables: Record<string, string>;
  contactId?: string;
};
export type MessagePreviewProblem = {
  code?: string;
  field: string;
  message: string;
  line?: number;
  column?: number;
  problem?: string;
};
export type MessagePreview = {
  rendered: RenderedMessage;
  contact: { id: string; name: string | null } | null;
  problems: MessagePreviewProblem[];
};
export type MessageTestRequest = { contactId: string } & (
  | { campaignId: string }
  | { subscriptionGroupId: string; templateId: string; variables: Record<string, string> }
);

// API keys and audit

export type ApiKey = {
  id: string;
  name: string;
  prefix: string;
  permissions: string[];
  allowedIps: string[];
  createdAt: string;
  lastUsedAt: string | null;
};
export type NewApiKey = { name: string; permissions: string[]; allowedIps: string[] };
export type CreatedApiKey = ApiKey & { key: string };
export type AuditEntry = {
  id: string;
  at: string;
  /** Id of a person or of an API key, or "system". */
  actor: string;
  /** Null for keys and for Ponte itself. */
  actorName: string | null;
  action: string;
  subject: string;
  details: Json;
};
