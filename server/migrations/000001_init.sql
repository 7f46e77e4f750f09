-- The first schema of Ponte. Laws (docs/ARCHITECTURE.md, "State and scale"):
--   * every row about a contact carries workspace_id and bucket (0-255); every key of such a table starts with both;
--   * a contact's bucket is the last byte of its id, so an id alone tells where its rows live;
--   * small configuration tables carry no bucket (they become reference tables on Citus);
--   * ever-growing tables are partitioned by month as ranges of their UUIDv7 id.
-- Nothing here is newer than PostgreSQL 15.

-- ------------------------------------------------------------------ ids
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create function uuid_v7() returns uuid language sql volatile parallel safe as 'select uuidv7()';
  else
    create function uuid_v7() returns uuid language sql volatile parallel safe as $f$
      select overlay(
        overlay(replace(gen_random_uuid()::text, '-', '')
          placing lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') from 1 for 12)
        placing '7' from 13 for 1)::uuid
    $f$;
  end if;
end $$;

-- The same instant and seed always give the same id: a retried insert meets its own primary key.
create function uuid_v7_from(at timestamptz, seed text) returns uuid language sql immutable strict parallel safe as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
       || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
  from (select md5(seed) as h) hashed
$$;

-- The smallest id of an instant: bounds of partitions and of keyset scans by time.
create function uuid_v7_floor(at timestamptz) returns uuid language sql immutable strict parallel safe as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

create function bucket_of(id uuid) returns smallint language sql immutable strict parallel safe as $$
  select get_byte(uuid_send(id), 15)::smallint
$$;

-- Makes the month's partition of a table unless it is there. Called at start and monthly, always ahead of need.
create function ensure_month_partition(parent text, month date) returns void language plpgsql as $$
declare
  name text := parent || '_' || to_char(month, 'YYYYMM');
begin
  if to_regclass(name) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent,
      uuid_v7_floor(month::timestamp at time zone 'UTC'),
      uuid_v7_floor((month + interval '1 month')::timestamp at time zone 'UTC'));
  end if;
end $$;

-- ------------------------------------------------------------------ workspaces (configuration)
create table workspaces (
  id uuid primary key default uuid_v7(),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  time_zone text not null default 'UTC',
  default_country text not null default 'BR' check (default_country ~ '^[A-Z]{2}$'),
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  prefix text not null,                         -- first characters, shown so that people can tell keys apart
  secret_hash bytea not null unique,            -- sha-256 of the whole key; the key itself is 256 bits of chance
  permissions text[] not null,                  -- e.g. users.track, messages.send (braze-compatible names)
  allowed_ips text[] not null default '{}',
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_of_workspace on api_keys (workspace_id, id);

create table audit_entries (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  actor text not null,                          -- a person's id, api-key:<id> or system
  action text not null,                         -- e.g. campaign.launched
  subject text not null,
  details jsonb not null default '{}',
  at timestamptz not null default now()
);
create index audit_entries_latest on audit_entries (workspace_id, id desc);

-- ------------------------------------------------------------------ contacts
create table contacts (
  workspace_id uuid not null,
  bucket smallint not null,
  id uuid not null,
  external_id text,
  first_name text,
  last_name text,
  email text,
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  phone_shared boolean not null default false,  -- another contact has the same number; set on all of them
  bsuid text,
  country text,
  home_city text,
  language text,
  time_zone text,
  gender text,
  date_of_birth date,
  attributes jsonb not null default '{}',       -- custom attributes
  random_bucket smallint not null default floor(random() * 10000)::smallint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, bucket, id),
  check (bucket = bucket_of(id))
);
create index contacts_newest on contacts (workspace_id, id desc);                      -- the list page
create index contacts_shared_phone on contacts (workspace_id, phone) where phone_shared; -- one message per number

-- How a contact is found. Distributed by value; no foreign key. Phones (canonical E.164 and every other spelling of the
-- same number) and e-mails may lead to several contacts; the other kinds to exactly one.
create table contact_identifiers (
  workspace_id uuid not null,
  kind text not null check (kind in ('external_id', 'alias', 'phone', 'email', 'bsuid')),
  value text not null,                          -- alias: label || chr(31) || name
  bucket smallint not null,
  contact_id uuid not null,
  primary key (workspace_id, kind, value, contact_id)
);
create unique index contact_identifiers_one on contact_identifiers (workspace_id, kind, value)
  where kind in ('external_id', 'alias', 'bsuid');
