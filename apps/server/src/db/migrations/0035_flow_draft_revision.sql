-- The revision of a flow's draft rises with every save, publication, restoration and discarding, and never falls: one that
-- began at 0 again after a publication would let somebody save over what they never saw. So it belongs to the flow, which
-- stays, and not to the draft, which goes. See docs/decisions/0042-drafts-and-publication.md.

alter table flow add column draft_revision integer not null default 0;

-- who changed it last, auth."user"; null where nobody signed in did
alter table flow add column draft_changed_by text;

update flow set draft_revision = flow_draft.revision, draft_changed_by = flow_draft.updated_by
from flow_draft
where flow_draft.workspace_id = flow.workspace_id and flow_draft.flow_id = flow.id;

alter table flow_draft drop column revision;
