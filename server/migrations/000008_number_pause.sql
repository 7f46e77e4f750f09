-- A single number rests, by its own trouble at the provider or by a person's will, while others of the connection go on.

alter table subscription_groups
  add column paused_at timestamptz,             -- null: it sends
  add column pause_reason text check (pause_reason in ('trouble', 'person')),
  add column paused_code text,                  -- of a trouble: a catalogue code, or status:<word> as the provider shows the number
  add column paused_text text,                  -- what the provider said
  -- As of connections: not tried again before this; pauses in a row, shortly after a resumption, lengthen the wait.
  add column pause_retry_at timestamptz,
  add column pauses smallint not null default 0,
  add column resumed_at timestamptz,
  add constraint subscription_groups_pause check ((paused_at is null) = (pause_reason is null));
