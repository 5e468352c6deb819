begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

with noted as (
    delete from facet_stale where workspace_id = $1 and mode = $2 returning from_at, to_at
  ) delete from facet_block block
  where block.workspace_id = $3 and block.mode = $4 and exists (select from noted where noted.from_at < block.to_at and noted.to_at >= block.from_at)
  returning block.id;
-- $1 uuid, $2 text, $3 uuid, $4 text

commit;

with kept as (
    select from_at, to_at, case when size < 8192 then from_at end as room_from
    from facet_block block where workspace_id = $1 and mode = $2 and (block.format = $3 or block.made_at > $4)
  )
  select lag(to_at) over (order by from_at) as from_at, from_at as to_at,
      null::timestamptz as room_from from kept
  union all
  (select last.to_at, null, last.room_from
   from (select) one left join (select * from kept order by from_at desc limit 1) last on true)
  order by to_at;
-- $1 uuid, $2 text, $3 text, $4 time

select count(*)::int as count from (
    select from session where workspace_id = $1 and mode = $2
      and created_at >= $3::timestamptz and created_at < $4
    limit 32768
  ) enough;
-- $1 uuid, $2 text, $3 text, $4 time

select session.id, session.created_at, session.search_text,
    session.save_type as "saveType", session.offer_type as "offerType",
        session.survey_choice_value as "response", session.outcome as "outcome", coalesce(session.on_trial,
        false)::text as "trial", session.segment_id as "segmentId", session.abtest as "abtest",
        session.abtest_arm as "abtestArm", session.blueprint_id as "blueprintId",
        session.plan_id as "planId", session.billing_interval as "billingInterval",
        session.coupon_id as "couponId", session.pause_duration::text as "pauseDuration",
        lower(session.currency) as "currency", (session.bounced_by is not null)::text as "bounced",
        session.age_months::text as "ageMonths", (session.age_months / 12)::text as "ageYears",
        session.verified::text as "verified"
  from session
  where session.workspace_id = $1 and session.mode = $2
    and session.created_at >= $3::timestamptz and session.created_at < $4
  order by session.created_at
  fetch first 8192 rows with ties;
-- $1 uuid, $2 text, $3 text, $4 time

delete from facet_block block
  where block.workspace_id = $1 and block.mode = $2 and block.from_at < $3 and block.to_at > $4
  returning block.id;
-- $1 uuid, $2 text, $3 time, $4 time

insert into "facet_block" ("workspace_id", "mode", "from_at", "to_at", "id", "size", "dimensions", "ids",
    "times", "format", "made_at")
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
-- $1 uuid, $2 text, $3 time, $4 time, $5 uuid, $6 number, $7 text[], $8 uuid[], $9 time[], $10 text, $11 time

insert into facet_bits (workspace_id, block_id, dimension, value, bits)
  select $1, $2, dimension, value, bits::bit varying
  from unnest($3::text[], $4::text[], $5::text[])
    as t (dimension, value, bits);
-- $1 uuid, $2 uuid, $3 text[], $4 text[], $5 text[]

insert into "facet_codes" ("workspace_id", "block_id", "dimension", "values", "counts", "codes")
values ($1, $2, $3, $4, $5, $6), ($7, $8, $9, $10, $11, $12), ($13, $14, $15, $16, $17, $18), ($19, $20, $21,
    $22, $23, $24), ($25, $26, $27, $28, $29, $30), ($31, $32, $33, $34, $35, $36), ($37, $38, $39, $40, $41,
    $42), ($43, $44, $45, $46, $47, $48), ($49, $50, $51, $52, $53, $54), ($55, $56, $57, $58, $59, $60),
    ($61, $62, $63, $64, $65, $66), ($67, $68, $69, $70, $71, $72), ($73, $74, $75, $76, $77, $78), ($79,
    $80, $81, $82, $83, $84), ($85, $86, $87, $88, $89, $90), ($91, $92, $93, $94, $95, $96), ($97, $98, $99,
    $100, $101, $102), ($103, $104, $105, $106, $107, $108);
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 number[], $6 bytes, $7 uuid, $8 uuid, $9 text, $10 text[], $11 number[], $12 bytes, $13 uuid, $14 uuid, $15 text, $16 text[], $17 number[], $18 bytes, $19 uuid, $20 uuid, $21 text, $22 text[], $23 number[], $24 bytes, $25 uuid, $26 uuid, $27 text, $28 text[], $29 number[], $30 bytes, $31 uuid, $32 uuid, $33 text, $34 text[], $35 number[], $36 bytes, $37 uuid, $38 uuid, $39 text, $40 text[], $41 number[], $42 bytes, $43 uuid, $44 uuid, $45 text, $46 text[], $47 number[], $48 bytes, $49 uuid, $50 uuid, $51 text, $52 text[], $53 number[], $54 bytes, $55 uuid, $56 uuid, $57 text, $58 text[], $59 number[], $60 bytes, $61 uuid, $62 uuid, $63 text, $64 text[], $65 number[], $66 bytes, $67 uuid, $68 uuid, $69 text, $70 text[], $71 number[], $72 bytes, $73 uuid, $74 uuid, $75 text, $76 text[], $77 number[], $78 bytes, $79 uuid, $80 uuid, $81 text, $82 text[], $83 number[], $84 bytes, $85 uuid, $86 uuid, $87 text, $88 text[], $89 number[], $90 bytes, $91 uuid, $92 uuid, $93 text, $94 text[], $95 number[], $96 bytes, $97 uuid, $98 uuid, $99 text, $100 text[], $101 number[], $102 bytes, $103 uuid, $104 uuid, $105 text, $106 text[], $107 number[], $108 bytes

insert into facet_piece (workspace_id, block_id, piece)
  select $1, $2, piece from unnest($3::text[]) as t (piece);
-- $1 uuid, $2 uuid, $3 text[]

delete from facet_block block
  where block.workspace_id = $1 and block.mode = $2 and not (block.format = $3 or block.made_at > $4)
  returning block.id;
-- $1 uuid, $2 text, $3 text, $4 time

begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;

begin; select pg_advisory_xact_lock(key)
from unnest('{…}'::bigint[]) as key;
