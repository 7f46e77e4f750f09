-- People look contacts up by name, edit them by hand and see what was edited; attributes that are refused can be emptied.

-- The words of a name, folded (João -> joao), for prefix search in any order. Built in: needs no extension. Folding is slow
-- and most names are ASCII, which to_tsvector lowers itself: 3 us a row with the index below, of some 40 that an import takes.
create function name_words(first_name text, last_name text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple', case when octet_length(first_name || last_name) = char_length(first_name || last_name)
    then first_name || ' ' || last_name
    else translate(lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '')),
      'áàâãäåéèêëíìîïóòôõöúùûüçñýÿ', 'aaaaaaeeeeiiiiooooouuuucnyy') end)
$$;
create index contacts_name_words on contacts using gin (name_words(first_name, last_name));

-- In byte order a primary key also answers "begins with", whatever the collation of the database is.
alter table contact_identifiers alter column value type text collate "C";

-- What people changed on a contact, with the values before and after. It belongs to the contact and goes with it, which is
-- why these values are not in the audit log of the workspace.
create table contact_changes (
  workspace_id uuid not null,
  bucket smallint not null,
  id uuid not null default uuid_v7(),
  contact_id uuid not null,
  actor text not null,                          -- a person's id
  changes jsonb not null,                       -- [{field, custom, before, after}]
  undoes uuid,                                  -- the change that this one took back
  changed_at timestamptz not null,
  primary key (workspace_id, bucket, id),
  foreign key (workspace_id, bucket, contact_id) references contacts on delete cascade
);
create index contact_changes_of_contact on contact_changes (workspace_id, bucket, contact_id, id desc);

-- Emptying a refused attribute, bucket by bucket; the next bucket is where a stopped job goes on.
alter table attribute_definitions
  add column removal_started_at timestamptz,
  add column removal_finished_at timestamptz,
  add column removal_next_bucket smallint not null default 0,
  add column removed_values integer not null default 0;
