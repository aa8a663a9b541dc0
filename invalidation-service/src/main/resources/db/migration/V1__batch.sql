-- One row an invalidation batch. Rows are published to the log in the order of seq.
create table batch (
  seq              bigint generated always as identity primary key,
  id               text        not null unique,
  distribution_id  text        not null,
  caller_reference text        not null,
  paths            text[]      not null,
  path_count       integer     not null,
  accepted_at      timestamptz not null,
  -- Where the batch lies in the log: null until published.
  log_id           text,
  log_offset       bigint,
  completed_at     timestamptz,
  unique (distribution_id, caller_reference),
  check ((log_id is null) = (log_offset is null)),
  check (completed_at is null or log_offset is not null)
);

create index batch_of_distribution on batch (distribution_id, seq desc);
create index batch_unpublished on batch (seq) where log_offset is null;
create index batch_in_progress on batch (distribution_id) include (path_count) where completed_at is null;
