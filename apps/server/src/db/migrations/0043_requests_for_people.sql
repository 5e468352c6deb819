-- A request that no billing carries out is work for a person of the company, and a failed cancellation is tried again.
-- See docs/decisions/0051-requests-for-people.md.

alter table action_request
  -- when a person of the company was called for it; it waits for them until it is settled
  add column person_called_at timestamptz(3),
  -- when a job next sends it; null for one that is sent at once, or that a person was called for
  add column try_again_at timestamptz(3),
  -- why the last try did not work, for the people of the company
  add column last_error text,
  -- who said what became of it; null where the billing itself did
  add column settled_by_kind text constraint action_request_settled_by check (settled_by_kind in ('person', 'key')),
  add column settled_by_id text,
  -- what they were called then
  add column settled_by_name text,
  -- what they wrote beside it
  add column note text;

-- somebody else may say what became of a request that was never sent
alter table action_request drop constraint action_request_attempt;
alter table action_request add constraint action_request_attempt
  check (attempt > 0 or state not in ('sending', 'unknown'));
alter table action_request add constraint action_request_try_again
  check (try_again_at is null or (state = 'asked' and person_called_at is null));
alter table action_request add constraint action_request_settler
  check (settled_by_kind is null or settled_at is not null);

-- of older versions: nobody learned of these cancellations
update action_request set person_called_at = requested_at where state = 'asked' and action = 'cancel';
update action_request set state = 'refused', settled_at = requested_at, reason = 'Nobody could carry it out.'
where state = 'asked' and action <> 'cancel';

drop index action_request_unsettled;
-- for the job, and for what waits
create index action_request_open on action_request (workspace_id, mode, requested_at, id)
where state in ('asked', 'sending', 'unknown');
create index action_request_refused on action_request (workspace_id, mode, requested_at desc, id desc)
where state = 'refused';
create index action_request_list on action_request (workspace_id, mode, requested_at desc, id desc);

-- When the owners and admins of a workspace were last told that requests wait for them. Apart from the workspaces, as the
-- mail itself.
create table request_notice (
  workspace_id uuid primary key,
  told_at timestamptz(3) not null
);
