/**
 * The tables that a cluster distributes by `workspace_id`; all others stay whole on one node. Every statement on one of
 * these names one workspace, for each time that it mentions one (decision 25).
 */
export const distributedTables: ReadonlySet<string> = new Set([
  "session",
  "session_change",
  "session_offer",
  "recording",
  "recording_chunk",
  "segment",
  "flow",
  "flow_draft",
  "blueprint",
  "ab_test",
  "ab_test_exposure",
  "action_request",
  "billing_event",
  "billing_subscription",
  "facet_block",
  "facet_bits",
  "facet_codes",
  "facet_piece",
  "facet_stale",
])
