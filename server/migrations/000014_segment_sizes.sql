-- Segments over time, their exports, and the audit trail of one thing.

-- Exact counts of stored segments, the last one of each day of the workspace's time zone.
create table segment_sizes (
  workspace_id uuid not null references workspaces on delete cascade,
  segment_id uuid not null references segments on delete cascade,
  day date not null,
  size integer not null check (size >= 0),
  counted_at timestamptz not null,
  primary key (workspace_id, segment_id, day)
);

-- Files of a segment's contacts, asked for through the API. The address of the file holds a token of which only the hash is kept.
create table segment_exports (
  id uuid primary key default uuid_v7(),
  workspace_id uuid not null references workspaces on delete cascade,
  segment_id uuid not null references segments on delete cascade,
  object_prefix text not null,
  token_hash bytea not null,
  request jsonb not null,                       -- segments/segment-export/segment-export.ts ExportRequest
  file_key text,                                -- lib/files.ts; null: not written yet, or removed
  contacts integer not null default 0,
  error text,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,                      -- null: running
  expires_at timestamptz                        -- of the file; null while running and when it failed
);
-- One at a time per segment.
create unique index segment_exports_running on segment_exports (workspace_id, segment_id) where finished_at is null;
-- A download finds its file.
create unique index segment_exports_token on segment_exports (token_hash);
-- The latest export of a segment.
create index segment_exports_latest on segment_exports (workspace_id, segment_id, id desc);

-- Who changed this segment, this campaign …
create index audit_entries_of_subject on audit_entries (workspace_id, subject, id desc);
