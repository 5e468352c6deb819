-- Mail that is to be sent, was sent, or waits in the outbox because no mail server is configured.
--
-- Not every mail is of one workspace (a person resets a password for all of theirs), so the table stands apart from
-- them, as the directory does: a cluster keeps it on one node.

create table mail (
  id uuid primary key,
  -- whose owners and admins see it in their outbox
  workspace_id uuid,
  -- what it is about, such as `invitation`
  kind text not null,
  recipient text not null,
  subject text not null,
  -- text and HTML under the installation's secret: they hold links that let somebody in. Forgotten once sent
  sealed bytea,
  -- lets the recipient in as themselves: nobody else of the workspace may read it
  is_personal boolean not null,
  state text not null check (state in ('queued', 'sent', 'failed')),
  attempts integer not null default 0,
  -- when it may be tried again, or first
  due_at timestamptz(3) not null,
  last_error text,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  -- what it says is of no use afterwards
  expires_at timestamptz(3) not null
);

create index mail_due on mail (due_at) where state = 'queued';
create index mail_outbox on mail (workspace_id, created_at desc, id desc);
