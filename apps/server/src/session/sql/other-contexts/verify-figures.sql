start transaction isolation level repeatable read read only;

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
    and not exists (
      select from facet_stale s
      where s.workspace_id = $5 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 nothing[], $5 uuid

commit;

select b.id, b.from_at as "from", b.to_at as "to", b.size from facet_block b
  where b.workspace_id = $1 and b.mode = $2
    and b.format = $3 and b.dimensions @> $4::text[]
    and b.to_at > $5 and b.from_at < $6
    and not exists (
      select from facet_stale s
      where s.workspace_id = $7 and s.mode = b.mode
        and s.from_at < b.to_at and s.to_at >= b.from_at
    )
  order by b.from_at desc;
-- $1 uuid, $2 text, $3 text, $4 nothing[], $5 time, $6 time, $7 uuid

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
    fetch first 2728 rows with ties;
-- $1 uuid, $2 text, $3 time, $4 time

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

select "size", "dimensions", "ids", "times"
from "facet_block"
where "workspace_id" = $1 and "id" = $2;
-- $1 uuid, $2 uuid

select "dimension", "values", "counts", "codes", "places"
from "facet_codes"
where "workspace_id" = $1 and "block_id" = $2;
-- $1 uuid, $2 uuid

select dimension, value, bits::text as bits from facet_bits
  where workspace_id = $1 and block_id = $2;
-- $1 uuid, $2 uuid

select "piece"
from "facet_piece"
where "workspace_id" = $1 and "block_id" = $2;
-- $1 uuid, $2 uuid

select "workspace_id", "id", "survey_choice_id", "blueprint_id", "detail"
from "session"
where "workspace_id" = $1
order by "id"
limit $2;
-- $1 uuid, $2 number

select *
from "session_offer"
where "workspace_id" = $1 and "session_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
    $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57,
    $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78,
    $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99,
    $100, $101, $102, $103, $104, $105, $106, $107, $108, $109, $110, $111, $112, $113, $114, $115, $116,
    $117, $118, $119, $120, $121, $122, $123, $124, $125, $126, $127, $128, $129, $130, $131, $132, $133,
    $134, $135, $136, $137, $138, $139, $140, $141, $142, $143, $144, $145, $146, $147, $148, $149, $150,
    $151, $152, $153, $154, $155, $156, $157, $158, $159, $160, $161, $162, $163, $164, $165, $166, $167,
    $168, $169, $170, $171, $172, $173, $174, $175, $176, $177, $178, $179, $180, $181, $182, $183, $184,
    $185, $186, $187, $188, $189, $190, $191, $192, $193, $194, $195, $196, $197, $198, $199, $200, $201,
    $202, $203, $204, $205, $206, $207, $208, $209, $210, $211, $212, $213, $214, $215, $216, $217, $218,
    $219, $220, $221, $222, $223, $224, $225, $226, $227, $228, $229, $230, $231, $232, $233, $234, $235,
    $236, $237, $238, $239, $240, $241, $242, $243, $244, $245, $246, $247, $248, $249, $250, $251, $252,
    $253, $254, $255, $256, $257, $258, $259, $260, $261, $262, $263, $264, $265, $266, $267, $268, $269,
    $270, $271, $272, $273, $274, $275, $276, $277, $278, $279, $280, $281, $282, $283, $284, $285, $286,
    $287, $288, $289, $290, $291, $292, $293, $294, $295, $296, $297, $298, $299, $300, $301, $302, $303,
    $304, $305, $306, $307, $308, $309, $310, $311, $312, $313, $314, $315, $316, $317, $318, $319, $320,
    $321, $322, $323, $324, $325, $326, $327, $328, $329, $330, $331, $332, $333, $334, $335, $336, $337,
    $338, $339, $340, $341, $342, $343, $344, $345, $346, $347, $348, $349, $350, $351, $352, $353, $354,
    $355, $356, $357, $358, $359, $360, $361, $362, $363, $364, $365, $366, $367, $368, $369, $370, $371,
    $372, $373, $374, $375, $376, $377, $378, $379, $380, $381, $382, $383, $384, $385, $386, $387, $388,
    $389, $390, $391, $392, $393, $394, $395, $396, $397, $398, $399, $400, $401, $402, $403, $404, $405,
    $406, $407, $408, $409, $410, $411, $412, $413, $414, $415, $416, $417, $418, $419, $420, $421, $422,
    $423, $424, $425, $426, $427, $428, $429, $430, $431, $432, $433, $434, $435, $436, $437, $438, $439,
    $440, $441, $442, $443, $444, $445, $446, $447, $448, $449, $450, $451, $452, $453, $454, $455, $456,
    $457, $458, $459, $460, $461, $462, $463, $464, $465, $466, $467, $468, $469, $470, $471, $472, $473,
    $474, $475, $476, $477, $478, $479, $480, $481, $482, $483, $484, $485, $486, $487, $488, $489, $490,
    $491, $492, $493, $494, $495, $496, $497, $498, $499, $500, $501, $502, $503, $504, $505, $506, $507,
    $508, $509, $510, $511, $512, $513, $514, $515, $516, $517, $518, $519, $520, $521, $522, $523, $524,
    $525, $526, $527, $528, $529, $530, $531, $532, $533, $534, $535, $536, $537, $538, $539, $540, $541,
    $542, $543, $544, $545, $546, $547, $548, $549, $550, $551, $552, $553, $554, $555, $556, $557, $558,
    $559, $560, $561, $562, $563, $564, $565, $566, $567, $568, $569, $570, $571, $572, $573, $574, $575,
    $576, $577, $578, $579, $580, $581, $582, $583, $584, $585, $586, $587, $588, $589, $590, $591, $592,
    $593, $594, $595, $596, $597, $598, $599, $600, $601, $602, $603, $604, $605, $606, $607, $608, $609,
    $610, $611, $612, $613, $614, $615, $616, $617, $618, $619, $620, $621, $622, $623, $624, $625, $626,
    $627, $628, $629, $630, $631, $632, $633, $634, $635, $636, $637, $638, $639, $640, $641, $642, $643,
    $644, $645, $646, $647, $648, $649, $650, $651, $652, $653, $654, $655, $656, $657, $658, $659, $660,
    $661, $662, $663, $664, $665, $666, $667, $668, $669, $670, $671, $672, $673, $674, $675, $676, $677,
    $678, $679, $680, $681, $682, $683, $684, $685, $686, $687, $688, $689, $690, $691, $692, $693, $694,
    $695, $696, $697, $698, $699, $700, $701, $702, $703, $704, $705, $706, $707, $708, $709, $710, $711,
    $712, $713, $714, $715, $716, $717, $718, $719, $720, $721, $722, $723, $724, $725, $726, $727, $728,
    $729, $730, $731, $732, $733, $734, $735, $736, $737, $738, $739, $740, $741, $742, $743, $744, $745,
    $746, $747, $748, $749, $750, $751, $752, $753, $754, $755, $756, $757, $758, $759, $760, $761, $762,
    $763, $764, $765, $766, $767, $768, $769, $770, $771, $772, $773, $774, $775, $776, $777, $778, $779,
    $780, $781, $782, $783, $784, $785, $786, $787, $788, $789, $790, $791, $792, $793, $794, $795, $796,
    $797, $798, $799, $800, $801, $802, $803, $804, $805, $806, $807, $808, $809, $810, $811, $812, $813,
    $814, $815, $816, $817, $818, $819, $820, $821, $822, $823, $824, $825, $826, $827, $828, $829, $830,
    $831, $832, $833, $834, $835, $836, $837, $838, $839, $840, $841, $842, $843, $844, $845, $846, $847,
    $848, $849, $850, $851, $852, $853, $854, $855, $856, $857, $858, $859, $860, $861, $862, $863, $864,
    $865, $866, $867, $868, $869, $870, $871, $872, $873, $874, $875, $876, $877, $878, $879, $880, $881,
    $882, $883, $884, $885, $886, $887, $888, $889, $890, $891, $892, $893, $894, $895, $896, $897, $898,
    $899, $900, $901, $902, $903, $904, $905, $906, $907, $908, $909, $910, $911, $912, $913, $914, $915,
    $916, $917, $918, $919, $920, $921, $922, $923, $924, $925, $926, $927, $928, $929, $930, $931, $932,
    $933, $934, $935, $936, $937, $938, $939, $940, $941, $942, $943, $944, $945, $946, $947, $948, $949,
    $950, $951, $952, $953, $954, $955, $956, $957, $958, $959, $960, $961, $962, $963, $964, $965, $966,
    $967, $968, $969, $970, $971, $972, $973, $974, $975, $976, $977, $978, $979, $980, $981, $982, $983,
    $984, $985, $986, $987, $988, $989, $990, $991, $992, $993, $994, $995, $996, $997, $998, $999, $1000,
    $1001)
