create table access_control (
  id     text  primary key,
  etag   text  not null,
  name   text  not null unique,
  config bytea not null
);

create table distribution (
  id               text        primary key,
  revision         bigint      not null,
  etag             text        not null,
  caller_reference text        not null unique,
  creation_digest  text        not null,
  config           bytea       not null,
  last_modified    timestamptz not null
);

-- A host name belongs to one distribution.
create table distribution_alias (
  alias           text primary key,
  distribution_id text not null references distribution
);

create index distribution_alias_of on distribution_alias (distribution_id);

create table distribution_access_control (
  distribution_id   text not null references distribution,
  access_control_id text not null references access_control,
  primary key (distribution_id, access_control_id)
);

create index distribution_access_control_by on distribution_access_control (access_control_id);

create table distribution_tag (
  distribution_id text not null references distribution,
  key             text not null,
  value           text not null,
  primary key (distribution_id, key)
);

-- The latest snapshot of each distribution, and what has become of it. Written in the transaction
-- of the change, published in the order of seq; without a snapshot the distribution is gone.
create sequence publication_seq;

create table publication (
  distribution_id text    primary key,
  seq             bigint  not null unique,
  snapshot        bytea,
  log_id          text,
  log_offset      bigint,
  deployed        boolean not null,
  check ((log_id is null) = (log_offset is null)),
  check (not deployed or log_offset is not null)
);

create index publication_unpublished on publication (seq) where log_offset is null;
create index publication_in_progress on publication (log_offset) where not deployed;
