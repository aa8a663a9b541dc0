-- Tags of anything that has an ARN.
create table tag (
  arn   text not null,
  key   text not null,
  value text not null,
  primary key (arn, key)
);

insert into tag (arn, key, value)
  select 'arn:aws:cloudfront::' || d.account || ':distribution/' || d.id, t.key, t.value
    from distribution_tag t join distribution d on d.id = t.distribution_id;

drop table distribution_tag;
