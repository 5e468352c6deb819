import type { Role } from "../words.ts"

/** Who belongs to a workspace, and who is invited. Times are ISO 8601 in UTC. */

/** What somebody can be invited as, or made. There is one owner, and ownership is handed over. */
export const givenRoles = ["admin", "developer", "member", "viewer"] as const satisfies readonly Role[]
export type GivenRole = (typeof givenRoles)[number]

export interface Member {
  id: string
  name: string
  email: string
  role: Role
  joinedAt: string
  /** Whether it is the person who asks. */
  isMe: boolean
}

/** `GET /api/workspaces/:appId/people`: from the owner down, each role by name. */
export interface Members {
  people: Member[]
}

/** `PATCH /api/workspaces/:appId/people/:personId`, which answers the `Member`. `DELETE` removes them; `POST …/:personId/end-logins` signs them out everywhere. */
export interface RoleChange {
  role: GivenRole
}

/** `POST /api/workspaces/:appId/hand-over`: the owner becomes an admin, and the other person the owner. */
export interface HandOver {
  personId: string
  /** The owner's own, once more. */
  password: string
}

/** Neither accepted nor taken back. */
export interface OpenInvitation {
  id: string
  email: string
  role: GivenRole
  /** null for somebody who is gone. */
  invitedBy: string | null
  createdAt: string
  expiresAt: string
  hasExpired: boolean
}

/** `GET /api/workspaces/:appId/invitations`: by address. */
export interface OpenInvitations {
  invitations: OpenInvitation[]
}

/** `POST /api/workspaces/:appId/invitations`. */
export interface NewInvitation {
  email: string
  role: GivenRole
}

/** What inviting answers, and `POST …/invitations/:invitationId/resend`, which ends the link before it. */
export interface SentInvitation {
  invitation: OpenInvitation
  /** Lets in whoever opens it; shown this once. */
  link: string
}

/** `POST /api/invitations/look`. */
export interface InvitationLook {
  token: string
}

/** An invitation as whoever has its link sees it. */
export interface SeenInvitation {
  workspaceName: string
  appId: string
  email: string
  role: GivenRole
  /** null for somebody who is gone. */
  invitedBy: string | null
  expiresAt: string
  /** Whether somebody signs in with the address already: they sign in to accept. */
  hasAccount: boolean
}

/**
 * `POST /api/invitations/accept`, which signs a new person in. Name and password are a new person's; who has an account
 * is signed in already.
 */
export interface Acceptance {
  token: string
  name?: string
  /** As long as `passwordLength` says. */
  password?: string
}

/** The workspace that the person belongs to from now on. */
export interface Accepted {
  appId: string
}
