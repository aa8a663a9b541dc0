-- Who changed what: written in the transaction of the change, never altered, forgotten after a while.
create table audit (
  seq            bigint      generated always as identity primary key,
  changed_at     timestamptz not null,
  account        text        not null,
  access_key_id  text        not null,
  operation      text        not null,
  kind           text        not null,
  resource_id    text        not null,
  etag_before    text,
  etag_after     text,
  request_id     text        not null,
  client_address text        not null
);

create index audit_page on audit (account, seq);
create index audit_of_resource on audit (account, resource_id, seq);
create index audit_by_time on audit (changed_at);
