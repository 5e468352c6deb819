-- What is carried out for a customer is carried out one after the other: an act reads what the subscription has and writes it
-- back with its own, so that of two at the same moment one would undo the other.
-- No server is sending while this runs, so what is still `sending` lost its server.
update action_request set state = 'unknown', sending_until = null, ask_again_at = now() where state = 'sending';
create unique index action_request_one_sending on action_request (workspace_id, mode, customer_id) where state = 'sending';