order by "session_id", "position";
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid, $5 uuid, $6 uuid, $7 uuid, $8 uuid, $9 uuid, $10 uuid, $11 uuid, $12 uuid, $13 uuid, $14 uuid, $15 uuid, $16 uuid, $17 uuid, $18 uuid, $19 uuid, $20 uuid, $21 uuid, $22 uuid, $23 uuid, $24 uuid, $25 uuid, $26 uuid, $27 uuid, $28 uuid, $29 uuid, $30 uuid, $31 uuid, $32 uuid, $33 uuid, $34 uuid, $35 uuid, $36 uuid, $37 uuid, $38 uuid, $39 uuid, $40 uuid, $41 uuid, $42 uuid, $43 uuid, $44 uuid, $45 uuid, $46 uuid, $47 uuid, $48 uuid, $49 uuid, $50 uuid, $51 uuid, $52 uuid, $53 uuid, $54 uuid, $55 uuid, $56 uuid, $57 uuid, $58 uuid, $59 uuid, $60 uuid, $61 uuid, $62 uuid, $63 uuid, $64 uuid, $65 uuid, $66 uuid, $67 uuid, $68 uuid, $69 uuid, $70 uuid, $71 uuid, $72 uuid, $73 uuid, $74 uuid, $75 uuid, $76 uuid, $77 uuid, $78 uuid, $79 uuid, $80 uuid, $81 uuid, $82 uuid, $83 uuid, $84 uuid, $85 uuid, $86 uuid, $87 uuid, $88 uuid, $89 uuid, $90 uuid, $91 uuid, $92 uuid, $93 uuid, $94 uuid, $95 uuid, $96 uuid, $97 uuid, $98 uuid, $99 uuid, $100 uuid, $101 uuid, $102 uuid, $103 uuid, $104 uuid, $105 uuid, $106 uuid, $107 uuid, $108 uuid, $109 uuid, $110 uuid, $111 uuid, $112 uuid, $113 uuid, $114 uuid, $115 uuid, $116 uuid, $117 uuid, $118 uuid, $119 uuid, $120 uuid, $121 uuid, $122 uuid, $123 uuid, $124 uuid, $125 uuid, $126 uuid, $127 uuid, $128 uuid, $129 uuid, $130 uuid, $131 uuid, $132 uuid, $133 uuid, $134 uuid, $135 uuid, $136 uuid, $137 uuid, $138 uuid, $139 uuid, $140 uuid, $141 uuid, $142 uuid, $143 uuid, $144 uuid, $145 uuid, $146 uuid, $147 uuid, $148 uuid, $149 uuid, $150 uuid, $151 uuid, $152 uuid, $153 uuid, $154 uuid, $155 uuid, $156 uuid, $157 uuid, $158 uuid, $159 uuid, $160 uuid, $161 uuid, $162 uuid, $163 uuid, $164 uuid, $165 uuid, $166 uuid, $167 uuid, $168 uuid, $169 uuid, $170 uuid, $171 uuid, $172 uuid, $173 uuid, $174 uuid, $175 uuid, $176 uuid, $177 uuid, $178 uuid, $179 uuid, $180 uuid, $181 uuid, $182 uuid, $183 uuid, $184 uuid, $185 uuid, $186 uuid, $187 uuid, $188 uuid, $189 uuid, $190 uuid, $191 uuid, $192 uuid, $193 uuid, $194 uuid, $195 uuid, $196 uuid, $197 uuid, $198 uuid, $199 uuid, $200 uuid, $201 uuid, $202 uuid, $203 uuid, $204 uuid, $205 uuid, $206 uuid, $207 uuid, $208 uuid, $209 uuid, $210 uuid, $211 uuid, $212 uuid, $213 uuid, $214 uuid, $215 uuid, $216 uuid, $217 uuid, $218 uuid, $219 uuid, $220 uuid, $221 uuid, $222 uuid, $223 uuid, $224 uuid, $225 uuid, $226 uuid, $227 uuid, $228 uuid, $229 uuid, $230 uuid, $231 uuid, $232 uuid, $233 uuid, $234 uuid, $235 uuid, $236 uuid, $237 uuid, $238 uuid, $239 uuid, $240 uuid, $241 uuid, $242 uuid, $243 uuid, $244 uuid, $245 uuid, $246 uuid, $247 uuid, $248 uuid, $249 uuid, $250 uuid, $251 uuid, $252 uuid, $253 uuid, $254 uuid, $255 uuid, $256 uuid, $257 uuid, $258 uuid, $259 uuid, $260 uuid, $261 uuid, $262 uuid, $263 uuid, $264 uuid, $265 uuid, $266 uuid, $267 uuid, $268 uuid, $269 uuid, $270 uuid, $271 uuid, $272 uuid, $273 uuid, $274 uuid, $275 uuid, $276 uuid, $277 uuid, $278 uuid, $279 uuid, $280 uuid, $281 uuid, $282 uuid, $283 uuid, $284 uuid, $285 uuid, $286 uuid, $287 uuid, $288 uuid, $289 uuid, $290 uuid, $291 uuid, $292 uuid, $293 uuid, $294 uuid, $295 uuid, $296 uuid, $297 uuid, $298 uuid, $299 uuid, $300 uuid, $301 uuid, $302 uuid, $303 uuid, $304 uuid, $305 uuid, $306 uuid, $307 uuid, $308 uuid, $309 uuid, $310 uuid, $311 uuid, $312 uuid, $313 uuid, $314 uuid, $315 uuid, $316 uuid, $317 uuid, $318 uuid, $319 uuid, $320 uuid, $321 uuid, $322 uuid, $323 uuid, $324 uuid, $325 uuid, $326 uuid, $327 uuid, $328 uuid, $329 uuid, $330 uuid, $331 uuid, $332 uuid, $333 uuid, $334 uuid, $335 uuid, $336 uuid, $337 uuid, $338 uuid, $339 uuid, $340 uuid, $341 uuid, $342 uuid, $343 uuid, $344 uuid, $345 uuid, $346 uuid, $347 uuid, $348 uuid, $349 uuid, $350 uuid, $351 uuid, $352 uuid, $353 uuid, $354 uuid, $355 uuid, $356 uuid, $357 uuid, $358 uuid, $359 uuid, $360 uuid, $361 uuid, $362 uuid, $363 uuid, $364 uuid, $365 uuid, $366 uuid, $367 uuid, $368 uuid, $369 uuid, $370 uuid, $371 uuid, $372 uuid, $373 uuid, $374 uuid, $375 uuid, $376 uuid, $377 uuid, $378 uuid, $379 uuid, $380 uuid, $381 uuid, $382 uuid, $383 uuid, $384 uuid, $385 uuid, $386 uuid, $387 uuid, $388 uuid, $389 uuid, $390 uuid, $391 uuid, $392 uuid, $393 uuid, $394 uuid, $395 uuid, $396 uuid, $397 uuid, $398 uuid, $399 uuid, $400 uuid, $401 uuid, $402 uuid, $403 uuid, $404 uuid, $405 uuid, $406 uuid, $407 uuid, $408 uuid, $409 uuid, $410 uuid, $411 uuid, $412 uuid, $413 uuid, $414 uuid, $415 uuid, $416 uuid, $417 uuid, $418 uuid, $419 uuid, $420 uuid, $421 uuid, $422 uuid, $423 uuid, $424 uuid, $425 uuid, $426 uuid, $427 uuid, $428 uuid, $429 uuid, $430 uuid, $431 uuid, $432 uuid, $433 uuid, $434 uuid, $435 uuid, $436 uuid, $437 uuid, $438 uuid, $439 uuid, $440 uuid, $441 uuid, $442 uuid, $443 uuid, $444 uuid, $445 uuid, $446 uuid, $447 uuid, $448 uuid, $449 uuid, $450 uuid, $451 uuid, $452 uuid, $453 uuid, $454 uuid, $455 uuid, $456 uuid, $457 uuid, $458 uuid, $459 uuid, $460 uuid, $461 uuid, $462 uuid, $463 uuid, $464 uuid, $465 uuid, $466 uuid, $467 uuid, $468 uuid, $469 uuid, $470 uuid, $471 uuid, $472 uuid, $473 uuid, $474 uuid, $475 uuid, $476 uuid, $477 uuid, $478 uuid, $479 uuid, $480 uuid, $481 uuid, $482 uuid, $483 uuid, $484 uuid, $485 uuid, $486 uuid, $487 uuid, $488 uuid, $489 uuid, $490 uuid, $491 uuid, $492 uuid, $493 uuid, $494 uuid, $495 uuid, $496 uuid, $497 uuid, $498 uuid, $499 uuid, $500 uuid, $501 uuid, $502 uuid, $503 uuid, $504 uuid, $505 uuid, $506 uuid, $507 uuid, $508 uuid, $509 uuid, $510 uuid, $511 uuid, $512 uuid, $513 uuid, $514 uuid, $515 uuid, $516 uuid, $517 uuid, $518 uuid, $519 uuid, $520 uuid, $521 uuid, $522 uuid, $523 uuid, $524 uuid, $525 uuid, $526 uuid, $527 uuid, $528 uuid, $529 uuid, $530 uuid, $531 uuid, $532 uuid, $533 uuid, $534 uuid, $535 uuid, $536 uuid, $537 uuid, $538 uuid, $539 uuid, $540 uuid, $541 uuid, $542 uuid, $543 uuid, $544 uuid, $545 uuid, $546 uuid, $547 uuid, $548 uuid, $549 uuid, $550 uuid, $551 uuid, $552 uuid, $553 uuid, $554 uuid, $555 uuid, $556 uuid, $557 uuid, $558 uuid, $559 uuid, $560 uuid, $561 uuid, $562 uuid, $563 uuid, $564 uuid, $565 uuid, $566 uuid, $567 uuid, $568 uuid, $569 uuid, $570 uuid, $571 uuid, $572 uuid, $573 uuid, $574 uuid, $575 uuid, $576 uuid, $577 uuid, $578 uuid, $579 uuid, $580 uuid, $581 uuid, $582 uuid, $583 uuid, $584 uuid, $585 uuid, $586 uuid, $587 uuid, $588 uuid, $589 uuid, $590 uuid, $591 uuid, $592 uuid, $593 uuid, $594 uuid, $595 uuid, $596 uuid, $597 uuid, $598 uuid, $599 uuid, $600 uuid, $601 uuid, $602 uuid, $603 uuid, $604 uuid, $605 uuid, $606 uuid, $607 uuid, $608 uuid, $609 uuid, $610 uuid, $611 uuid, $612 uuid, $613 uuid, $614 uuid, $615 uuid, $616 uuid, $617 uuid, $618 uuid, $619 uuid, $620 uuid, $621 uuid, $622 uuid, $623 uuid, $624 uuid, $625 uuid, $626 uuid, $627 uuid, $628 uuid, $629 uuid, $630 uuid, $631 uuid, $632 uuid, $633 uuid, $634 uuid, $635 uuid, $636 uuid, $637 uuid, $638 uuid, $639 uuid, $640 uuid, $641 uuid, $642 uuid, $643 uuid, $644 uuid, $645 uuid, $646 uuid, $647 uuid, $648 uuid, $649 uuid, $650 uuid, $651 uuid, $652 uuid, $653 uuid, $654 uuid, $655 uuid, $656 uuid, $657 uuid, $658 uuid, $659 uuid, $660 uuid, $661 uuid, $662 uuid, $663 uuid, $664 uuid, $665 uuid, $666 uuid, $667 uuid, $668 uuid, $669 uuid, $670 uuid, $671 uuid, $672 uuid, $673 uuid, $674 uuid, $675 uuid, $676 uuid, $677 uuid, $678 uuid, $679 uuid, $680 uuid, $681 uuid, $682 uuid, $683 uuid, $684 uuid, $685 uuid, $686 uuid, $687 uuid, $688 uuid, $689 uuid, $690 uuid, $691 uuid, $692 uuid, $693 uuid, $694 uuid, $695 uuid, $696 uuid, $697 uuid, $698 uuid, $699 uuid, $700 uuid, $701 uuid, $702 uuid, $703 uuid, $704 uuid, $705 uuid, $706 uuid, $707 uuid, $708 uuid, $709 uuid, $710 uuid, $711 uuid, $712 uuid, $713 uuid, $714 uuid, $715 uuid, $716 uuid, $717 uuid, $718 uuid, $719 uuid, $720 uuid, $721 uuid, $722 uuid, $723 uuid, $724 uuid, $725 uuid, $726 uuid, $727 uuid, $728 uuid, $729 uuid, $730 uuid, $731 uuid, $732 uuid, $733 uuid, $734 uuid, $735 uuid, $736 uuid, $737 uuid, $738 uuid, $739 uuid, $740 uuid, $741 uuid, $742 uuid, $743 uuid, $744 uuid, $745 uuid, $746 uuid, $747 uuid, $748 uuid, $749 uuid, $750 uuid, $751 uuid, $752 uuid, $753 uuid, $754 uuid, $755 uuid, $756 uuid, $757 uuid, $758 uuid, $759 uuid, $760 uuid, $761 uuid, $762 uuid, $763 uuid, $764 uuid, $765 uuid, $766 uuid, $767 uuid, $768 uuid, $769 uuid, $770 uuid, $771 uuid, $772 uuid, $773 uuid, $774 uuid, $775 uuid, $776 uuid, $777 uuid, $778 uuid, $779 uuid, $780 uuid, $781 uuid, $782 uuid, $783 uuid, $784 uuid, $785 uuid, $786 uuid, $787 uuid, $788 uuid, $789 uuid, $790 uuid, $791 uuid, $792 uuid, $793 uuid, $794 uuid, $795 uuid, $796 uuid, $797 uuid, $798 uuid, $799 uuid, $800 uuid, $801 uuid, $802 uuid, $803 uuid, $804 uuid, $805 uuid, $806 uuid, $807 uuid, $808 uuid, $809 uuid, $810 uuid, $811 uuid, $812 uuid, $813 uuid, $814 uuid, $815 uuid, $816 uuid, $817 uuid, $818 uuid, $819 uuid, $820 uuid, $821 uuid, $822 uuid, $823 uuid, $824 uuid, $825 uuid, $826 uuid, $827 uuid, $828 uuid, $829 uuid, $830 uuid, $831 uuid, $832 uuid, $833 uuid, $834 uuid, $835 uuid, $836 uuid, $837 uuid, $838 uuid, $839 uuid, $840 uuid, $841 uuid, $842 uuid, $843 uuid, $844 uuid, $845 uuid, $846 uuid, $847 uuid, $848 uuid, $849 uuid, $850 uuid, $851 uuid, $852 uuid, $853 uuid, $854 uuid, $855 uuid, $856 uuid, $857 uuid, $858 uuid, $859 uuid, $860 uuid, $861 uuid, $862 uuid, $863 uuid, $864 uuid, $865 uuid, $866 uuid, $867 uuid, $868 uuid, $869 uuid, $870 uuid, $871 uuid, $872 uuid, $873 uuid, $874 uuid, $875 uuid, $876 uuid, $877 uuid, $878 uuid, $879 uuid, $880 uuid, $881 uuid, $882 uuid, $883 uuid, $884 uuid, $885 uuid, $886 uuid, $887 uuid, $888 uuid, $889 uuid, $890 uuid, $891 uuid, $892 uuid, $893 uuid, $894 uuid, $895 uuid, $896 uuid, $897 uuid, $898 uuid, $899 uuid, $900 uuid, $901 uuid, $902 uuid, $903 uuid, $904 uuid, $905 uuid, $906 uuid, $907 uuid, $908 uuid, $909 uuid, $910 uuid, $911 uuid, $912 uuid, $913 uuid, $914 uuid, $915 uuid, $916 uuid, $917 uuid, $918 uuid, $919 uuid, $920 uuid, $921 uuid, $922 uuid, $923 uuid, $924 uuid, $925 uuid, $926 uuid, $927 uuid, $928 uuid, $929 uuid, $930 uuid, $931 uuid, $932 uuid, $933 uuid, $934 uuid, $935 uuid, $936 uuid, $937 uuid, $938 uuid, $939 uuid, $940 uuid, $941 uuid, $942 uuid, $943 uuid, $944 uuid, $945 uuid, $946 uuid, $947 uuid, $948 uuid, $949 uuid, $950 uuid, $951 uuid, $952 uuid, $953 uuid, $954 uuid, $955 uuid, $956 uuid, $957 uuid, $958 uuid, $959 uuid, $960 uuid, $961 uuid, $962 uuid, $963 uuid, $964 uuid, $965 uuid, $966 uuid, $967 uuid, $968 uuid, $969 uuid, $970 uuid, $971 uuid, $972 uuid, $973 uuid, $974 uuid, $975 uuid, $976 uuid, $977 uuid, $978 uuid, $979 uuid, $980 uuid, $981 uuid, $982 uuid, $983 uuid, $984 uuid, $985 uuid, $986 uuid, $987 uuid, $988 uuid, $989 uuid, $990 uuid, $991 uuid, $992 uuid, $993 uuid, $994 uuid, $995 uuid, $996 uuid, $997 uuid, $998 uuid, $999 uuid, $1000 uuid, $1001 uuid

