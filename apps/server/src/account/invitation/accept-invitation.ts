import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Tables } from "../../db/schema.ts"
import { withdrawMail } from "../../mail/withdraw-mail.ts"
import { recordAudit } from "../audit/record-audit.ts"
import { peopleTransaction } from "../people/change-people.ts"
import { createPerson } from "../people/create-person.ts"
import { verifyAddress } from "../people/verify-address.ts"
import { addMember } from "../people.ts"
import { type FoundInvitation, findInvitation, type InvitationFault } from "./find-invitation.ts"

/** Who comes: somebody who is signed in, or somebody new with a name and a hashed password. */
export type Comer = { id: string; email: string } | { name: string; passwordHash: string }

export interface Arrival {
  workspaceId: string
  tokenHash: Buffer
  comer: Comer
  /** Where the request came from. */
  address: string
  at: Date
}

export type AcceptRefusal = InvitationFault | "has_account" | "is_somebody_else"

/**
 * Uses an invitation up and makes a member of whom it is bound to, a new person included, all or nothing. Of two that
 * come by one link the second finds it used.
 */
export const acceptInvitation = (db: Kysely<Tables>, arrival: Arrival): Promise<"accepted" | AcceptRefusal> =>
  peopleTransaction(db, arrival.workspaceId, async (trx) => {
    const { workspaceId, at } = arrival
    const invitation = await findInvitation(trx, workspaceId, arrival.tokenHash, at)
    if (typeof invitation === "string") return invitation
    const { id, email, role } = invitation
    const person = await personOf(trx, arrival, invitation)
    if (typeof person === "string") return person
    await addMember(trx, workspaceId, person.id, role, at)
    await trx
      .updateTable("invitation")
      .set({ accepted_at: at })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    const mail = { workspaceId, kind: "invitation", to: email } as const
    await withdrawMail(trx, mail, "The invitation was accepted before it was sent.", at)
    await recordAudit(trx, {
      workspaceId,
      actor: { kind: "person", id: person.id, name: email, address: arrival.address },
      action: "person.joined",
      target: { kind: "invitation", id, name: email },
      detail: { role },
      at,
    })
    return "accepted"
  })

async function personOf(
  trx: Db,
  { comer, at }: Arrival,
  { email, isMailed }: FoundInvitation,
): Promise<{ id: string } | "has_account" | "is_somebody_else"> {
  if ("id" in comer) {
    if (comer.email !== email) return "is_somebody_else"
    if (isMailed) await verifyAddress(trx, comer.id, at)
    return comer
  }
  const id = await createPerson(trx, { email, isVerified: isMailed, ...comer }, at)
  return id === null ? "has_account" : { id }
}
