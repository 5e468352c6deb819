import type { SessionFacts } from "@holdfast/protocol"
import { type BlueprintContent, type CooledKind, cooldownDays, cooledKinds } from "@holdfast/protocol/flow"
import { sql } from "kysely"
import type { Caller } from "../../account/admit-customer.ts"
import type { Db } from "../../db/database.ts"
import { prepared } from "../../db/prepared.ts"

const dayMs = 24 * 3600 * 1000

/** A run takes no longer, so an offer was taken at most so long after its session began. */
const longestRunMs = 7 * dayMs

/**
 * The kinds of offers that a flow's cooldowns hold back from a customer: those of which the customer took one, in any of
 * their subscriptions, in the same mode, less than so many times 24 hours before the session begins. Only what counts in
 * the numbers counts here: verified sessions that are not bounced and did not end in a cancellation. Nothing is asked where
 * the flow has no cooldown or no such offer.
 */
export async function heldBackFrom(
  db: Db,
  { workspace, mode }: Pick<Caller, "mode"> & { workspace: Pick<Caller["workspace"], "id"> },
  customerId: string | null,
  content: BlueprintContent,
  beginsAt: Date,
): Promise<CooledKind[]> {
  const cooldowns = cooledKinds.flatMap((kind) => {
    const days = cooldownDays(content, kind)
    return days === null ? [] : [{ kind, ms: days * dayMs }]
  })
  if (customerId === null || cooldowns.length === 0) return []
  const begins = beginsAt.getTime()
  const longestMs = Math.max(...cooldowns.map(({ ms }) => ms))
  // written out and planned once: built and planned anew it took a quarter of all that opening a flow and reporting twice did
  const { rows: taken } = await sql<{ offer_type: string; at: Date }>`
    select ${prepared} offer.offer_type,
      -- by the customer's clock, within what the server knows of the session
      max(greatest(session.created_at, least(offer.accepted_at, session.settled_at))) as at
    from session
    join session_offer offer on offer.workspace_id = ${workspace.id} and offer.session_id = session.id
    where session.workspace_id = ${workspace.id} and session.customer_id = ${customerId} and session.mode = ${mode}
      and session.created_at > ${new Date(begins - longestMs - longestRunMs)} and session.created_at <= ${beginsAt}
      and session.outcome = 'saved' and session.bounced_by is null and session.verified
      and offer.ended = 'accepted' and offer.offer_type = any(${cooldowns.map(({ kind }) => kind)}::text[])
    group by offer.offer_type`.execute(db)
  return cooldowns.flatMap(({ kind, ms }) =>
    taken.some(({ offer_type, at }) => offer_type === kind && begins - at.getTime() < ms) ? [kind] : [],
  )
}

/** What a session says of the cooldowns of its flow. */
export function cooldownFacts(
  { discountCooldown, pauseCooldown }: BlueprintContent,
  heldBack: readonly CooledKind[],
): SessionFacts {
  return {
    ...(discountCooldown !== null && { discountCooldown }),
    ...(pauseCooldown !== null && { pauseCooldown }),
    ...(heldBack.includes("DISCOUNT") && { discountCooldownApplied: true }),
    ...(heldBack.includes("PAUSE") && { pauseCooldownApplied: true }),
  }
}

/** Which kinds a session says were held back when it began. */
export const heldBackIn = (facts: SessionFacts): CooledKind[] => [
  ...(facts.discountCooldownApplied === true ? (["DISCOUNT"] as const) : []),
  ...(facts.pauseCooldownApplied === true ? (["PAUSE"] as const) : []),
]
