-- Connections of every provider, from both ways in; what people must be told; inbound media.

-- ------------------------------------------------------------------ connections
alter table connections drop constraint connections_provider_check;
alter table connections add constraint connections_provider_check check (provider in ('infobip', 'meta', 'webhook'));
alter table connections
  add column state_text text,                   -- what the provider said when it refused
  add column failing_since timestamptz,
  add column checked_at timestamptz,            -- last time the credentials were seen to work
  add column balance numeric(16, 4),
  add column balance_currency text,
  add column balance_at timestamptz,
  add column balance_alert numeric(16, 4),      -- people are told when the balance falls below
  add column disconnected_at timestamptz;

-- One account serves one connection of a workspace at a time.
create unique index connections_account on connections (workspace_id, provider, account_id)
  where account_id is not null and state <> 'disconnected';

alter table subscription_groups
  add column quality_at timestamptz,            -- when quality, status and limit were read
  add column pin bytea,                         -- two-step verification PIN that we set (native), encrypted
  add column archived_reason text check (archived_reason in ('archived', 'disconnected', 'moved'));

-- ------------------------------------------------------------------ sign-ups and links, step by step
alter table signups
  add column kind text not null default 'embedded_signup' check (kind in ('embedded_signup', 'link')),
  add column starting_point text not null default 'new' check (starting_point in ('new', 'native', 'other_provider')),
  add column phone text,                        -- E.164; of a link, and of a sign-up once it is known
  add column display_name text,
  add column pin bytea,                         -- encrypted; forgotten when the number is registered
  add column verification jsonb,                -- {method, requestedAt}: a code is asked of the person
  add column updated_at timestamptz not null default now();
alter table signups drop constraint signups_state_check;
alter table signups add constraint signups_state_check
  check (state in ('running', 'waiting', 'completed', 'failed', 'canceled'));

-- ------------------------------------------------------------------ notices: what the people of a workspace must know
-- A notice is raised once per (kind, subject, step) while it is open: raising it again counts and moves last_seen_at.
create table notices (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null,                           -- workspaces/notices.ts: key_expiring, key_failing, foreign_traffic …
  subject text not null,                        -- id of the connection, number or template it is about
  step text not null default '',                -- e.g. 30: the thirty-days reminder
  severity text not null check (severity in ('info', 'warning', 'critical')),
  params jsonb not null default '{}',           -- what the words need; never a secret
  count bigint not null default 1,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  resolved_at timestamptz,
  dismissed_at timestamptz,
  dismissed_by text,
  emailed_at timestamptz,
  webhooked_at timestamptz
);
create unique index notices_open on notices (workspace_id, kind, subject, step) where resolved_at is null;
create index notices_latest on notices (workspace_id, id desc);

-- Where notices go besides the dashboard.
create table notice_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  emails text[] not null default '{}',          -- empty: owners and admins of the workspace
  email_enabled boolean not null default true,
  webhook_url text,
  webhook_secret bytea,                         -- encrypted; signs after Standard Webhooks
  updated_at timestamptz not null default now()
);

-- ------------------------------------------------------------------ what webhooks brought that is not a message
-- Counted by what it is, so that a word nobody knows is seen.
create table webhook_counts (
  workspace_id uuid not null,
  connection_id uuid not null,
  event text not null,                          -- receipt, inbound, click, ignored:<why>, unknown:<why>
  day date not null,                            -- UTC
  count bigint not null,
  primary key (workspace_id, connection_id, event, day)
);

-- ------------------------------------------------------------------ inbound media
create table inbound_media (
  workspace_id uuid not null,
  bucket smallint not null,
  message_id uuid not null,                     -- inbound_messages.id
  connection_id uuid not null,
  ref text not null,                            -- what the provider calls it
  state text not null default 'waiting' check (state in ('waiting', 'stored', 'gone', 'failed')),
  attempts smallint not null default 0,
  file_key text,                                -- in the file store
  content_type text,                            -- by content, not by name
  filename text,
  bytes bigint,
  error text,
  created_at timestamptz not null default now(),
  stored_at timestamptz,
  primary key (workspace_id, bucket, message_id)
);
create index inbound_media_waiting on inbound_media (workspace_id, bucket, created_at) where state = 'waiting';

-- ------------------------------------------------------------------ sends
-- A click is a fact like the others: its time is set once.
alter table sends add column clicked_at timestamptz;
alter table send_stats add column clicked integer not null default 0;
-- What becomes of a send whose outcome nobody reports, on a provider that does not recognise a repeated message.
alter table workspaces add column unconfirmed_sends text not null default 'fail' check (unconfirmed_sends in ('fail', 'resend'));
-- An inbound message refers to the provider's own id of what it answers, on providers that know no other.
create index sends_of_provider on sends (workspace_id, bucket, provider_message_id) where provider_message_id is not null;
