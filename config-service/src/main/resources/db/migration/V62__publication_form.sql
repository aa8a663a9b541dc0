-- What a publication was made with, to make it anew where that has changed; and its revision.
alter table publication add column made_with text not null default '';
alter table publication add column revision bigint not null default 0;
alter table publication alter column made_with drop default;
alter table publication alter column revision drop default;

create index publication_made_with on publication (made_with, distribution_id);
