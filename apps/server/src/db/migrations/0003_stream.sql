-- What the Activity Stream filters and searches by.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- full months from the start of the subscription to the session, in UTC
alter table session add column age_months integer;
-- email, customer id, survey choice, follow-up and feedback in lower case, a line each
alter table session add column search_text text not null default '';

update session set
  age_months = case when subscription_start is null then null else greatest(0,
    12 * extract(year from age(created_at at time zone 'UTC', subscription_start at time zone 'UTC'))
    + extract(month from age(created_at at time zone 'UTC', subscription_start at time zone 'UTC')))::integer end,
  search_text = lower(concat_ws(e'\n', nullif(customer_email, ''), nullif(customer_id, ''),
    nullif(survey_choice_value, ''), nullif(followup_question, ''), nullif(followup_response, ''),
    nullif(feedback, '')));

alter table session alter column search_text drop default;
