import type { AcceptRefusal } from "../../../account/invitation/accept-invitation.ts"
import { type InviteRefusal, mostOpenInvitations } from "../../../account/invitation/invite.ts"
import type { OtherRefusal } from "../../../account/people/find-other.ts"
import type { HandOverRefusal } from "../../../account/people/hand-over-ownership.ts"
import { ApiError } from "../../api-error.ts"

export type Refusal =
  | OtherRefusal
  | HandOverRefusal
  | InviteRefusal
  | "no_such_invitation"
  | Exclude<AcceptRefusal, "has_account" | "is_somebody_else">

const refusals: Record<Refusal, readonly [status: number, sentence: string]> = {
  not_a_member: [404, "There is no such person in this workspace."],
  is_owner: [
    403,
    "This is the owner. Their role changes only when they hand over ownership, and nobody removes them or signs them out.",
  ],
  is_oneself: [
    403,
    "Nobody changes, removes or signs out themselves here; another owner or admin can, or you leave.",
  ],
  no_longer_allowed: [403, "Your role does not allow this any more."],
  owns_it_already: [409, "You are the owner already; choose somebody else."],
  is_a_member: [409, "Somebody with this address belongs to the workspace already."],
  too_many_invitations: [
    409,
    `${mostOpenInvitations} invitations are open; take one back before you send another.`,
  ],
  no_such_invitation: [404, "There is no such open invitation in this workspace."],
  unknown_invitation: [404, "There is no such invitation. The link may have lost a piece on its way to you."],
  used_invitation: [410, "This invitation has been accepted already. Sign in to go on."],
  revoked_invitation: [410, "This invitation was taken back, or a newer one has taken its place."],
  expired_invitation: [410, "This invitation has expired. Ask for a new one."],
}

/** @throws ApiError the refusal, as a sentence */
export function refuse(refusal: Refusal): never {
  const [status, sentence] = refusals[refusal]
  throw new ApiError(status, refusal, sentence)
}
