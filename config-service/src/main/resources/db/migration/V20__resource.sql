-- What an account owns beside its distributions, each kind kept in the same way.
create table resource (
  kind             text        not null,
  id               text        not null,
  account          text        not null,
  name             text,
  caller_reference text,
  created_as       bytea,
  etag             text        not null,
  config           bytea       not null,
  created          timestamptz not null,
  last_modified    timestamptz not null,
  primary key (kind, id),
  check ((caller_reference is null) = (created_as is null))
);

create unique index resource_name on resource (account, kind, name);
create unique index resource_caller_reference on resource (account, kind, caller_reference);
create index resource_page on resource (account, kind, id);

-- Who refers to whom: what is in use, and what a change concerns.
create table reference (
  from_kind text not null,
  from_id   text not null,
  to_kind   text not null,
  to_id     text not null,
  primary key (from_kind, from_id, to_kind, to_id)
);

create index reference_to on reference (to_kind, to_id);

-- Origin access controls become resources like the others.
insert into resource (kind, id, account, name, etag, config, created, last_modified)
  select 'ORIGIN_ACCESS_CONTROL', id, '000000000000', name, etag, config, now(), now()
    from access_control;

insert into reference (from_kind, from_id, to_kind, to_id)
  select 'DISTRIBUTION', distribution_id, 'ORIGIN_ACCESS_CONTROL', access_control_id
    from distribution_access_control;

drop table distribution_access_control;
drop table access_control;

-- Distributions belong to accounts.
alter table distribution add column account text not null default '000000000000';
alter table distribution alter column account drop default;
alter table distribution drop constraint distribution_caller_reference_key;
create unique index distribution_caller_reference on distribution (account, caller_reference);
create index distribution_page on distribution (account, id);
