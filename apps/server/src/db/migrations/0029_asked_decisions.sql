-- A decision counts from the moment at which the customer presses the button; until somebody answers, it is asked. See
-- docs/decisions/0037-asked-decisions.md.

alter table session
  -- null where nothing is open about it: most decisions stand, and most sessions without one never asked for one
  add column decision_state text constraint session_decision_state check (decision_state in ('asked', 'refused')),
  -- of the report that last spoke of a decision; null for those that older versions wrote
  add column decision_revision integer;
