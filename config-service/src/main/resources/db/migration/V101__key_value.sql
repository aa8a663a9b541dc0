-- What is in key value stores. A store without a row here was never written to.
create table key_value_store (
  store_id      text        primary key,
  kind          text        not null default 'KEY_VALUE_STORE' check (kind = 'KEY_VALUE_STORE'),
  etag          text        not null,
  items         integer     not null,
  bytes         bigint      not null,
  last_modified timestamptz not null,
  foreign key (kind, store_id) references resource (kind, id) on delete cascade
);

create table key_value (
  store_id text             not null references key_value_store on delete cascade,
  key      text collate "C" not null,
  value    text             not null,
  primary key (store_id, key)
);
