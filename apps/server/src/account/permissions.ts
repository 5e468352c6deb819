import type { Role } from "@holdfast/protocol"

/** What can be done in a workspace, and who may. The one table that the API reads. */
const allowed = {
  "session:read": ["owner", "admin", "developer", "member", "viewer"],
  "view:keep": ["owner", "admin", "developer", "member", "viewer"],
  "view:share": ["owner", "admin", "developer", "member"],
  "view:delete-shared": ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof allowed

export const can = (role: Role, action: Action): boolean =>
  (allowed[action] as readonly Role[]).includes(role)
