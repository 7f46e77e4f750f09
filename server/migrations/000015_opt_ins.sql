-- Consent with its proof, the words by which people leave and return, and two ways to collect consent: links and forms.

-- When the present state was last stated, if that is later than the change itself: an older word that arrives late must lose
-- against it as well. null: nothing was stated since changed_at.
alter table subscription_states add column stated_at timestamptz;

-- How it came about: the word, the link, the form with its consent text, the page. Shape by source: contacts/subscriptions.ts.
alter table subscription_changes add column detail jsonb not null default '{}';

-- Words of a workspace in one language, in place of the built-in ones; no row: the built-in ones count and nobody is answered.
create table subscription_words (
  workspace_id uuid not null references workspaces on delete cascade,
  language text not null check (language ~ '^[a-z]{2}$'),
  leaving text[] not null,
  returning_words text[] not null,
  leaving_reply text not null default '',       -- sent once, inside the window; empty: no answer
  returning_reply text not null default '',
  updated_at timestamptz not null,
  primary key (workspace_id, language)
);

create table opt_in_links (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  subscription_group_id uuid not null references subscription_groups,
  name text not null,
  text text not null,                           -- prefilled, without the code
  normal_text text not null,                    -- as inbound texts are compared
  code text not null,                           -- at the end of the text: tells the link however the text was edited
  attribute jsonb,                              -- {name, value}: set on whoever subscribes; only texts
  note text not null default '',                -- where it hangs: "Poster, Paulista store"
  thank_you text not null default '',
  count_scans boolean not null default false,   -- the QR code leads through our address, which counts and sends on
  token text not null unique,                   -- of that address
  created_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  unique (workspace_id, code)
);
create index opt_in_links_of_workspace on opt_in_links (workspace_id, id desc);
create index opt_in_links_by_text on opt_in_links (subscription_group_id, normal_text);  -- a text that lost its code

create table opt_in_forms (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  subscription_group_id uuid not null references subscription_groups,
  name text not null,
  token text not null unique,                   -- 160 bits of chance, in the form's public address
  way text not null check (way in ('person_writes', 'we_write')),
  settings jsonb not null,                      -- inbound/opt-ins/form-settings.ts FormSettings
  consent_version integer not null default 1,   -- rises with every change of the consent text
  created_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz
);
create index opt_in_forms_of_workspace on opt_in_forms (workspace_id, id desc);

-- One filled-in form until the person confirms from the phone. Deleted when it expires; what is proof then is in
-- subscription_changes.detail. Until confirmation nothing of it is written to a contact.
create table opt_in_requests (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  form_id uuid not null references opt_in_forms on delete cascade,
  subscription_group_id uuid not null,
  way text not null,
  state text not null default 'pending' check (state in ('pending', 'confirmed', 'declined')),
  phone text,                                   -- null: not asked; the number that sends the code is taken
  code_hash bytea unique,                       -- sha-256; the code itself is only in the person's hands
  answers jsonb not null default '{}',          -- {fields, attributes}; emptied when it is over
  consent jsonb not null,                       -- {version, text, language, page}
  contact_id uuid,                              -- we_write: who was written to
  contact_made boolean not null default false,  -- made for this request: goes with it unless it was confirmed
  send_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index opt_in_requests_of_phone on opt_in_requests (workspace_id, phone, created_at desc);
create index opt_in_requests_expiry on opt_in_requests (expires_at);
create index opt_in_requests_sent on opt_in_requests (created_at) where send_id is not null;  -- budgets of templates

-- Per link or form and day (UTC): scans or views; messages or requests; people who subscribed.
create table opt_in_days (
  workspace_id uuid not null references workspaces on delete cascade,
  source_id uuid not null,
  day date not null,
  seen integer not null default 0,
  asked integer not null default 0,
  subscribed integer not null default 0,
  primary key (workspace_id, source_id, day)
);
