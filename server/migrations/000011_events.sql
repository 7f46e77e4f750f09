-- Events that count once, partitions that can be made late, and phones from before that still need their country.

-- What a client called an event: the same name for the same contact is the same event, whatever time came with it.
create table event_keys (
  workspace_id uuid not null,
  bucket smallint not null,
  contact_id uuid not null,
  key text not null,                            -- as the client sent it
  event_id uuid not null,
  primary key (workspace_id, bucket, contact_id, key)
);

-- Makes the month's partition of a table unless it is there. Rows of that month may already lie in the default partition
-- (an event dated ahead, a month that nobody prepared): they move, and nobody writes to the default partition meanwhile.
create or replace function ensure_month_partition(parent text, month date) returns void language plpgsql as $$
declare
  name text := parent || '_' || to_char(month, 'YYYYMM');
  rest text := parent || '_default';
  first uuid := uuid_v7_floor(month::timestamp at time zone 'UTC');
  next uuid := uuid_v7_floor((month + interval '1 month')::timestamp at time zone 'UTC');
  early boolean;
begin
  if to_regclass(name) is not null then
    return;
  end if;
  execute format('lock table %I in access exclusive mode', rest);
  execute format('select exists (select from %I where id >= %L and id < %L)', rest, first, next) into early;
  if not early then
    execute format('create table %I partition of %I for values from (%L) to (%L)', name, parent, first, next);
    return;
  end if;
  execute format('create table %I (like %I including all excluding indexes)', name, parent);
  execute format('with moved as (delete from %I where id >= %L and id < %L returning *) insert into %I select * from moved',
    rest, first, next, name);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name, first, next);
end $$;

-- Phones whose country nobody has looked up yet: empty but for contacts from before, or made by other means than writeContacts.
create index contacts_phone_unread on contacts (workspace_id, bucket, id) where phone is not null and phone_valid is null;
