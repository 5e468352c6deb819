-- The wall of a pause asks with every view of a page what a customer asked for last.
create index action_request_customer on action_request (workspace_id, mode, customer_id, requested_at desc);
