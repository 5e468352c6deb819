select (day::timestamp at time zone $1) as "from", ((day + 1)::timestamp at time zone $2) as "to",
    sum(times)::float8 as sessions, (array_agg(why order by times desc, why))[1] as why
  from health_count
  where workspace_id = $3 and kind = 'without_billing' and field = $4
    and why = any($5) and (day::timestamp at time zone $6) >= $7 and (day::timestamp at time zone $8) < $9
  group by day
  having sum(times) >= $10
  order by day desc
  limit 100;
-- $1 text, $2 text, $3 uuid, $4 text, $5 text[], $6 text, $7 time, $8 text, $9 time, $10 number