create index contact_identifiers_of_contact on contact_identifiers (workspace_id, contact_id);

create table attribute_definitions (
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  type text not null check (type in ('string', 'number', 'boolean', 'date', 'array', 'object', 'object_array')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, name)
);

create table event_definitions (
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, name)
);

-- Custom events. The id's time is occurred_at, so partitions follow when things happened.
create table events (
  workspace_id uuid not null,
  bucket smallint not null,
  id uuid not null,
  contact_id uuid not null,
  name text not null,
  occurred_at timestamptz not null,
  properties jsonb not null default '{}',
  primary key (workspace_id, bucket, id)
) partition by range (id);
create table events_default partition of events default;
create index events_of_contact on events (workspace_id, bucket, contact_id, id desc);

-- Per-contact daily counts: "did X at least N times in D days" never scans raw events.
create table event_days (
  workspace_id uuid not null,
  bucket smallint not null,
  contact_id uuid not null,
  name text not null,
  day date not null,                            -- UTC
  count integer not null,
  primary key (workspace_id, bucket, contact_id, name, day)
);

create table imports (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  file_name text not null,
  state text not null default 'uploaded'
    check (state in ('uploaded', 'running', 'completed', 'canceled', 'failed')),
  format jsonb not null default '{}',           -- encoding, delimiter, headers, as found when the file came
  mapping jsonb,
  options jsonb not null default '{}',
  total_rows integer,
  processed_rows integer not null default 0,
  created_contacts integer not null default 0,
  updated_contacts integer not null default 0,
  failed_rows integer not null default 0,
  error text,
  created_by text,
  created_at timestamptz not null default now(),
  progressed_at timestamptz,                    -- of the last batch; a running import that stands still is taken up again
  finished_at timestamptz
);
create index imports_latest on imports (workspace_id, id desc);

create table import_chunks (
  import_id uuid not null references imports on delete cascade,
  number integer not null,
  content bytea not null,
  primary key (import_id, number)
);

create table import_errors (
  import_id uuid not null references imports on delete cascade,
  row_number integer not null,                  -- 1 is the first line after the header
  column_name text,
  value text,
  message text not null,
  id uuid not null default uuid_v7(),
  primary key (import_id, row_number, id)
);

