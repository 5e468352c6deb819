/** A job, each in the file of its name in `jobs`: as the queue and the audit log know them. */
export type JobName =
  | "advance-ab-tests"
  | "decide-bounces-again"
  | "deliver-mail"
  | "make-exports"
  | "make-facet-blocks"
  | "prune-changes"
  | "prune-health"
  | "remove-workspaces"
  | "settle-requests"
  | "settle-sessions"
  | "sweep-exports"
  | "tidy-sign-in"
