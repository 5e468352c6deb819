begin isolation level repeatable read read only;

select clock_timestamp() as at;

set local statement_timeout = 60000;

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
    and not exists (
      select from facet_stale s
      where s.workspace_id = $5 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 text[], $5 uuid

select id from (
    (select id,
        created_at from session where (session.workspace_id = $1 and session.mode = $2 and not coalesce(session.outcome = any($3::text[]),
        false) and (coalesce(session.offer_type = any($4::text[]),
        false) or session.offer_type is null)) and session.created_at >= $5
     order by created_at desc, id desc limit 5001) union all
    (select id,
        created_at from session where (session.workspace_id = $6 and session.mode = $7 and not coalesce(session.outcome = any($8::text[]),
        false) and (coalesce(session.offer_type = any($9::text[]),
        false) or session.offer_type is null)) and session.created_at < $10
     order by created_at desc, id desc limit 5001) union all (
    select found.id, found.created_at
    from (
    select block.id, block.from_at, block.size, coalesce("is_0"."bits" & ~ avoided.bits,
        "is_0"."bits") as bits
    from unnest($11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::int[])
    as block (id, from_at, to_at, size) join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $15 and x.block_id = block.id and ((x.dimension = $16 and (left(x.value,
       200) = any($17::text[]) and x.value = any($18::text[]) or x.value is null)))) as "is_0" on "is_0"."bits" is not null left join lateral
  (select bit_or(x.bits) as bits from facet_bits x
   where x.workspace_id = $19 and x.block_id = block.id and ((x.dimension = $20 and left(x.value,
       200) = any($21::text[]) and x.value = any($22::text[])))) as avoided on true
    -- the bits are worked out once a block, not wherever they are used: that cost 30 ms a block
    offset 0) matching
    cross join lateral (
      -- unpacked once a block: an element of a stored array costs as much as all of it
      select ids || '{…}'::uuid[] as ids, times || '{}'::timestamptz[] as times
      from facet_block
      where workspace_id = $23 and mode = $24 and from_at = matching.from_at
        and (matching.bits is null or bit_count(matching.bits) > 0)
      offset 0
    ) block
    cross join lateral (
      select block.ids[place + 1] as id, block.times[place + 1] as created_at
      from generate_series(matching.size - 1, 0, -1) as place
      where matching.bits is null or get_bit(matching.bits, place) = 1
    ) found
     limit 5001)) found
    order by created_at desc, id desc offset 0 limit 5001;
-- $1 uuid, $2 text, $3 text[], $4 text[], $5 time, $6 uuid, $7 text, $8 text[], $9 text[], $10 time, $11 uuid[], $12 time[], $13 time[], $14 number[], $15 uuid, $16 text, $17 text[], $18 text[], $19 uuid, $20 text, $21 text[], $22 text[], $23 uuid, $24 text

set local statement_timeout = 0;

select "id", "name"
from "segment"
where "workspace_id" = $1;
-- $1 uuid

copy (select coalesce("session"."foreign_id", "session"."id"::text),
    to_char(session.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), session.outcome,
    case when session.bounced_by is not null then (
  select coalesce("winner"."foreign_id", "winner"."id"::text) from session winner
  where winner.workspace_id = '0199e6cf-0000-7000-8000-00000000000a' and winner.id = session.bounced_by) end,
      coalesce('{}'::jsonb ->> session.segment_id, 'Primary Flow'), "session"."customer_email",
      (session.detail #>> '{"acceptedOffer","couponAmount"}'::text[]) from (
      select "session"."workspace_id", "session"."id", "session"."foreign_id", "session"."mode",
          "session"."created_at", "session"."source", "session"."recording_state", "session"."verified",
          "session"."updated_at", "session"."outcome", "session"."save_type", "session"."bounced_by",
          "session"."decision_state", "session"."customer_id", "session"."customer_email",
          "session"."subscription_id", "session"."subscription_start", "session"."age_months",
          "session"."plan_id", "session"."plan_price", "session"."currency", "session"."billing_interval",
          "session"."billing_interval_count", "session"."on_trial", "session"."segment_id",
          "session"."blueprint_id", "session"."abtest", "session"."abtest_arm", "session"."offer_type",
          "session"."coupon_id", "session"."survey_choice_id", "session"."survey_choice_value",
          "session"."followup_question", "session"."followup_response", "session"."feedback",
          "session"."used_click_to_cancel", "session"."custom_action_handler",
          session.detail || '{}' as detail
      from session where (session.workspace_id = '0199e6cf-0000-7000-8000-00000000000a' and session.id = any('{…}'::uuid[])) order by session.created_at desc,
          session.id desc offset 0
    ) session order by session.created_at desc, session.id desc) to stdout (format csv, delimiter ',');

commit;
