-- Every offer that a session showed, one row each, so that numbers over offers need not read the sessions' JSON. What
-- writes a session writes its offers in the same transaction. See docs/decisions/0045-session-offers.md.

create table session_offer (
  workspace_id uuid not null,
  session_id uuid not null,
  -- from 0, in the order they were shown
  position integer not null,
  guid text,
  offer_type text not null,
  -- what a custom offer is called
  custom_offer_type text,
  -- the survey choice, and the option of its follow-up, that raised it, where that is known
  choice_guid text,
  option_guid text,
  -- the version that the session saw
  blueprint_id text,
  -- the second offer of a pair
  is_stacked boolean not null,
  -- null where it was taken without a word of having been shown
  presented_at timestamptz(3),
  accepted_at timestamptz(3),
  declined_at timestamptz(3),
  -- of a session that is in progress: so far
  ended text not null check (ended in ('accepted', 'declined', 'ignored')),

  primary key (workspace_id, session_id, position)
);

-- A time as sessions hold it; null where it is none, or lies before 1970. As `offersOf` of session-offers.ts reads it.
create function offer_time(said jsonb) returns timestamptz language plpgsql immutable set timezone = 'UTC' as $$
declare
  read timestamptz;
begin
  if jsonb_typeof(said) is distinct from 'string' then return null; end if;
  if said #>> '{}' !~ '^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$' then return null; end if;
  read := date_trunc('milliseconds', (said #>> '{}')::timestamptz);
  return case when read >= '1970-01-01T00:00:00Z' then read end;
exception when others then
  return null;
end $$;

create function offer_text(said jsonb) returns text language sql immutable as $$
  select case when jsonb_typeof(said) = 'string' then nullif(said #>> '{}', '') end
$$;

insert into session_offer
with told as materialized (
  select workspace_id, id, survey_choice_id, blueprint_id,
    case jsonb_typeof(detail -> 'presentedOffers') when 'array' then detail -> 'presentedOffers' else '[]' end as presented,
    case jsonb_typeof(detail -> 'acceptedOffer') when 'object' then detail -> 'acceptedOffer' end as accepted
  from session
  where detail ?| array['presentedOffers', 'acceptedOffer']
), taken as materialized (
  -- which of the presented offers was taken: the last that says so itself, else the last of that guid
  select told.*, (
    select n - 1 from jsonb_array_elements(presented) with ordinality as offer (said, n)
    where accepted is not null and said ->> 'guid' is not distinct from accepted ->> 'guid'
      and (said -> 'accepted' = 'true' or accepted ->> 'guid' is not null)
    order by coalesce(said -> 'accepted' = 'true', false) desc, n desc
    limit 1
  ) as taken_at
  from told
), shown as (
  select taken.*, n - 1 as position, said, false as is_stacked,
    coalesce(n - 1 = taken_at, false) or coalesce(said -> 'accepted' = 'true', false) as is_accepted
  from taken, jsonb_array_elements(presented) with ordinality as offer (said, n)
  union all
  select taken.*, jsonb_array_length(presented), accepted, false, true
  from taken
  where accepted is not null and taken_at is null
  union all
  select taken.*, jsonb_array_length(presented) + case when taken_at is null then 1 else 0 end,
    accepted -> 'stackedOffer', true, true
  from taken
  where jsonb_typeof(accepted -> 'stackedOffer') = 'object'
)
select workspace_id, id, position, offer_text(said -> 'guid'), case when said ->> 'offerType' = any (array[
    'DISCOUNT', 'PAUSE', 'PLAN_CHANGE', 'TRIAL_EXTENSION', 'CONTACT', 'REDIRECT', 'REBATE', 'CUSTOM'
  ]) then said ->> 'offerType' else 'CUSTOM' end,
  offer_text(said -> 'customOfferType'),
  coalesce(offer_text(said -> 'surveyChoiceId'), case when said -> 'surveyOffer' = 'true' then survey_choice_id end),
  offer_text(said -> 'followupOptionId'), blueprint_id, is_stacked, offer_time(said -> 'presentedAt'),
  offer_time(said -> 'acceptedAt'), offer_time(said -> 'declinedAt'),
  case when is_accepted then 'accepted' when said ->> 'declinedAt' <> '' then 'declined' else 'ignored' end
from shown
order by workspace_id, id, position;

drop function offer_time(jsonb);
drop function offer_text(jsonb);
