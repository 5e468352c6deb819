import type { Database } from "../../db/database.ts"
import type { CompanyFact } from "./read-company-event.ts"
import { type BillingPlace, takeEvents } from "./take-events.ts"
import { writeStates } from "./write-state.ts"

/**
 * Keeps what a company's own program told, all of it or nothing: events, and how subscriptions stand.
 * @returns how many were kept; one that was there already is one of them
 */
export async function takeCompanyFacts(
  { db }: Pick<Database, "db">,
  place: BillingPlace,
  facts: readonly CompanyFact[],
  now: Date,
): Promise<number> {
  const kept = facts.flatMap((fact) => (fact.kind === "kept" ? [fact] : []))
  const events = kept.map(({ event }) => event)
  const states = kept.flatMap(({ state }) => state ?? [])
  await db.transaction().execute(async (trx) => {
    await takeEvents(trx, place, "api", events, now)
    await writeStates(trx, place, "api", states)
  })
  return kept.length
}