select "workspace_id", "id", "survey_choice_id", "blueprint_id", "detail"
from "session"
where "workspace_id" = $1 and "id" > $2
order by "id"
limit $3;
-- $1 uuid, $2 uuid, $3 number

select *
from "session_offer"
where "workspace_id" = $1 and "session_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
    $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57,
    $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78,
    $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99,
    $100, $101, $102, $103, $104, $105, $106, $107, $108, $109, $110, $111, $112, $113, $114, $115, $116,
    $117, $118, $119, $120, $121, $122, $123, $124, $125, $126, $127, $128, $129, $130, $131, $132, $133,
    $134, $135, $136, $137, $138, $139, $140, $141, $142, $143, $144, $145, $146, $147, $148, $149, $150,
    $151, $152, $153, $154, $155, $156, $157, $158, $159, $160, $161, $162, $163, $164, $165, $166, $167,
    $168, $169, $170, $171, $172, $173, $174, $175, $176, $177, $178, $179, $180, $181, $182, $183, $184,
    $185, $186, $187, $188, $189, $190, $191, $192, $193, $194, $195, $196, $197, $198, $199, $200, $201,
    $202, $203, $204, $205, $206, $207, $208, $209, $210, $211, $212, $213, $214, $215, $216, $217, $218,
    $219, $220, $221, $222, $223, $224, $225, $226, $227, $228, $229, $230, $231, $232, $233, $234, $235,
    $236, $237, $238, $239, $240, $241, $242, $243, $244, $245, $246, $247, $248, $249, $250, $251, $252,
    $253, $254, $255, $256, $257, $258, $259, $260, $261, $262, $263, $264, $265, $266, $267, $268, $269,
    $270, $271, $272, $273, $274, $275, $276, $277, $278, $279, $280, $281, $282, $283, $284, $285, $286,
    $287, $288, $289, $290, $291, $292, $293, $294, $295, $296, $297, $298, $299, $300, $301, $302, $303,
    $304, $305, $306, $307, $308, $309, $310, $311, $312, $313, $314, $315, $316, $317, $318, $319, $320,
    $321, $322, $323, $324, $325, $326, $327, $328, $329, $330, $331, $332, $333, $334, $335, $336, $337,
    $338, $339, $340, $341, $342, $343, $344, $345, $346, $347, $348, $349, $350, $351, $352, $353, $354,
    $355, $356, $357, $358, $359, $360, $361, $362, $363, $364, $365, $366, $367, $368, $369, $370, $371,
    $372, $373, $374, $375, $376, $377, $378, $379, $380, $381, $382, $383, $384, $385, $386, $387, $388,
    $389, $390, $391, $392, $393, $394, $395, $396, $397, $398, $399, $400, $401, $402, $403, $404, $405,
    $406, $407, $408, $409, $410, $411, $412, $413, $414, $415, $416, $417, $418, $419, $420, $421, $422,
    $423, $424, $425, $426, $427, $428, $429, $430, $431, $432, $433, $434, $435, $436, $437, $438, $439,
    $440, $441, $442, $443, $444, $445, $446, $447, $448, $449, $450, $451, $452, $453, $454, $455, $456,
    $457, $458, $459, $460, $461, $462, $463, $464, $465, $466, $467, $468, $469, $470, $471, $472, $473,
    $474, $475, $476, $477, $478, $479, $480, $481, $482, $483, $484, $485, $486, $487, $488, $489, $490,
    $491, $492, $493, $494, $495, $496, $497, $498, $499, $500, $501, $502, $503, $504, $505, $506, $507,
    $508, $509, $510, $511, $512, $513, $514, $515, $516, $517, $518, $519, $520, $521, $522, $523, $524,
    $525, $526, $527, $528, $529, $530, $531, $532, $533, $534, $535, $536, $537, $538, $539, $540, $541,
    $542, $543, $544, $545, $546, $547, $548, $549, $550, $551, $552, $553, $554, $555, $556, $557, $558,
    $559, $560, $561, $562, $563, $564, $565, $566, $567, $568, $569, $570, $571, $572, $573, $574, $575,
    $576, $577, $578, $579, $580, $581, $582, $583, $584, $585, $586, $587, $588, $589, $590, $591, $592,
    $593, $594, $595, $596, $597, $598, $599, $600, $601, $602, $603, $604, $605, $606, $607, $608, $609,
    $610, $611, $612, $613, $614, $615, $616, $617, $618, $619, $620, $621, $622, $623, $624, $625, $626,
    $627, $628, $629, $630, $631, $632, $633, $634, $635, $636, $637, $638, $639, $640, $641, $642, $643,
    $644, $645, $646, $647, $648, $649, $650, $651, $652, $653, $654, $655, $656, $657, $658, $659, $660,
    $661, $662, $663, $664, $665, $666, $667, $668, $669, $670, $671, $672, $673, $674, $675, $676, $677,
    $678, $679, $680, $681, $682, $683, $684, $685, $686, $687, $688, $689, $690, $691, $692, $693, $694,
    $695, $696, $697, $698, $699, $700, $701, $702, $703, $704, $705, $706, $707, $708, $709, $710, $711,
    $712, $713, $714, $715, $716, $717, $718, $719, $720, $721, $722, $723, $724, $725, $726, $727, $728,
    $729, $730, $731)
