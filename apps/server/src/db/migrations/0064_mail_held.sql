-- Until when a worker has a mail to itself: it asks the mail server in no transaction.
-- See docs/decisions/0017-mail.md.
alter table mail add column held_until timestamptz(3);
