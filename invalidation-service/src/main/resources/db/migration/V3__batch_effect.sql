-- What becomes of the responses that a batch matches: HARD or SOFT.
alter table batch add column effect text not null default 'HARD';