order by "session_id", "position";
-- $1 uuid, $2 uuid, $3 uuid, $4 uuid, $5 uuid, $6 uuid, $7 uuid, $8 uuid, $9 uuid, $10 uuid, $11 uuid, $12 uuid, $13 uuid, $14 uuid, $15 uuid, $16 uuid, $17 uuid, $18 uuid, $19 uuid, $20 uuid, $21 uuid, $22 uuid, $23 uuid, $24 uuid, $25 uuid, $26 uuid, $27 uuid, $28 uuid, $29 uuid, $30 uuid, $31 uuid, $32 uuid, $33 uuid, $34 uuid, $35 uuid, $36 uuid, $37 uuid, $38 uuid, $39 uuid, $40 uuid, $41 uuid, $42 uuid, $43 uuid, $44 uuid, $45 uuid, $46 uuid, $47 uuid, $48 uuid, $49 uuid, $50 uuid, $51 uuid, $52 uuid, $53 uuid, $54 uuid, $55 uuid, $56 uuid, $57 uuid, $58 uuid, $59 uuid, $60 uuid, $61 uuid, $62 uuid, $63 uuid, $64 uuid, $65 uuid, $66 uuid, $67 uuid, $68 uuid, $69 uuid, $70 uuid, $71 uuid, $72 uuid, $73 uuid, $74 uuid, $75 uuid, $76 uuid, $77 uuid, $78 uuid, $79 uuid, $80 uuid, $81 uuid, $82 uuid, $83 uuid, $84 uuid, $85 uuid, $86 uuid, $87 uuid, $88 uuid, $89 uuid, $90 uuid, $91 uuid, $92 uuid, $93 uuid, $94 uuid, $95 uuid, $96 uuid, $97 uuid, $98 uuid, $99 uuid, $100 uuid, $101 uuid, $102 uuid, $103 uuid, $104 uuid, $105 uuid, $106 uuid, $107 uuid, $108 uuid, $109 uuid, $110 uuid, $111 uuid, $112 uuid, $113 uuid, $114 uuid, $115 uuid, $116 uuid, $117 uuid, $118 uuid, $119 uuid, $120 uuid, $121 uuid, $122 uuid, $123 uuid, $124 uuid, $125 uuid, $126 uuid, $127 uuid, $128 uuid, $129 uuid, $130 uuid, $131 uuid, $132 uuid, $133 uuid, $134 uuid, $135 uuid, $136 uuid, $137 uuid, $138 uuid, $139 uuid, $140 uuid, $141 uuid, $142 uuid, $143 uuid, $144 uuid, $145 uuid, $146 uuid, $147 uuid, $148 uuid, $149 uuid, $150 uuid, $151 uuid, $152 uuid, $153 uuid, $154 uuid, $155 uuid, $156 uuid, $157 uuid, $158 uuid, $159 uuid, $160 uuid, $161 uuid, $162 uuid, $163 uuid, $164 uuid, $165 uuid, $166 uuid, $167 uuid, $168 uuid, $169 uuid, $170 uuid, $171 uuid, $172 uuid, $173 uuid, $174 uuid, $175 uuid, $176 uuid, $177 uuid, $178 uuid, $179 uuid, $180 uuid, $181 uuid, $182 uuid, $183 uuid, $184 uuid, $185 uuid, $186 uuid, $187 uuid, $188 uuid, $189 uuid, $190 uuid, $191 uuid, $192 uuid, $193 uuid, $194 uuid, $195 uuid, $196 uuid, $197 uuid, $198 uuid, $199 uuid, $200 uuid, $201 uuid, $202 uuid, $203 uuid, $204 uuid, $205 uuid, $206 uuid, $207 uuid, $208 uuid, $209 uuid, $210 uuid, $211 uuid, $212 uuid, $213 uuid, $214 uuid, $215 uuid, $216 uuid, $217 uuid, $218 uuid, $219 uuid, $220 uuid, $221 uuid, $222 uuid, $223 uuid, $224 uuid, $225 uuid, $226 uuid, $227 uuid, $228 uuid, $229 uuid, $230 uuid, $231 uuid, $232 uuid, $233 uuid, $234 uuid, $235 uuid, $236 uuid, $237 uuid, $238 uuid, $239 uuid, $240 uuid, $241 uuid, $242 uuid, $243 uuid, $244 uuid, $245 uuid, $246 uuid, $247 uuid, $248 uuid, $249 uuid, $250 uuid, $251 uuid, $252 uuid, $253 uuid, $254 uuid, $255 uuid, $256 uuid, $257 uuid, $258 uuid, $259 uuid, $260 uuid, $261 uuid, $262 uuid, $263 uuid, $264 uuid, $265 uuid, $266 uuid, $267 uuid, $268 uuid, $269 uuid, $270 uuid, $271 uuid, $272 uuid, $273 uuid, $274 uuid, $275 uuid, $276 uuid, $277 uuid, $278 uuid, $279 uuid, $280 uuid, $281 uuid, $282 uuid, $283 uuid, $284 uuid, $285 uuid, $286 uuid, $287 uuid, $288 uuid, $289 uuid, $290 uuid, $291 uuid, $292 uuid, $293 uuid, $294 uuid, $295 uuid, $296 uuid, $297 uuid, $298 uuid, $299 uuid, $300 uuid, $301 uuid, $302 uuid, $303 uuid, $304 uuid, $305 uuid, $306 uuid, $307 uuid, $308 uuid, $309 uuid, $310 uuid, $311 uuid, $312 uuid, $313 uuid, $314 uuid, $315 uuid, $316 uuid, $317 uuid, $318 uuid, $319 uuid, $320 uuid, $321 uuid, $322 uuid, $323 uuid, $324 uuid, $325 uuid, $326 uuid, $327 uuid, $328 uuid, $329 uuid, $330 uuid, $331 uuid, $332 uuid, $333 uuid, $334 uuid, $335 uuid, $336 uuid, $337 uuid, $338 uuid, $339 uuid, $340 uuid, $341 uuid, $342 uuid, $343 uuid, $344 uuid, $345 uuid, $346 uuid, $347 uuid, $348 uuid, $349 uuid, $350 uuid, $351 uuid, $352 uuid, $353 uuid, $354 uuid, $355 uuid, $356 uuid, $357 uuid, $358 uuid, $359 uuid, $360 uuid, $361 uuid, $362 uuid, $363 uuid, $364 uuid, $365 uuid, $366 uuid, $367 uuid, $368 uuid, $369 uuid, $370 uuid, $371 uuid, $372 uuid, $373 uuid, $374 uuid, $375 uuid, $376 uuid, $377 uuid, $378 uuid, $379 uuid, $380 uuid, $381 uuid, $382 uuid, $383 uuid, $384 uuid, $385 uuid, $386 uuid, $387 uuid, $388 uuid, $389 uuid, $390 uuid, $391 uuid, $392 uuid, $393 uuid, $394 uuid, $395 uuid, $396 uuid, $397 uuid, $398 uuid, $399 uuid, $400 uuid, $401 uuid, $402 uuid, $403 uuid, $404 uuid, $405 uuid, $406 uuid, $407 uuid, $408 uuid, $409 uuid, $410 uuid, $411 uuid, $412 uuid, $413 uuid, $414 uuid, $415 uuid, $416 uuid, $417 uuid, $418 uuid, $419 uuid, $420 uuid, $421 uuid, $422 uuid, $423 uuid, $424 uuid, $425 uuid, $426 uuid, $427 uuid, $428 uuid, $429 uuid, $430 uuid, $431 uuid, $432 uuid, $433 uuid, $434 uuid, $435 uuid, $436 uuid, $437 uuid, $438 uuid, $439 uuid, $440 uuid, $441 uuid, $442 uuid, $443 uuid, $444 uuid, $445 uuid, $446 uuid, $447 uuid, $448 uuid, $449 uuid, $450 uuid, $451 uuid, $452 uuid, $453 uuid, $454 uuid, $455 uuid, $456 uuid, $457 uuid, $458 uuid, $459 uuid, $460 uuid, $461 uuid, $462 uuid, $463 uuid, $464 uuid, $465 uuid, $466 uuid, $467 uuid, $468 uuid, $469 uuid, $470 uuid, $471 uuid, $472 uuid, $473 uuid, $474 uuid, $475 uuid, $476 uuid, $477 uuid, $478 uuid, $479 uuid, $480 uuid, $481 uuid, $482 uuid, $483 uuid, $484 uuid, $485 uuid, $486 uuid, $487 uuid, $488 uuid, $489 uuid, $490 uuid, $491 uuid, $492 uuid, $493 uuid, $494 uuid, $495 uuid, $496 uuid, $497 uuid, $498 uuid, $499 uuid, $500 uuid, $501 uuid, $502 uuid, $503 uuid, $504 uuid, $505 uuid, $506 uuid, $507 uuid, $508 uuid, $509 uuid, $510 uuid, $511 uuid, $512 uuid, $513 uuid, $514 uuid, $515 uuid, $516 uuid, $517 uuid, $518 uuid, $519 uuid, $520 uuid, $521 uuid, $522 uuid, $523 uuid, $524 uuid, $525 uuid, $526 uuid, $527 uuid, $528 uuid, $529 uuid, $530 uuid, $531 uuid, $532 uuid, $533 uuid, $534 uuid, $535 uuid, $536 uuid, $537 uuid, $538 uuid, $539 uuid, $540 uuid, $541 uuid, $542 uuid, $543 uuid, $544 uuid, $545 uuid, $546 uuid, $547 uuid, $548 uuid, $549 uuid, $550 uuid, $551 uuid, $552 uuid, $553 uuid, $554 uuid, $555 uuid, $556 uuid, $557 uuid, $558 uuid, $559 uuid, $560 uuid, $561 uuid, $562 uuid, $563 uuid, $564 uuid, $565 uuid, $566 uuid, $567 uuid, $568 uuid, $569 uuid, $570 uuid, $571 uuid, $572 uuid, $573 uuid, $574 uuid, $575 uuid, $576 uuid, $577 uuid, $578 uuid, $579 uuid, $580 uuid, $581 uuid, $582 uuid, $583 uuid, $584 uuid, $585 uuid, $586 uuid, $587 uuid, $588 uuid, $589 uuid, $590 uuid, $591 uuid, $592 uuid, $593 uuid, $594 uuid, $595 uuid, $596 uuid, $597 uuid, $598 uuid, $599 uuid, $600 uuid, $601 uuid, $602 uuid, $603 uuid, $604 uuid, $605 uuid, $606 uuid, $607 uuid, $608 uuid, $609 uuid, $610 uuid, $611 uuid, $612 uuid, $613 uuid, $614 uuid, $615 uuid, $616 uuid, $617 uuid, $618 uuid, $619 uuid, $620 uuid, $621 uuid, $622 uuid, $623 uuid, $624 uuid, $625 uuid, $626 uuid, $627 uuid, $628 uuid, $629 uuid, $630 uuid, $631 uuid, $632 uuid, $633 uuid, $634 uuid, $635 uuid, $636 uuid, $637 uuid, $638 uuid, $639 uuid, $640 uuid, $641 uuid, $642 uuid, $643 uuid, $644 uuid, $645 uuid, $646 uuid, $647 uuid, $648 uuid, $649 uuid, $650 uuid, $651 uuid, $652 uuid, $653 uuid, $654 uuid, $655 uuid, $656 uuid, $657 uuid, $658 uuid, $659 uuid, $660 uuid, $661 uuid, $662 uuid, $663 uuid, $664 uuid, $665 uuid, $666 uuid, $667 uuid, $668 uuid, $669 uuid, $670 uuid, $671 uuid, $672 uuid, $673 uuid, $674 uuid, $675 uuid, $676 uuid, $677 uuid, $678 uuid, $679 uuid, $680 uuid, $681 uuid, $682 uuid, $683 uuid, $684 uuid, $685 uuid, $686 uuid, $687 uuid, $688 uuid, $689 uuid, $690 uuid, $691 uuid, $692 uuid, $693 uuid, $694 uuid, $695 uuid, $696 uuid, $697 uuid, $698 uuid, $699 uuid, $700 uuid, $701 uuid, $702 uuid, $703 uuid, $704 uuid, $705 uuid, $706 uuid, $707 uuid, $708 uuid, $709 uuid, $710 uuid, $711 uuid, $712 uuid, $713 uuid, $714 uuid, $715 uuid, $716 uuid, $717 uuid, $718 uuid, $719 uuid, $720 uuid, $721 uuid, $722 uuid, $723 uuid, $724 uuid, $725 uuid, $726 uuid, $727 uuid, $728 uuid, $729 uuid, $730 uuid, $731 uuid

select distinct "offer"."session_id"
from "session_offer" as "offer"
where "offer"."workspace_id" = $1 and not exists (select "session"."id"
from "session"
where "session"."workspace_id" = $2 and "session"."id" = "offer"."session_id");
-- $1 uuid, $2 uuid
