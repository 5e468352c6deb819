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
          session.survey_choice_value as "response", session.outcome as "outcome",
          coalesce(session.survey_choice_id, session.survey_choice_value) as "reason",
          session.followup_response as "followup", (coalesce(session.feedback,
          '') <> '')::text as "hasFeedback", coalesce(session.on_trial, false)::text as "trial",
          session.segment_id as "segmentId", session.abtest as "abtest", session.abtest_arm as "abtestArm",
          session.blueprint_id as "blueprintId", session.plan_id as "planId",
          session.billing_interval as "billingInterval", session.coupon_id as "couponId",
          session.pause_duration::text as "pauseDuration", lower(session.currency) as "currency",
          (session.bounced_by is not null)::text as "bounced", session.age_months::text as "ageMonths",
          (session.age_months / 12)::text as "ageYears",
          to_char(session.subscription_start at time zone 'UTC', 'YYYY-MM') as "startMonth",
          (coalesce(session.plan_price < 1000000000000000 and session.currency is not null
  and session.billing_interval is not null, false))::text as "priced",
      coalesce(session.detail ->> 'displayLang', session.detail ->> 'lang') as "language",
      coalesce(session.detail #>> '{region,matchedRegionCode}',
      session.detail #>> '{region,matchedRegion}') as "region",
      session.detail #>> '{region,rule}' as "cancelRule", coalesce(session.used_click_to_cancel,
      false)::text as "usedClickToCancel", case when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 30000)') then 'over-30s' when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 10000)') then '10-30s' when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 3000)') then '3-10s' when jsonb_path_exists(
    session.detail,
        '$.stepsViewed[*] ? (@.stepType == "OFFER" && @.duration >= 0)') then 'under-3s' end as "offerLook",
        coalesce(session.recording_state, case
      when session.source = 'import' and coalesce(session.detail ->> 'recording', '') <> '' then 'elsewhere'
      when session.detail -> 'record' = 'false' then 'call'
      when not session.verified then 'unverified' end) as "recordingState",
          session.verified::text as "verified",
          case when coalesce(session.plan_price < 1000000000000000 and session.currency is not null
  and session.billing_interval is not null,
      false) then lower(session.currency) || ' ' || session.billing_interval || ' '
    || greatest(coalesce(session.billing_interval_count, 1), 1) end as "period",
        case when coalesce(session.plan_price < 1000000000000000 and session.currency is not null
  and session.billing_interval is not null, false) then
    round(least(session.plan_price::numeric * greatest((case when jsonb_typeof(session.detail #> '{customer,itemQuantity}') = 'number'
  then (session.detail #>> '{customer,itemQuantity}')::numeric else 1 end), 0) * 100,
      1e17))::text end as "amount",
      (session.survey_choice_id is not null or session.survey_choice_value is not null
    or session.detail @> '{"stepsViewed": [{"stepType": "SURVEY"}]}')::text as "sawSurvey",
        left(md5(session.followup_response), 20) as "answer", session.detail ->> 'clicks' as "clicks",
        session.detail ->> 'secondsToCancel' as "secondsToCancel"
    from session
    where session.workspace_id = $1 and session.mode = $2
      and session.created_at >= $3::timestamptz and session.created_at < $4
    order by session.created_at
    fetch first 8192 rows with ties;
-- $1 uuid, $2 text, $3 text, $4 time

select offer.session_id,
    (array['ignored', 'declined', 'accepted'])[
      max(case offer.ended when 'accepted' then 3 when 'declined' then 2 else 1 end)
    ] || ':' || named.key as word
  from session_offer offer
  cross join lateral (values (offer.offer_type), (offer.guid)) as named (key)
  where offer.workspace_id = $1 and offer.session_id = any($2::uuid[]) and named.key is not null
  group by offer.session_id, named.key
    order by session_id, word;
-- $1 uuid, $2 uuid[]

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

insert into "facet_codes" ("workspace_id", "block_id", "dimension", "values", "counts", "codes", "places")
values ($1, $2, $3, $4, $5, $6, $7), ($8, $9, $10, $11, $12, $13, $14), ($15, $16, $17, $18, $19, $20, $21),
    ($22, $23, $24, $25, $26, $27, $28), ($29, $30, $31, $32, $33, $34, $35), ($36, $37, $38, $39, $40, $41,
    $42), ($43, $44, $45, $46, $47, $48, $49), ($50, $51, $52, $53, $54, $55, $56), ($57, $58, $59, $60, $61,
    $62, $63), ($64, $65, $66, $67, $68, $69, $70), ($71, $72, $73, $74, $75, $76, $77), ($78, $79, $80, $81,
    $82, $83, $84), ($85, $86, $87, $88, $89, $90, $91), ($92, $93, $94, $95, $96, $97, $98), ($99, $100,
    $101, $102, $103, $104, $105), ($106, $107, $108, $109, $110, $111, $112), ($113, $114, $115, $116, $117,
    $118, $119), ($120, $121, $122, $123, $124, $125, $126), ($127, $128, $129, $130, $131, $132, $133),
    ($134, $135, $136, $137, $138, $139, $140), ($141, $142, $143, $144, $145, $146, $147), ($148, $149,
    $150, $151, $152, $153, $154), ($155, $156, $157, $158, $159, $160, $161), ($162, $163, $164, $165, $166,
    $167, $168), ($169, $170, $171, $172, $173, $174, $175), ($176, $177, $178, $179, $180, $181, $182),
    ($183, $184, $185, $186, $187, $188, $189), ($190, $191, $192, $193, $194, $195, $196), ($197, $198,
    $199, $200, $201, $202, $203), ($204, $205, $206, $207, $208, $209, $210), ($211, $212, $213, $214, $215,
    $216, $217), ($218, $219, $220, $221, $222, $223, $224), ($225, $226, $227, $228, $229, $230, $231),
    ($232, $233, $234, $235, $236, $237, $238), ($239, $240, $241, $242, $243, $244, $245), ($246, $247,
    $248, $249, $250, $251, $252);
-- $1 uuid, $2 uuid, $3 text, $4 text[], $5 number[], $6 bytes, $7 null, $8 uuid, $9 uuid, $10 text, $11 text[], $12 number[], $13 bytes, $14 null, $15 uuid, $16 uuid, $17 text, $18 text[], $19 number[], $20 bytes, $21 null, $22 uuid, $23 uuid, $24 text, $25 text[], $26 number[], $27 bytes, $28 null, $29 uuid, $30 uuid, $31 text, $32 text[], $33 number[], $34 bytes, $35 null, $36 uuid, $37 uuid, $38 text, $39 text[], $40 number[], $41 bytes, $42 null, $43 uuid, $44 uuid, $45 text, $46 text[], $47 number[], $48 bytes, $49 null, $50 uuid, $51 uuid, $52 text, $53 text[], $54 number[], $55 bytes, $56 null, $57 uuid, $58 uuid, $59 text, $60 text[], $61 number[], $62 bytes, $63 null, $64 uuid, $65 uuid, $66 text, $67 text[], $68 number[], $69 bytes, $70 null, $71 uuid, $72 uuid, $73 text, $74 text[], $75 number[], $76 bytes, $77 null, $78 uuid, $79 uuid, $80 text, $81 text[], $82 number[], $83 bytes, $84 null, $85 uuid, $86 uuid, $87 text, $88 text[], $89 number[], $90 bytes, $91 null, $92 uuid, $93 uuid, $94 text, $95 text[], $96 number[], $97 bytes, $98 null, $99 uuid, $100 uuid, $101 text, $102 text[], $103 number[], $104 bytes, $105 null, $106 uuid, $107 uuid, $108 text, $109 text[], $110 number[], $111 bytes, $112 null, $113 uuid, $114 uuid, $115 text, $116 text[], $117 number[], $118 bytes, $119 null, $120 uuid, $121 uuid, $122 text, $123 text[], $124 number[], $125 bytes, $126 null, $127 uuid, $128 uuid, $129 text, $130 text[], $131 number[], $132 bytes, $133 null, $134 uuid, $135 uuid, $136 text, $137 text[], $138 number[], $139 bytes, $140 null, $141 uuid, $142 uuid, $143 text, $144 text[], $145 number[], $146 bytes, $147 null, $148 uuid, $149 uuid, $150 text, $151 text[], $152 number[], $153 bytes, $154 null, $155 uuid, $156 uuid, $157 text, $158 text[], $159 number[], $160 bytes, $161 null, $162 uuid, $163 uuid, $164 text, $165 text[], $166 number[], $167 bytes, $168 null, $169 uuid, $170 uuid, $171 text, $172 text[], $173 number[], $174 bytes, $175 null, $176 uuid, $177 uuid, $178 text, $179 text[], $180 number[], $181 bytes, $182 null, $183 uuid, $184 uuid, $185 text, $186 text[], $187 number[], $188 bytes, $189 null, $190 uuid, $191 uuid, $192 text, $193 text[], $194 number[], $195 bytes, $196 null, $197 uuid, $198 uuid, $199 text, $200 text[], $201 number[], $202 bytes, $203 null, $204 uuid, $205 uuid, $206 text, $207 text[], $208 number[], $209 bytes, $210 null, $211 uuid, $212 uuid, $213 text, $214 text[], $215 number[], $216 bytes, $217 null, $218 uuid, $219 uuid, $220 text, $221 text[], $222 number[], $223 bytes, $224 null, $225 uuid, $226 uuid, $227 text, $228 text[], $229 number[], $230 bytes, $231 null, $232 uuid, $233 uuid, $234 text, $235 text[], $236 number[], $237 bytes, $238 null, $239 uuid, $240 uuid, $241 text, $242 text[], $243 number[], $244 bytes, $245 null, $246 uuid, $247 uuid, $248 text, $249 nothing[], $250 nothing[], $251 bytes, $252 bytes

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
