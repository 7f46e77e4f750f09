-- When we told the person that their message was read: their ticks are blue since then.
alter table inbound_messages add column read_at timestamptz;
