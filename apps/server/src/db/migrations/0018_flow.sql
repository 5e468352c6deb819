-- A flow is a thing of its own: what blueprints are versions of, and what a draft is a draft of.

create table flow (
  workspace_id uuid not null,
  id text not null,
  -- whose flow it is; null is the Primary Flow
  segment_id text,
  -- its side of the segment's A/B test; null while it stands in none
  arm text,
  name text not null,
  created_at timestamptz(3) not null,
  -- from then on it is shown to nobody; its blueprints stay for the sessions that ran them
  archived_at timestamptz(3),
  primary key (workspace_id, id)
);

alter table flow add constraint flow_arm check (arm in ('control', 'variant'));

-- only a segment's flow is tested
alter table flow add constraint flow_arm_segment check (arm is null or segment_id is not null);

-- a customer whom no segment matches always has a flow
alter table flow add constraint flow_primary_stays check (segment_id is not null or archived_at is null);

-- One Primary Flow, and of each segment one flow for each side of a test. A flow that stands in none has the place of
-- the control: a variant comes beside it, never a second flow of the same kind.
create unique index flow_live on flow (workspace_id, segment_id, coalesce(arm, 'control'))
  nulls not distinct where archived_at is null;

-- Every segment that has versions has had one flow. Its id follows from the workspace and the segment alone.
insert into flow (workspace_id, id, segment_id, name, created_at)
select workspace_id, md5(workspace_id::text || ' flow' || coalesce(' ' || segment_id, ''))::uuid::text, segment_id,
  (array_agg(name order by version desc))[1], min(published_at)
from blueprint
group by workspace_id, segment_id;

alter table blueprint add column flow_id text;

-- auth."user"; null where nobody signed in did it
alter table blueprint add column published_by text;

alter table blueprint add column note text;

update blueprint set flow_id = md5(workspace_id::text || ' flow' || coalesce(' ' || segment_id, ''))::uuid::text;

alter table blueprint alter column flow_id set not null;

-- the flow knows its segment
drop index blueprint_version;

alter table blueprint drop column segment_id;

create unique index blueprint_version on blueprint (workspace_id, flow_id, version);

-- What is being edited: at most one for each flow, faults and all.
create table flow_draft (
  workspace_id uuid not null,
  flow_id text not null,
  content jsonb not null,
  -- rises with every save; whoever saves names the one that they changed
  revision integer not null,
  -- the published version that it began as; null where the flow had none
  based_on text,
  updated_at timestamptz(3) not null,
  -- auth."user"; null where nobody signed in did it
  updated_by text,
  primary key (workspace_id, flow_id)
);

alter table flow_draft add constraint flow_draft_revision check (revision > 0);
