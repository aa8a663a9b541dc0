-- Batches that were completed long ago are forgotten, the oldest first.
create index batch_completed on batch (completed_at) where completed_at is not null;
