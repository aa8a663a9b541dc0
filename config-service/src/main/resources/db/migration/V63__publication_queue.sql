-- Every snapshot on its way to the log, in the order of seq. The table publication holds the latest
-- of each distribution, for a log that is lost.
create table publication_queue (
  seq             bigint primary key,
  distribution_id text   not null,
  snapshot        bytea
);

create index publication_queue_of on publication_queue (distribution_id);

insert into publication_queue (seq, distribution_id, snapshot)
  select seq, distribution_id, snapshot from publication where log_offset is null;

drop index publication_unpublished;
