import type { GivenRole, NewInvitation, SentInvitation } from "@holdfast/protocol/dashboard"
import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import type { Tables } from "../../db/schema.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import { withdrawMail } from "../../mail/withdraw-mail.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { changePeople } from "../people/change-people.ts"
import { findMember, findMemberByEmail } from "../people/find-member.ts"
import type { PeopleChange } from "../people/people-change.ts"
import type { Secret } from "../secret.ts"
import type { Workspace } from "../workspaces.ts"
import { invitationMail } from "./invitation-mail.ts"
import { newInvitationToken } from "./invitation-token.ts"
import { openInvitations, toOpenInvitation } from "./open-invitations.ts"

export const mostOpenInvitations = 100
const validMs = 7 * 24 * 3600_000

/** Where from, and what seals the mail. */
export interface Inviting {
  workspace: Workspace
  secret: Secret
  /** Public base URL. */
  url: string
}

export type InviteRefusal = "is_a_member" | "too_many_invitations" | "no_longer_allowed"

/**
 * Invites an address, which is given in lower case, for seven days, and puts the mail on its way. An open invitation of
 * the same address is replaced: its link ends.
 */
export const invite = (
  db: Kysely<Tables>,
  inviting: Inviting,
  change: PeopleChange,
  invitation: NewInvitation,
): Promise<SentInvitation | InviteRefusal> =>
  changePeople(db, change, "people:manage", (trx) => send(trx, inviting, change, invitation))

/** Sends an open invitation again: seven days from now, under a new link, from who sends it now. */
export const resendInvitation = (
  db: Kysely<Tables>,
  inviting: Inviting,
  change: PeopleChange,
  id: string,
): Promise<SentInvitation | InviteRefusal | "no_such_invitation"> =>
  changePeople(db, change, "people:manage", async (trx) => {
    const open = await openInvitations(trx, change.workspaceId)
      .where("invitation.id", "=", id)
      .executeTakeFirst()
    return open ? send(trx, inviting, change, open) : "no_such_invitation"
  })

async function send(
  trx: Db,
  { workspace, secret, url }: Inviting,
  change: PeopleChange,
  { email, role }: { email: string; role: GivenRole },
): Promise<SentInvitation | InviteRefusal> {
  const { workspaceId, personId, at } = change
  const inviter = await findMember(trx, workspaceId, personId)
  if (!inviter) return "no_longer_allowed"
  if (await findMemberByEmail(trx, workspaceId, email)) return "is_a_member"
  const replaced = await trx
    .updateTable("invitation")
    .set({ revoked_at: at })
    .where("workspace_id", "=", workspaceId)
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst()
  if (!replaced && (await countOpen(trx, workspaceId)) >= mostOpenInvitations) return "too_many_invitations"

  const shown = newInvitationToken(workspace.appId)
  const mailed = newInvitationToken(workspace.appId)
  const id = newId(at)
  const expiresAt = new Date(at.getTime() + validMs)
  await trx
    .insertInto("invitation")
    .values({
      workspace_id: workspaceId,
      id,
      email,
      role,
      token_hash: shown.hash,
      mailed_token_hash: mailed.hash,
      invited_by: personId,
      created_at: at,
      expires_at: expiresAt,
      accepted_at: null,
      revoked_at: null,
    })
    .execute()
  await recordAudit(trx, {
    workspaceId,
    actor: change.actor,
    action: "person.invited",
    target: { kind: "invitation", id, name: email },
    detail: { role, ...(replaced && { replaces: replaced.id }) },
    at,
  })
  const mail = { workspaceId, kind: "invitation", to: email } as const
  await withdrawMail(trx, mail, "A newer invitation took its place before it was sent.", at)
  const linkWith = ({ token }: { token: string }) => `${url}/invitation#token=${token}`
  const content = invitationMail({
    inviterName: inviter.name,
    inviterEmail: inviter.email,
    workspaceName: workspace.name,
    role,
    link: linkWith(mailed),
    expiresAt,
  })
  await queueMail(trx, secret, { ...mail, content, isPersonal: true, expiresAt }, at)
  const row = await openInvitations(trx, workspaceId)
    .where("invitation.id", "=", id)
    .executeTakeFirstOrThrow()
  return { invitation: toOpenInvitation(row, at), link: linkWith(shown) }
}

async function countOpen(trx: Db, workspaceId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("invitation")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
