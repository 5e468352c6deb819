/** The audit log: who did what, to what, when, from where. Times are ISO 8601 in UTC. */

/** Everything that is written down. */
export const auditActions = [
  "export.downloaded",
  "export.requested",
  "export.finished",
  "export.failed",
  "export.cancelled",
  "export.file-downloaded",
  "profile.viewed",
  "evidence.taken",
  "recording.watched",
  "recording.downloaded",
  "recording.deleted",
  "recordings.deleted",
  "person.invited",
  "invitation.revoked",
  "person.joined",
  "role.changed",
  "person.removed",
  "person.left",
  "ownership.handed-over",
  "login.began",
  "login.refused",
  "login.ended",
  "two-factor.enabled",
  "two-factor.disabled",
  "two-factor.required",
  "recovery-code.used",
  "password.changed",
  "password.reset",
  "key.created",
  "key.renamed",
  "key.rotated",
  "key.revoked",
  "flow.published",
  "flow.archived",
  "flow.unarchived",
  "segment.created",
  "segment.changed",
  "segments.ordered",
  "ab-test.created",
  "ab-test.changed",
  "ab-test.started",
  "ab-test.paused",
  "ab-test.resumed",
  "ab-test.enrolment-ended",
  "ab-test.tracking-ended",
  "ab-test.ended-early",
  "ab-test.completed",
  "ab-test.abandoned",
  "billing.connected",
  "billing.changed",
  "billing.disconnected",
  "alert.created",
  "alert.changed",
  "alert.removed",
  "goal.set",
  "goal.removed",
  "webhook.created",
  "webhook.changed",
  "webhook.rotated",
  "webhook.enabled",
  "webhook.disabled",
  "webhook.removed",
  "webhook.resent",
  "note.added",
  "note.changed",
  "note.deleted",
  "request.settled",
  "request.reopened",
  "workspace.created",
  "workspace.renamed",
  "settings.changed",
  "mail.read",
  "audit.exported",
] as const
export type AuditAction = (typeof auditActions)[number]

export type ActorKind = "person" | "key" | "job" | "command"

export interface AuditEntry {
  id: string
  at: string
  /** `name` is what they were called then: a person's email, a key's name. */
  actor: { kind: ActorKind; id: string | null; name: string }
  /** The address that the request came from; null for jobs and commands. */
  address: string | null
  action: AuditAction
  target: { kind: string; id: string; name: string } | null
  /** What is worth knowing beside it, such as `{ "before": "viewer", "after": "admin" }`. */
  detail: Record<string, unknown>
}

/**
 * Which entries, as the query of every path below says it: `from` and `to` (instants: from inclusive, to exclusive),
 * `actor` (an id; `null` for jobs and commands, which have none), `action` (repeated for any of several), and `search` (any
 * part of who did it, of what it was done to, or of the address, whatever the case).
 *
 * `GET /api/workspaces/:appId/audit` also takes `before` (the cursor of the last answer) and `size` (1 to 100, 50 unless
 * given), and answers the newest first. `POST /api/workspaces/:appId/audit/export` answers all of them as CSV.
 */
export interface AuditPage {
  entries: AuditEntry[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
}

/** `GET /api/workspaces/:appId/audit/actors`: everybody with an id who has done something, by name. */
export interface AuditActors {
  /** `name` is the last one that they were known by. */
  actors: { kind: ActorKind; id: string; name: string }[]
}
