-- Why a dispatch was stopped for good: campaign_stopped, number_archived, number_moved, connection_disconnected.
-- Its queued sends are canceled with this code.
alter table dispatches add column stop_code text;
