-- The audience on millions: one index does the work of three, phones are stored once, and a merged contact leaves a trace.

-- A kind that leads to one contact holds its value under the nil id, so the primary key alone says "one"; phones and e-mails
-- hold it under the contact. Look-ups write every phone in its canonical spelling first, so only that one is stored.
alter table contact_identifiers drop constraint contact_identifiers_pkey;
drop index contact_identifiers_one;
drop index contact_identifiers_of_contact;
alter table contact_identifiers drop constraint contact_identifiers_kind_check;
alter table contact_identifiers
  add constraint contact_identifiers_kind_check
    check (kind in ('external_id', 'alias', 'phone', 'email', 'bsuid', 'parent_bsuid')),
  add column holder uuid not null generated always as (
    case when kind in ('phone', 'email') then contact_id else '00000000-0000-0000-0000-000000000000'::uuid end) stored;
delete from contact_identifiers i using contacts c
where i.kind = 'phone' and c.workspace_id = i.workspace_id and c.bucket = i.bucket and c.id = i.contact_id and c.phone <> i.value;
alter table contact_identifiers add primary key (workspace_id, kind, value, holder);
-- Every other identifier of a contact follows from its row.
create index contact_identifiers_aliases on contact_identifiers (workspace_id, contact_id) where kind = 'alias';

alter table contacts
  add column parent_bsuid text,                 -- one id across the linked business portfolios of one owner
  add column phone_country text,                -- ISO 3166 alpha-2 of the number; null: no number, or not to be told
  add column phone_valid boolean,               -- the numbering plan knows such a line; null: no number
  set (fillfactor = 90);                        -- room for an update beside the row it replaces

-- Ascending: ids grow, and an index that grows at its right end splits no pages in the middle.
drop index contacts_newest;
create index contacts_newest on contacts (workspace_id, id);

-- A contact that was merged into another. What other domains keep about it follows by jobs; until then, and for reports that
-- still name it, this row says where the person is now.
create table contact_merges (
  workspace_id uuid not null,
  bucket smallint not null,                     -- of the contact that is gone
  contact_id uuid not null,
  into_bucket smallint not null,
  into_id uuid not null,
  merged_at timestamptz not null,
  primary key (workspace_id, bucket, contact_id)
);
create index contact_merges_into on contact_merges (workspace_id, into_id);

-- What people write about an attribute or an event, and whether it is refused from now on.
alter table attribute_definitions
  add column description text not null default '',
  add column blocklisted_at timestamptz;
alter table event_definitions
  add column description text not null default '',
  add column blocklisted_at timestamptz;

-- Labels of campaigns and segments: lists and filters use them.
alter table campaigns add column tags text[] not null default '{}';
alter table segments add column tags text[] not null default '{}';
