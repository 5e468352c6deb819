import type { AuditAction } from "@holdfast/protocol/dashboard"

/** What an action is called where one chooses it, and what is said of who did it. */
interface ActionWords {
  choice: string
  /** Follows the name of who did it. */
  did: string
}

const words: Record<AuditAction, ActionWords> = {
  "export.downloaded": { choice: "Export downloaded", did: "exported sessions" },
  "export.requested": { choice: "Export requested", did: "asked for an export" },
  "export.finished": { choice: "Export finished", did: "finished an export" },
  "export.failed": { choice: "Export failed", did: "could not finish an export" },
  "export.cancelled": { choice: "Export cancelled", did: "cancelled an export" },
  "export.file-downloaded": { choice: "Export file downloaded", did: "downloaded the file of an export" },
  "profile.viewed": { choice: "Customer profile viewed", did: "viewed a customer" },
  "evidence.taken": { choice: "Evidence taken", did: "took the evidence of a session" },
  "person.invited": { choice: "Person invited", did: "invited a person" },
  "invitation.revoked": { choice: "Invitation revoked", did: "took back an invitation" },
  "person.joined": { choice: "Person joined", did: "joined the workspace" },
  "role.changed": { choice: "Role changed", did: "changed a role" },
  "person.removed": { choice: "Person removed", did: "removed a person" },
  "person.left": { choice: "Person left", did: "left the workspace" },
  "ownership.handed-over": { choice: "Ownership handed over", did: "handed over ownership" },
  "login.began": { choice: "Signed in", did: "signed in" },
  "login.refused": { choice: "Sign-in refused", did: "was refused when signing in" },
  "login.ended": { choice: "Login ended", did: "ended a login" },
  "two-factor.enabled": { choice: "Two-factor turned on", did: "turned two-factor sign-in on" },
  "two-factor.disabled": { choice: "Two-factor turned off", did: "turned two-factor sign-in off" },
  "two-factor.required": {
    choice: "Two-factor rule changed",
    did: "changed whether everyone needs two-factor sign-in",
  },
  "recovery-code.used": { choice: "Recovery code used", did: "signed in with a recovery code" },
  "password.changed": { choice: "Password changed", did: "changed a password" },
  "password.reset": { choice: "Password reset", did: "reset a password" },
  "key.created": { choice: "Key created", did: "created a key" },
  "key.renamed": { choice: "Key renamed", did: "renamed a key" },
  "key.rotated": { choice: "Key rotated", did: "rotated a key" },
  "key.revoked": { choice: "Key revoked", did: "revoked a key" },
  "flow.published": { choice: "Flow published", did: "published a flow" },
  "flow.archived": { choice: "Flow archived", did: "archived a flow" },
  "flow.unarchived": { choice: "Flow brought back", did: "brought back a flow" },
  "segment.created": { choice: "Segment created", did: "created a segment" },
  "segment.changed": { choice: "Segment changed", did: "changed a segment" },
  "segments.ordered": { choice: "Segments ordered", did: "changed the order of the segments" },
  "ab-test.created": { choice: "Test set up", did: "set up a test" },
  "ab-test.changed": { choice: "Test changed", did: "changed a test" },
  "ab-test.started": { choice: "Test started", did: "started a test" },
  "ab-test.paused": { choice: "Test paused", did: "paused a test" },
  "ab-test.resumed": { choice: "Test resumed", did: "resumed a test" },
  "ab-test.enrolment-ended": { choice: "Enrolment ended", did: "ended the enrolment of a test" },
  "ab-test.tracking-ended": { choice: "Tracking ended", did: "ended the tracking of a test" },
  "ab-test.ended-early": { choice: "Test ended early", did: "ended a test early" },
  "ab-test.completed": { choice: "Winner chosen", did: "chose the winner of a test" },
  "ab-test.abandoned": { choice: "Test abandoned", did: "abandoned a test" },
  "webhook.created": { choice: "Webhook created", did: "created a webhook endpoint" },
  "webhook.changed": { choice: "Webhook changed", did: "changed a webhook endpoint" },
  "webhook.rotated": { choice: "Webhook secret rotated", did: "rotated the secret of a webhook endpoint" },
  "webhook.enabled": { choice: "Webhook turned on", did: "turned a webhook endpoint on" },
  "webhook.disabled": { choice: "Webhook turned off", did: "turned a webhook endpoint off" },
  "webhook.removed": { choice: "Webhook removed", did: "removed a webhook endpoint" },
  "webhook.resent": { choice: "Webhook sent again", did: "sent webhook deliveries again" },
  "request.settled": { choice: "Request settled", did: "said what became of a request" },
  "request.reopened": { choice: "Request taken up again", did: "took back what was said of a request" },
  "workspace.created": { choice: "Workspace created", did: "created the workspace" },
  "workspace.renamed": { choice: "Workspace renamed", did: "renamed the workspace" },
  "settings.changed": { choice: "Settings changed", did: "changed settings" },
  "mail.read": { choice: "Mail read", did: "read a mail that was not sent" },
  "audit.exported": { choice: "Audit log exported", did: "exported the audit log" },
}

export const actionWords = (action: AuditAction): ActionWords => words[action]
