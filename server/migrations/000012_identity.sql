-- Two contacts become one, or one is forgotten, and what was sent to them stays countable.

-- The bucket under which the provider knows a send whose contact was merged into one of another bucket (message-id.ts): the
-- message id never changes. null: its own.
alter table sends add column origin_bucket smallint;

-- Where a send went from the bucket it was in: for reports, answers and clicks that name the old place.
create table moved_sends (
  workspace_id uuid not null,
  bucket smallint not null,                     -- it was here
  id uuid not null,
  to_bucket smallint not null,                  -- and went there; perhaps not for the last time
  primary key (workspace_id, bucket, id)
);

-- Contacts that others were merged into while an audience was being written.
create index contact_merges_recent on contact_merges (workspace_id, merged_at);

-- Deleting a contact empties the lines of import error lists that show one of its identifiers.
create index import_errors_of_value on import_errors using hash (value) where value is not null;
