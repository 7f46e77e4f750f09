-- Imports that can be tried out first, resumed at a byte and told in the reader's language; exports of contacts as files.

alter table imports drop constraint imports_state_check;
alter table imports
  add constraint imports_state_check
    check (state in ('uploading', 'uploaded', 'checking', 'checked', 'running', 'completed', 'canceled', 'failed')),
  add column headers_key text,                  -- the column names in any order: the same file layout proposes its mapping
  add column total_bytes bigint,                -- of the unpacked file
  add column next_byte bigint not null default 0, -- where the first row begins that is not read yet
  add column unchanged_contacts integer not null default 0,
  add column repeated_rows integer not null default 0, -- rows about a contact that an earlier row of the file was about
  add column skipped_rows integer not null default 0,  -- passed over because of the mode: only new, only known contacts
  add column dry_run jsonb,                     -- what the last dry run found: the counters above, with its mapping and options
  add column error_code text,
  add column error_params jsonb not null default '{}',
  add column started_at timestamptz;            -- of the run or the dry run under way
create index imports_layout on imports (workspace_id, headers_key, id desc) where mapping is not null;
create index imports_unfinished on imports (state, progressed_at)
  where state in ('uploading', 'uploaded', 'checking', 'checked', 'running');

-- Pieces of the unpacked file, 1 MB each (the last one less), compressed one by one so that reading may begin anywhere.
-- Pieces stored before this are as they were uploaded: their imports are over, or cannot go on.
update imports set state = 'canceled', finished_at = now(), error_code = 'upload_expired'
  where state in ('uploaded', 'running');
delete from import_chunks;
alter table import_chunks alter column content set storage external;

-- Hashes of the contacts that each batch was about, eight bytes each; gone when the import ends.
create table import_keys (
  import_id uuid not null references imports on delete cascade,
  first_row integer not null,
  hashes bytea not null,
  primary key (import_id, first_row)
);
alter table import_keys alter column hashes set storage external;

alter table import_errors
  add column code text not null default 'other',
  add column params jsonb not null default '{}',
  add column record jsonb;                      -- the row's cells, with the first error of a row

-- ------------------------------------------------------------------ exports
create table contact_exports (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  state text not null default 'running' check (state in ('running', 'completed', 'canceled', 'failed', 'expired')),
  name text not null,                           -- what was exported, as people know it; the file is called after it
  source jsonb not null,                        -- the whole filter tree, search text or contacts, frozen when it was asked for
  columns jsonb not null,
  total_contacts integer,                       -- counted at the beginning; contacts may come and go meanwhile
  written_contacts integer not null default 0,
  attempt integer not null default 0,           -- a worker that finds another number here stops: another one took over
  file_key text,
  file_bytes bigint,
  error_code text,
  created_by text,
  created_at timestamptz not null default now(),
  progressed_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz                        -- the file is removed then
);
create index contact_exports_latest on contact_exports (workspace_id, id desc);
create index contact_exports_open on contact_exports (state, progressed_at) where state in ('running', 'completed');
