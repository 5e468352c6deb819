-- What became of each request to the company's billing. A server takes a request for a limited time, calls the provider,
-- and writes down the answer. Nothing is locked while the provider is called.

alter table action_request rename column carried_out_at to settled_at;

alter table action_request
  add column subscription_id text,
  add column state text not null default 'asked',
  -- how often a server took it to send it; an answer is written only under the number of its own attempt
  add column attempt integer not null default 0,
  -- the end of the lease of the server that sends it; after that the server is gone, and nobody knows the answer
  add column sending_until timestamptz(3),
  -- when a job next asks the provider what became of it
  add column ask_again_at timestamptz(3),
  -- the day for which the provider has planned it
  add column scheduled_for timestamptz(3),
  -- why the provider refused, for the customer to read
  add column reason text;

update action_request set state = 'applied', attempt = 1 where settled_at is not null;

alter table action_request add constraint action_request_state
  check (state in ('asked', 'sending', 'applied', 'scheduled', 'refused', 'unknown'));
alter table action_request add constraint action_request_attempt check (attempt > 0 or state = 'asked');
alter table action_request add constraint action_request_sending
  check ((state = 'sending') = (sending_until is not null));
alter table action_request add constraint action_request_unknown
  check ((state = 'unknown') = (ask_again_at is not null));
alter table action_request add constraint action_request_settled
  check ((state in ('applied', 'scheduled', 'refused')) = (settled_at is not null));
alter table action_request add constraint action_request_scheduled
  check ((state = 'scheduled') = (scheduled_for is not null));
alter table action_request add constraint action_request_refused
  check ((state = 'refused') = (reason is not null));

-- for the job that finds out what became of them
create index action_request_unsettled on action_request (workspace_id, state) where state in ('sending', 'unknown');
