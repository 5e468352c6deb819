import type { Actor } from "../audit/record-audit.ts"

/** Something a member does to who belongs to their workspace. */
export interface PeopleChange {
  workspaceId: string
  /** Who does it: auth."user". */
  personId: string
  /** The same, for the audit log. */
  actor: Actor
  at: Date
}
