import type { AuditAction } from "@holdfast/protocol/dashboard"

interface ActionGroup {
  label: string
  actions: readonly AuditAction[]
}

/** Every action once, in the order in which one looks for it. */
export const actionGroups: readonly ActionGroup[] = [
  {
    label: "Exports",
    actions: [
      "export.downloaded",
      "export.requested",
      "export.finished",
      "export.failed",
      "export.cancelled",
      "export.file-downloaded",
      "audit.exported",
    ],
  },
  {
    label: "Customers",
    actions: [
      "profile.viewed",
      "evidence.taken",
      "recording.watched",
      "recording.downloaded",
      "recording.deleted",
      "recordings.deleted",
      "request.settled",
      "request.reopened",
    ],
  },
  {
    label: "People",
    actions: [
      "person.invited",
      "invitation.revoked",
      "person.joined",
      "role.changed",
      "person.removed",
      "person.left",
      "ownership.handed-over",
    ],
  },
  {
    label: "Signing in",
    actions: [
      "login.began",
      "login.refused",
      "login.ended",
      "two-factor.enabled",
      "two-factor.disabled",
      "two-factor.required",
      "recovery-code.used",
      "password.changed",
      "password.reset",
    ],
  },
  {
    label: "Flows",
    actions: [
      "flow.published",
      "flow.archived",
      "flow.unarchived",
      "segment.created",
      "segment.changed",
      "segments.ordered",
    ],
  },
  {
    label: "A/B tests",
    actions: [
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
    ],
  },
  { label: "Notes", actions: ["note.added", "note.changed", "note.deleted"] },
  { label: "Billing", actions: ["billing.connected", "billing.changed", "billing.disconnected"] },
  { label: "Keys", actions: ["key.created", "key.renamed", "key.rotated", "key.revoked"] },
  { label: "Alerts", actions: ["alert.created", "alert.changed", "alert.removed"] },
  { label: "Goals", actions: ["goal.set", "goal.removed"] },
  {
    label: "Webhooks",
    actions: [
      "webhook.created",
      "webhook.changed",
      "webhook.rotated",
      "webhook.enabled",
      "webhook.disabled",
      "webhook.removed",
      "webhook.resent",
    ],
  },
  {
    label: "Workspace",
    actions: ["workspace.created", "workspace.renamed", "settings.changed", "mail.read"],
  },
]
