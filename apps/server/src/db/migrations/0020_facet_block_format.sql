-- Facet blocks say what their dimensions were when they were made: readers use those of their own format only, and the job
-- makes the others anew. See docs/decisions/0009-facet-blocks.md.

alter table facet_block
  -- a hash of the dimensions; empty where a server made the block that knew of no formats
  add column format text not null default '',
  -- blocks of another format are left alone for a while: a newer server may have made them
  add column made_at timestamptz(3) not null default '-infinity';
