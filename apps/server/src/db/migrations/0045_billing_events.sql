-- What happened at the billing systems of workspaces, and how each subscription stands by now.
-- See docs/decisions/0057-billing-events.md. No customer is described here: ids, amounts and times.

create table billing_event (
  workspace_id uuid not null,
  mode text not null constraint billing_event_mode check (mode in ('live', 'test', 'sandbox')),
  -- who told: a connected billing system, or a program of the company
  source text not null constraint billing_event_source check (source in ('stripe', 'api')),
  -- the source's own: what comes twice has it twice
  id text not null,
  kind text not null constraint billing_event_kind
    check (kind in ('subscriptionChanged', 'invoicePaid', 'paymentFailed', 'refunded')),
  customer_id text not null,
  subscription_id text,
  amount_minor double precision,
  currency text,
  happened_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  primary key (workspace_id, mode, source, id),
  constraint billing_event_amount
    check ((kind = 'subscriptionChanged') = (amount_minor is null) and (amount_minor is null) = (currency is null))
);
create index billing_event_customer on billing_event (workspace_id, mode, customer_id, happened_at);
create index billing_event_happened on billing_event (workspace_id, happened_at);

create table billing_subscription (
  workspace_id uuid not null,
  mode text not null constraint billing_subscription_mode check (mode in ('live', 'test', 'sandbox')),
  subscription_id text not null,
  customer_id text not null,
  -- how it stood at as_of, and who said so; null until somebody did
  source text constraint billing_subscription_source check (source in ('stripe', 'api')),
  status text constraint billing_subscription_status
    check (status in ('trial', 'active', 'unpaid', 'paused', 'ended')),
  ends_at timestamptz(3),
  resumes_at timestamptz(3),
  decided_at timestamptz(3),
  ended_by text constraint billing_subscription_ended_by check (ended_by in ('customer', 'unpaid', 'disputed')),
  as_of timestamptz(3),
  -- when it was last heard that it changed, and when the last question began that was answered: it is asked about where
  -- the first is not before the second
  heard_at timestamptz(3),
  asked_at timestamptz(3),
  -- after a question that nobody answered
  ask_again_at timestamptz(3),
  primary key (workspace_id, mode, subscription_id),
  constraint billing_subscription_known
    check ((status is null) = (as_of is null) and (status is null) = (source is null))
);
create index billing_subscription_customer on billing_subscription (workspace_id, mode, customer_id);
create index billing_subscription_heard on billing_subscription (workspace_id, mode, heard_at)
where heard_at is not null and (asked_at is null or heard_at >= asked_at);
create index billing_subscription_ended on billing_subscription (workspace_id, mode, ends_at)
where status = 'ended';

-- How far a connected billing system has been read. Apart from the workspaces, so that a job finds all that have news.
create table billing_reading (
  workspace_id uuid not null,
  mode text not null constraint billing_reading_mode check (mode in ('live', 'test', 'sandbox')),
  -- where the next reading of its events list begins; null before the first
  cursor text,
  -- up to when nothing that happened is missing
  complete_until timestamptz(3),
  tried_at timestamptz(3),
  -- an event came that a subscription is to be asked about for
  has_news boolean not null default false,
  primary key (workspace_id, mode)
);
create index billing_reading_news on billing_reading (workspace_id) where has_news;
