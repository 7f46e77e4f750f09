-- The life of a connection: what a hand-over asks of a person; one WABA in one workspace through one account, kept by keys.

-- ------------------------------------------------------------------ sign-ups and links
alter table signups
  add column waba_name text,
  add column question jsonb,                    -- {kind, …}: while the state is waiting
  add column answer bytea;                      -- what the person answered, encrypted; gone once it was used

-- ------------------------------------------------------------------ one WABA, one account, one workspace
-- A group that was archived here may be active elsewhere: history stays in the workspace that made it.
alter table connections add constraint connections_place unique (id, workspace_id);
alter table whatsapp_business_groups
  drop constraint whatsapp_business_groups_waba_id_key,
  drop constraint whatsapp_business_groups_connection_id_fkey,
  add constraint whatsapp_business_groups_connection foreign key (connection_id, workspace_id)
    references connections (id, workspace_id),
  add constraint whatsapp_business_groups_place unique (id, connection_id, workspace_id),
  add constraint whatsapp_business_groups_once unique (workspace_id, waba_id);
create unique index whatsapp_business_groups_active on whatsapp_business_groups (waba_id) where archived_at is null;

-- A number goes through the account of its WABA, and follows it.
alter table subscription_groups
  drop constraint subscription_groups_connection_id_fkey,
  drop constraint subscription_groups_whatsapp_business_group_id_fkey,
  add constraint subscription_groups_place foreign key (whatsapp_business_group_id, connection_id, workspace_id)
    references whatsapp_business_groups (id, connection_id, workspace_id) on update cascade;
create index subscription_groups_of_waba on subscription_groups (whatsapp_business_group_id);
