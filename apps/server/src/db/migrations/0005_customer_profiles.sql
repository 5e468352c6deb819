-- Whether a workspace shows the page with all sessions of one customer.

alter table workspace add column customer_profiles boolean not null default true;
