-- A/B tests of segments' flows. See docs/decisions/0046-ab-tests.md.

alter table session
  -- which side of `abtest` the customer was shown; null outside of a test, and where another server did not say
  add column abtest_arm text constraint session_abtest_arm check (abtest_arm in ('control', 'variant'));

-- A test of a segment's flow against a variant of it.
create table ab_test (
  workspace_id uuid not null,
  id text not null,
  segment_id text not null,
  control_flow_id text not null,
  variant_flow_id text not null,
  name text not null,
  -- as it was written last: time moves it on (`state-at.ts`)
  state text not null constraint ab_test_state check
    (state in ('draft', 'enrolling', 'paused', 'tracking', 'awaiting_decision', 'completed', 'abandoned')),
  -- rises with every change
  revision integer not null,
  metric text not null constraint ab_test_metric check (metric in ('save_rate')),
  baseline_rate double precision not null,
  smallest_effect double precision not null,
  confidence double precision not null,
  customers_per_arm integer not null,
  enrolment_days integer not null,
  tracking_days integer not null,
  created_at timestamptz(3) not null,
  started_at timestamptz(3),
  -- while it is paused: when it would end without the pause, which is added to it in the end
  enrolment_ends_at timestamptz(3),
  paused_at timestamptz(3),
  -- sessions after it are in no number; null while the test runs
  numbers_end_at timestamptz(3),
  -- which versions the arms were when it started
  control_blueprint_id text,
  variant_blueprint_id text,
  winner text constraint ab_test_winner check (winner in ('control', 'variant')),
  -- [{step, at, by}]: who did what; `by` is of auth."user"
  steps jsonb not null,
  primary key (workspace_id, id)
);

alter table ab_test add constraint ab_test_runs check (
  state = 'draft' or state = 'abandoned' or
  (started_at is not null and enrolment_ends_at is not null and control_blueprint_id is not null and variant_blueprint_id is not null)
);

alter table ab_test add constraint ab_test_completed check ((state = 'completed') = (winner is not null));

-- one at a time: who looks at a segment knows which test is meant
create unique index ab_test_of_segment on ab_test (workspace_id, segment_id)
  where state not in ('completed', 'abandoned');

-- Who came into a test: by the first session that opened in it.
create table ab_test_exposure (
  workspace_id uuid not null,
  test_id text not null,
  mode text not null,
  customer_id text not null,
  arm text not null constraint ab_test_exposure_arm check (arm in ('control', 'variant')),
  -- that session, which may be removed by now
  session_id uuid not null,
  at timestamptz(3) not null,
  primary key (workspace_id, test_id, mode, customer_id)
);
