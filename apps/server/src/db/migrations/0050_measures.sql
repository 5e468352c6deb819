-- Blocks know more of their sessions than what people filter by: what numbers are summed by (`session/measures.ts`), one code
-- of two bytes a session where a byte does not tell the values apart, and the offers that a session showed, of which it has
-- none or several. See docs/decisions/0065-insights.md.

-- For offers: which session (its place in the block, two bytes, lowest first) has the code at the same place of `codes`. Null
-- where each session has one code.
alter table facet_codes add column places bytea;
alter table facet_codes alter column places set storage external;
