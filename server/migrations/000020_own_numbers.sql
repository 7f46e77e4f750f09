-- When a number that was shared became somebody's own: an audience that is being written has passed them over by then.
alter table contacts add column phone_own_since timestamptz;
create index contacts_own_since on contacts (workspace_id, phone_own_since) where phone_own_since is not null;
