-- A search finds a text in whatever spelling it was written: see docs/decisions/0027-one-spelling-for-searches.md. New reports
-- are written so by `session/searchable.ts`; this brings the texts in line that are there already. Most texts are ASCII
-- alone, which their two lengths tell, and are only read. Nothing but the rows that change is locked.

insert into facet_stale (workspace_id, mode, from_at, to_at)
select workspace_id, mode, from_at, to_at from facet_block
where exists (
  select from session
  where session.workspace_id = facet_block.workspace_id and session.mode = facet_block.mode
    and session.created_at >= facet_block.from_at and session.created_at < facet_block.to_at
    and octet_length(search_text) <> char_length(search_text)
    and (search_text is not nfc normalized
      or search_text ~ '[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u00b4\uff07\u201c-\u201f\u2033\u00ab\u00bb\uff02\u2010-\u2015\u2212\ufe58\ufe63\uff0d]')
);

-- a character of the first text becomes the one at its place in the second, and goes where there is none
update session set search_text = translate(
  normalize(search_text, nfc),
  U&'\00a0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200a\2028\2029\202f\205f\3000' ||
    U&'\2018\2019\201a\201b\2032\02bc\02b9\00b4\ff07' ||
    U&'\201c\201d\201e\201f\2033\00ab\00bb\ff02' ||
    U&'\2010\2011\2012\2013\2014\2015\2212\fe58\fe63\ff0d' ||
    U&'\00ad\061c\180e\200b\200c\200e\200f\202a\202b\202c\202d\202e\2060\2061\2062\2063\2064\2066\2067\2068\2069\feff',
  '                  ' || '''''''''''''''''''' || '""""""""' || '----------'
)
where octet_length(search_text) <> char_length(search_text)
  and (search_text is not nfc normalized
    or search_text ~ '[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u00b4\uff07\u201c-\u201f\u2033\u00ab\u00bb\uff02\u2010-\u2015\u2212\ufe58\ufe63\uff0d]');
