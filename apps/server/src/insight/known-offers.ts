import { offerLabels } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import type { SessionOfferRow } from "../db/schema.ts"
import type { KnownOffer, PublishedFlow } from "./published-flows.ts"

/** Offers that only sessions know, which are kept: finding one means to look through the offers of a workspace. */
const mostKept = 10_000
const kept = new Map<string, KnownOffer>()

/**
 * The kind and the name of offers: as the newest version that has one says it, else as the newest session that showed it
 * does. One that neither knows is missing in the answer.
 */
export async function knownOffers(
  db: Db,
  workspaceId: string,
  flows: readonly PublishedFlow[],
  guids: readonly string[],
): Promise<ReadonlyMap<string, KnownOffer>> {
  // the oldest first, so the newest has the last word
  const known = new Map(flows.flatMap(({ offers }) => offers.map((offer) => [offer.guid, offer])))
  const keyOf = (guid: string) => `${workspaceId} ${guid}`
  const unknown = guids.filter((guid) => !known.has(guid))
  const missing = unknown.filter((guid) => !kept.has(keyOf(guid)))
  if (missing.length > 0) {
    if (kept.size > mostKept) kept.clear()
    for (const offer of await readFromSessions(db, workspaceId, missing)) kept.set(keyOf(offer.guid), offer)
  }
  for (const guid of unknown) {
    const offer = kept.get(keyOf(guid))
    if (offer) known.set(guid, offer)
  }
  return known
}

type Shown = Pick<SessionOfferRow, "offer_type" | "custom_offer_type"> & { guid: string }

async function readFromSessions(
  db: Db,
  workspaceId: string,
  guids: readonly string[],
): Promise<KnownOffer[]> {
  const { rows } = await sql<Shown>`
    select distinct on (guid) guid, offer_type, custom_offer_type
    from session_offer
    where workspace_id = ${workspaceId} and guid = any(${guids}::text[])
    order by guid, session_id desc, position`.execute(db)
  return rows.map(({ guid, offer_type: offerType, custom_offer_type: own }) => ({
    guid,
    offerType,
    name: own ?? offerLabels[offerType],
  }))
}
