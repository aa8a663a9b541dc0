-- Functions, each in one or both of its stages: what is in development, and a copy that is live.
create table function (
  account       text        not null,
  name          text        not null,
  stage         text        not null,
  etag          text        not null,
  config        bytea       not null,
  code          bytea       not null,
  created       timestamptz not null,
  last_modified timestamptz not null,
  primary key (account, name, stage)
);
