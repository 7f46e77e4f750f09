-- The health of connections between two looks, and the road of a notice to the people it is for.

-- ------------------------------------------------------------------ connections
alter table connections
  -- Paused by a message that was refused: not tried again before this. Null: as soon as the provider says that all is well.
  add column retry_at timestamptz,
  -- How often in a row it was paused again shortly after it had been resumed; lengthens the wait.
  add column pauses smallint not null default 0,
  add column resumed_at timestamptz,
  -- Numbers and balance are not read before this; failures in a row lengthen the wait.
  add column refresh_after timestamptz,
  add column refresh_failures smallint not null default 0;

-- When the last event of a kind came in; the day alone is too coarse to see that webhooks stopped.
alter table webhook_counts add column last_at timestamptz;

-- What an account had left, for the line on the connection's page: at most one row an hour, kept for 30 days.
create table balance_history (
  connection_id uuid not null references connections on delete cascade,
  at timestamptz not null,                      -- start of the hour
  balance numeric(16, 4) not null,
  currency text not null,
  primary key (connection_id, at)
);

-- ------------------------------------------------------------------ notices on their way
alter table notices add column announced_at timestamptz;       -- when its deliveries were written down
create index notices_unannounced on notices (id) where announced_at is null;

-- One row for each address that a notice goes to. Leased like a send, so that a worker that dies loses nothing.
create table notice_deliveries (
  notice_id uuid not null references notices on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  channel text not null check (channel in ('email', 'webhook')),
  recipient text not null,                      -- an e-mail address; '' for the webhook
  language text not null,
  next_at timestamptz not null,
  lease_until timestamptz,
  attempts smallint not null default 0,
  error text,                                   -- why the last attempt failed
  sent_at timestamptz,
  given_up_at timestamptz,
  primary key (notice_id, channel, recipient)
);
create index notice_deliveries_due on notice_deliveries (next_at) where sent_at is null and given_up_at is null;
create index notice_deliveries_of_workspace on notice_deliveries (workspace_id, channel, next_at desc);

-- The language a person reads, once the dashboard has told it: e-mails to that person are written in it.
alter table people add column language text;
alter table notice_settings add column language text not null default 'en' check (language in ('en', 'pt-BR', 'es'));
