import type { Action } from "@holdfast/protocol"
import {
  type Icon,
  IconBell,
  IconChartBar,
  IconCreditCard,
  IconGavel,
  IconHeartbeat,
  IconHistory,
  IconInbox,
  IconKey,
  IconLink,
  IconMail,
  IconPlayerRecord,
  IconRoute,
  IconShieldLock,
  IconUsers,
  IconWebhook,
} from "@tabler/icons-react"

/** A page of the workspace in the side bar. */
interface SidePlace {
  to: string
  label: string
  icon: Icon
  /** Whom it is for; the others do not see it in the side bar, and are told so on the page itself. */
  action: Action
  /** How much waits there stands beside it. */
  isCounted?: true
}

interface SideGroup {
  /** null for the pages that need no heading. */
  heading: string | null
  places: readonly SidePlace[]
}

export const sideGroups: readonly SideGroup[] = [
  {
    heading: null,
    places: [
      { to: "/", label: "Cancellation Analytics", icon: IconChartBar, action: "session:read" },
      { to: "/alerts", label: "Alerts", icon: IconBell, action: "session:read" },
      { to: "/requests", label: "Requests", icon: IconInbox, action: "session:read", isCounted: true },
      { to: "/flows", label: "Flows", icon: IconRoute, action: "session:read" },
    ],
  },
  {
    heading: "Workspace",
    places: [
      { to: "/people", label: "People", icon: IconUsers, action: "people:manage" },
      { to: "/security", label: "Security", icon: IconShieldLock, action: "people:manage" },
      { to: "/click-to-cancel", label: "Click to cancel", icon: IconGavel, action: "compliance:manage" },
      { to: "/recordings", label: "Recordings", icon: IconPlayerRecord, action: "recording:manage" },
      { to: "/billing", label: "Billing", icon: IconCreditCard, action: "billing:read" },
      { to: "/keys", label: "Keys", icon: IconKey, action: "flow-key:manage" },
      { to: "/webhooks", label: "Webhooks", icon: IconWebhook, action: "webhook:manage" },
      { to: "/cancel-link", label: "Cancel link", icon: IconLink, action: "cancel-link:manage" },
      { to: "/health", label: "Health", icon: IconHeartbeat, action: "health:read" },
      { to: "/audit-log", label: "Audit log", icon: IconHistory, action: "audit:read" },
      { to: "/outbox", label: "Mail", icon: IconMail, action: "mail:read" },
    ],
  },
]
