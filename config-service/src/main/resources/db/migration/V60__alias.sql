-- A host name belongs to one owner, whatever the kind; the parent is what a wildcard at its level
-- covers: a.example.org and *.example.org both have the parent example.org.
create table alias (
  alias    text primary key,
  account  text not null,
  owner_id text not null,
  parent   text not null generated always as (substring(alias from position('.' in alias) + 1)) stored
);

create index alias_of on alias (owner_id);
create index alias_below on alias (parent);

insert into alias (alias, account, owner_id)
  select a.alias, d.account, d.id
    from distribution_alias a join distribution d on d.id = a.distribution_id;

drop table distribution_alias;

-- A continuous deployment policy serves one primary distribution, and has a staging one to itself.
create unique index reference_primary on reference (to_id)
  where from_kind = 'DISTRIBUTION' and to_kind = 'CONTINUOUS_DEPLOYMENT_POLICY';
create unique index reference_staging on reference (to_id)
  where from_kind = 'CONTINUOUS_DEPLOYMENT_POLICY' and to_kind = 'DISTRIBUTION';
