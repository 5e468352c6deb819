import { type Role, roles } from "./words.ts"

/**
 * What can be done in a workspace, and who may. The one table: the API enforces it, and the dashboard shows what it
 * says.
 */
const allowed = {
  "session:read": roles,
  "view:keep": roles,
  "view:share": ["owner", "admin", "developer", "member"],
  "view:delete-shared": ["owner", "admin"],
  /** Say of a customer's request that it is done, or cannot be; take that back. */
  "request:settle": ["owner", "admin"],
  /** Which billing system is connected, and what its key may do. */
  "billing:read": ["owner", "admin", "developer"],
  "billing:manage": ["owner", "admin"],
  /** Members and Viewers only where an owner says so (`RecordingSettings`). */
  "recording:watch": roles,
  "recording:delete": ["owner", "admin"],
  /** Whether runs are recorded, and for how long a recording is kept. */
  "recording:manage": ["owner", "admin"],
  /** Whether Members and Viewers may watch. */
  "recording:open-up": ["owner"],
  /** Exports hand out what the workspace has, in a file. */
  "export:take": ["owner", "admin"],
  /** See who belongs, invite, change roles, remove. */
  "people:manage": ["owner", "admin"],
  "ownership:hand-over": ["owner"],
  /** Another one, which is theirs. */
  "workspace:create": ["owner"],
  "workspace:rename": ["owner", "admin"],
  /** The owner hands over first. */
  "workspace:leave": ["admin", "developer", "member", "viewer"],
  "two-factor:require": ["owner"],
  /** Where customers can cancel with a single click. */
  "compliance:manage": ["owner", "admin"],
  /** Drafts, segments and their order; publishing, restoring, archiving. */
  "flow:edit": ["owner", "admin", "developer", "member"],
  /** Change and delete what somebody else noted beside the figures; whoever edits flows writes notes. */
  "note:manage": ["owner", "admin"],
  /** Which figures are watched; everybody sees what became of it. */
  "alert:edit": ["owner", "admin", "developer", "member"],
  /** What clients sent that could not be read: for those who embed the flow. */
  "health:read": ["owner", "admin", "developer"],
  "flow-key:manage": ["owner", "admin", "developer"],
  /** Endpoints that are told what happens, and the log of what they were sent. */
  "webhook:manage": ["owner", "admin", "developer"],
  /** Where the page of a cancel link leads customers back to. */
  "cancel-link:manage": ["owner", "admin", "developer"],
  /** A config key writes flows, and reads no session. */
  "config-key:manage": ["owner", "admin", "developer"],
  /** A data key reads everything, so handing one out is an export. */
  "data-key:manage": ["owner", "admin"],
  "audit:read": ["owner", "admin"],
  /** The outbox holds links that let people in. */
  "mail:read": ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof allowed

export const actions = Object.keys(allowed) as Action[]

/** The roles that may, from the highest down. */
export const rolesThatCan = (action: Action): readonly Role[] => allowed[action]

export const can = (role: Role, action: Action): boolean => rolesThatCan(action).includes(role)

/** Whether somebody may watch recordings: who has the role, and where it leaves that to the owner, what the owner says. */
export function mayWatch(role: Role, opened: { membersWatch: boolean; viewersWatch: boolean }): boolean {
  if (role === "member") return opened.membersWatch
  return role === "viewer" ? opened.viewersWatch : can(role, "recording:watch")
}