-- ------------------------------------------------------------------ connections, WhatsApp Business groups, numbers
create table connections (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  provider text not null check (provider in ('infobip', 'meta')),
  state text not null default 'ready' check (state in ('ready', 'failing', 'disconnected')),
  state_reason text,
  base_url text not null,
  account_id text,
  account_name text,
  key_name text,
  key_expires_at timestamptz,
  allowed_ips text[] not null default '{}',
  scopes text[] not null default '{}',
  credentials bytea not null,                   -- encrypted (AES-256-GCM)
  webhook_token text not null unique,           -- unguessable part of the webhook address
  webhook_secret bytea not null,                -- encrypted; HMAC key and shared header
  settings jsonb not null default '{}',         -- named switches for what the provider's documents leave open
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index connections_of_workspace on connections (workspace_id, id);

create table whatsapp_business_groups (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  connection_id uuid not null references connections,
  waba_id text not null unique,                 -- a WABA belongs to exactly one workspace
  name text not null,
  business_id text,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index whatsapp_business_groups_of_workspace on whatsapp_business_groups (workspace_id, id);

create table subscription_groups (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  whatsapp_business_group_id uuid not null references whatsapp_business_groups,
  connection_id uuid not null references connections,
  phone text not null,                          -- E.164 of the sending number
  phone_number_id text,                         -- Meta's id of it
  display_name text not null,
  quality text not null default 'UNKNOWN',
  messaging_limit text,
  status text not null default 'UNKNOWN',
  messages_per_second integer not null default 500 check (messages_per_second > 0),
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index subscription_groups_number on subscription_groups (phone) where archived_at is null;
create index subscription_groups_of_workspace on subscription_groups (workspace_id, id);

-- A token bucket per number, shared by all workers.
create table number_pacing (
  subscription_group_id uuid primary key references subscription_groups on delete cascade,
  tokens double precision not null,
  refilled_at timestamptz not null
);

-- One Embedded Signup and its hand-over, step by step; resumable.
create table signups (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  connection_id uuid not null references connections,
  state text not null default 'running' check (state in ('running', 'completed', 'failed')),
  steps jsonb not null default '[]',            -- [{name, state, error?, at?}]
  waba_id text,
  phone_number_id text,
  business_id text,
  token bytea,                                  -- Meta's business token, encrypted
  error_code text,
  error text,
  created_by text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index signups_of_workspace on signups (workspace_id, id desc);

create table subscription_states (
  workspace_id uuid not null,
  bucket smallint not null,
  contact_id uuid not null,
  subscription_group_id uuid not null,
  state text not null check (state in ('subscribed', 'unsubscribed')),
  source text not null,                         -- api, import, profile, inbound, provider, seed
  changed_at timestamptz not null,
  primary key (workspace_id, bucket, contact_id, subscription_group_id)
);

create table subscription_changes (
  workspace_id uuid not null,
  bucket smallint not null,
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  subscription_group_id uuid not null,
  state text not null,
  source text not null,
  actor text,
  changed_at timestamptz not null,
  primary key (workspace_id, bucket, id)
);
create index subscription_changes_of_contact on subscription_changes (workspace_id, bucket, contact_id, id desc);

-- ------------------------------------------------------------------ segments, templates, campaigns (configuration)
create table segments (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  description text not null default '',
  filter jsonb not null,
  created_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index segments_name on segments (workspace_id, lower(name)) where archived_at is null;

create table templates (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  whatsapp_business_group_id uuid not null references whatsapp_business_groups on delete cascade,
  provider_id text not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  quality text not null default 'UNKNOWN',
  structure jsonb not null,                     -- content/template.ts TemplateStructure
  rejection_reason text,
  synced_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (whatsapp_business_group_id, name, language)
);
create index templates_of_workspace on templates (workspace_id, name, language);

create table campaigns (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  description text not null default '',
  kind text not null default 'scheduled' check (kind in ('scheduled', 'api_triggered')),
  state text not null default 'draft'
    check (state in ('draft', 'launching', 'running', 'paused', 'completed', 'stopped', 'archived')),
  subscription_group_id uuid references subscription_groups,
  segment_id uuid references segments,
  created_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  launched_at timestamptz,
  finished_at timestamptz
);
create index campaigns_latest on campaigns (workspace_id, id desc);

create table campaign_variants (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  campaign_id uuid not null references campaigns on delete cascade,
  name text not null default 'Variant 1',
  template_id uuid references templates,
  message jsonb not null default '{}',          -- content/message.ts MessageContent: Liquid per variable
  share smallint not null default 100
);
create index campaign_variants_of_campaign on campaign_variants (campaign_id);

-- One occurrence of going out: what is said is frozen here when it starts.
create table dispatches (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  campaign_id uuid references campaigns on delete cascade,
  variant_id uuid references campaign_variants on delete cascade,
  subscription_group_id uuid not null references subscription_groups,
  kind text not null check (kind in ('campaign', 'api_trigger', 'api_message')),
  message jsonb not null,                       -- frozen MessageContent with template name, language, structure
  audience jsonb,                               -- frozen filter tree; null when recipients are explicit
  properties jsonb not null default '{}',       -- common trigger properties
  requires_subscription boolean not null default true, -- false: goes to contacts of every subscription state
  state text not null default 'queuing' check (state in ('queuing', 'sending', 'paused', 'completed', 'stopped')),
  next_bucket smallint not null default 0,      -- audience chunks already written: 0..255 by bucket, 256 = shared numbers, 257 = done
  queued_count integer not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index dispatches_of_campaign on dispatches (campaign_id, id);
-- What the delivery sweep starts from: few rows, however many sends there are.
create index dispatches_unfinished on dispatches (id) where finished_at is null;

-- ------------------------------------------------------------------ sends: the outbox
-- States only move forward. accepted_at, delivered_at, read_at, failed_at go from null to a time exactly once, and the
-- counters in send_stats move in the same statement: counter = number of rows with that time set.
create type send_state as enum ('queued', 'leased', 'accepted', 'delivered', 'read', 'failed', 'skipped', 'canceled');

create table sends (
  workspace_id uuid not null,
  bucket smallint not null,
  id uuid not null,                             -- uuid_v7_from(dispatch start, dispatch id || contact id): unique per (dispatch, contact)
  contact_id uuid not null,
  dispatch_id uuid not null,
  campaign_id uuid,
  variant_id uuid,
  subscription_group_id uuid not null,
  recipient text not null,                      -- E.164 or BSUID at the time of queuing
  state send_state not null default 'queued',
  priority smallint not null default 100,       -- smaller first: transactional 10, campaigns 100
  due_at timestamptz not null,
  lease_until timestamptz,
  attempts smallint not null default 0,
  properties jsonb,                             -- per-recipient trigger properties
  rendered jsonb,                               -- what was handed over, as rendered
  provider_message_id text,                     -- the provider's own id where it is not ours
  accepted_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz,
  replied_at timestamptz,
  error_code text,                              -- failed: provider's code; skipped/canceled: our reason
  error_text text,
  cost numeric(12, 5),
  currency text,
  primary key (workspace_id, bucket, id)
) partition by range (id);
create table sends_default partition of sends default;
create index sends_due on sends (workspace_id, bucket, subscription_group_id, priority, due_at) where state = 'queued';
create index sends_leased on sends (workspace_id, bucket, lease_until) where state = 'leased';
create index sends_of_contact on sends (workspace_id, bucket, contact_id, id desc);
create index sends_not_reached on sends (workspace_id, bucket, dispatch_id, id) where state in ('failed', 'skipped');

-- Counters per dispatch, bucket and ten minutes: written with the state change, summed to read.
create table send_stats (
  workspace_id uuid not null,
  bucket smallint not null,
  dispatch_id uuid not null,
  slot timestamptz not null,                    -- start of ten minutes, of when it happened
  queued integer not null default 0,
  accepted integer not null default 0,
  delivered integer not null default 0,
  read integer not null default 0,
  failed integer not null default 0,
  refused integer not null default 0,           -- failed before the provider ever accepted it (also counted in failed)
  skipped integer not null default 0,
  canceled integer not null default 0,
  replied integer not null default 0,
  cost numeric(14, 5) not null default 0,
  currency text,
  primary key (workspace_id, bucket, dispatch_id, slot)
);
create index send_stats_of_dispatch on send_stats (workspace_id, dispatch_id);

create table send_reasons (
  workspace_id uuid not null,
  bucket smallint not null,
  dispatch_id uuid not null,
  outcome text not null check (outcome in ('failed', 'skipped', 'canceled')),
  code text not null,
  count integer not null,
  primary key (workspace_id, bucket, dispatch_id, outcome, code)
);
create index send_reasons_of_dispatch on send_reasons (workspace_id, dispatch_id);

-- ------------------------------------------------------------------ webhooks in, inbound
-- Stored before the provider gets its 200; taken in order per connection, deleted when applied, parked when not understood.
create table webhook_inbox (
  workspace_id uuid not null,
  bucket smallint not null,                     -- of the connection's id
  id uuid not null default uuid_v7(),
  connection_id uuid not null,
  body text not null,
  received_at timestamptz not null default now(),
  parked_reason text,
  primary key (workspace_id, bucket, id)
);
create index webhook_inbox_pending on webhook_inbox (bucket, id) where parked_reason is null;

create table inbound_messages (
  workspace_id uuid not null,
  bucket smallint not null,
  id uuid not null,                             -- uuid_v7_from(received_at, provider's message id): a duplicate meets its own key
  contact_id uuid not null,
  subscription_group_id uuid not null,
  provider_message_id text not null,
  kind text not null,                           -- text, button, list, image … (the provider's type, lower case)
  body text,
  payload jsonb not null default '{}',
  reply_to_send_id uuid,
  received_at timestamptz not null,
  primary key (workspace_id, bucket, id)
) partition by range (id);
create table inbound_messages_default partition of inbound_messages default;
create index inbound_messages_of_contact on inbound_messages (workspace_id, bucket, contact_id, id desc);

create table service_windows (
  workspace_id uuid not null,
  bucket smallint not null,
  contact_id uuid not null,
  subscription_group_id uuid not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, bucket, contact_id, subscription_group_id)
);

select ensure_month_partition(parent, (date_trunc('month', now()) + make_interval(months => m))::date)
from unnest(array['events', 'sends', 'inbound_messages']) as parent, generate_series(-6, 2) as m;

-- ------------------------------------------------------------------ people and their sessions (written by better-auth)
create table people (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table people_sessions (
  id text primary key,
  "userId" text not null references people on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index people_sessions_of_person on people_sessions ("userId");

create table people_accounts (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references people on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,                                -- scrypt hash
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index people_accounts_of_person on people_accounts ("userId");

create table people_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index people_verifications_identifier on people_verifications (identifier);

create table memberships (
  workspace_id uuid not null references workspaces on delete cascade,
  person_id text not null references people on delete cascade,
  role text not null check (role in ('owner', 'admin', 'marketer', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, person_id)
);
create index memberships_of_person on memberships (person_id);
