-- When a send was last handed to a provider that takes a repeated message for a second one, written before the call: after a crash
-- it tells what may have left from what never did.
alter table sends add column offered_at timestamptz;
