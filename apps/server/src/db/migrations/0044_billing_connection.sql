-- The billing system that a workspace has connected, one in each mode. See docs/decisions/0056-billing-connection.md.

create table billing_connection (
  workspace_id uuid not null,
  mode text not null constraint billing_connection_mode check (mode in ('live', 'test', 'sandbox')),
  provider text not null constraint billing_connection_provider check (provider in ('stripe')),
  -- encrypted under the installation's secret
  sealed_key bytea not null,
  -- its beginning and its last four characters, for a person who compares
  key_hint text not null,
  -- signs what the billing system sends; null until somebody gave it
  sealed_webhook_secret bytea,
  -- the one before it, accepted until then
  sealed_old_webhook_secret bytea,
  old_webhook_secret_until timestamptz(3),
  -- null where the key may not say
  account_id text,
  account_name text,
  cancel_at text not null constraint billing_connection_cancel_at check (cancel_at in ('period-end', 'now')),
  change_plan_at text not null
    constraint billing_connection_change_plan_at check (change_plan_at in ('period-end', 'now')),
  proration text not null
    constraint billing_connection_proration check (proration in ('create_prorations', 'always_invoice', 'none')),
  pause_meaning text not null
    constraint billing_connection_pause_meaning check (pause_meaning in ('collection', 'service')),
  pause_invoice_behavior text not null constraint billing_connection_pause_invoice_behavior
    check (pause_invoice_behavior in ('void', 'keep_as_draft', 'mark_uncollectible')),
  rebate_as text not null constraint billing_connection_rebate_as check (rebate_as in ('refund', 'credit-note')),
  connected_at timestamptz(3) not null,
  -- rises with every change of the key, the secret or the settings
  revision integer not null default 1,
  checked_at timestamptz(3) not null,
  -- what the key may not do, in the words of `billingPermissions`
  missing text[] not null default '{}',
  -- what was wrong with the key at the last check, as a sentence; null where it works
  check_fault text,
  primary key (workspace_id, mode)
);

alter table billing_connection add constraint billing_connection_old_webhook_secret
  check ((sealed_old_webhook_secret is null) = (old_webhook_secret_until is null));

-- Who a request was sent to: only they know later what became of it.
alter table action_request add column sent_to text;
