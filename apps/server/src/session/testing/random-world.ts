import type { Database } from "../../db/database.ts"
import { type Prng, prng } from "../../demo/prng.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { stateOf } from "../change/session-change.ts"
import { sessionsChanged } from "../change/sessions-changed.ts"
import { updateFacetBlocks } from "../count/facet-blocks/update-facet-blocks.ts"
import { type OffersSource, offersOf } from "../session-offers.ts"
import type { Stored } from "./naive-sessions.ts"
import { randomSession } from "./random-sessions.ts"

/** Random sessions of some workspaces: in the database, and as an oracle looks at them. */
export interface World {
  workspaceIds: readonly string[]
  sessions: Stored[]
}

export const worldNow = new Date("2026-11-01T12:00:00.000Z")
/** Up to this very moment, since the sessions of the last day are in no block; many where Havana's midnight comes twice. */
const times = {
  from: worldNow.getTime() - 400 * 24 * 3600 * 1000,
  to: worldNow.getTime(),
  crowdedAt: Date.parse("2025-11-02T05:00:00.000Z"),
}
/** Small, so that a few hundred sessions make many blocks. */
export const worldSizes = { block: 32, fewestInGap: 4, fewestInNewest: 8 }
/** Among them clocks that are put back over midnight, and by half an hour. */
export const worldZones = [
  "UTC",
  "America/New_York",
  "America/Havana",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
] as const

/** @param vary changes what a session says, before anything is written of it */
export async function makeWorld(
  { db }: Pick<Database, "db">,
  workspaceIds: readonly string[],
  seed: number,
  vary: (session: Stored, chance: Prng) => Stored = (session) => session,
): Promise<World> {
  const chance = prng(seed)
  const sessions = Array.from({ length: 500 }, () =>
    vary(randomSession(chance, workspaceIds[chance.chance(0.8) ? 0 : 1] ?? "", times), chance),
  )
  await pastTheLog({ db }, (trx) => trx.insertInto("session").values(sessions).execute())
  const offers = sessions.flatMap(offersIn)
  if (offers.length > 0) await db.insertInto("session_offer").values(offers).execute()
  return { workspaceIds, sessions }
}

export async function buildBlocks(database: Pick<Database, "db">, { workspaceIds }: World): Promise<void> {
  for (const id of workspaceIds) await updateFacetBlocks(database, id, worldNow, worldSizes)
}

/** Some sessions end otherwise, some go away, some come late. */
export async function changeWorld(
  { db }: Pick<Database, "db">,
  { workspaceIds, sessions }: World,
  seed: number,
): Promise<void> {
  const chance = prng(seed)
  for (let i = 0; i < 25; i++) {
    const late = randomSession(chance, workspaceIds[0] ?? "", times)
    const place = chance.between(0, sessions.length - 1)
    const old = sessions[place]
    if (!old) continue
    await db.transaction().execute(async (trx) => {
      await trx
        .deleteFrom("session")
        .where("workspace_id", "=", old.workspace_id)
        .where("id", "=", old.id)
        .execute()
      await trx
        .deleteFrom("session_offer")
        .where("workspace_id", "=", old.workspace_id)
        .where("session_id", "=", old.id)
        .execute()
      const gone = { ...which(old), before: state(old), after: null }
      if (chance.chance(0.3)) {
        sessions.splice(place, 1)
        await sessionsChanged(trx, [gone], worldNow)
        return
      }
      // the same session with another end, or a late one in its place
      const next = chance.chance(0.5)
        ? { ...late, id: old.id, created_at: old.created_at, mode: old.mode, workspace_id: old.workspace_id }
        : late
      next.sequence = (old.sequence ?? 0) + 1
      sessions[place] = next
      await trx.insertInto("session").values(next).execute()
      const offers = offersIn(next)
      if (offers.length > 0) await trx.insertInto("session_offer").values(offers).execute()
      const come = { ...which(next), before: null, after: state(next) }
      // a session that is said to be gone loses its offers
      const changes = next.id === old.id ? [{ ...come, before: state(old) }] : [gone, come]
      await sessionsChanged(trx, changes, worldNow)
    })
  }
}

const offersIn = (session: Stored) =>
  offersOf({ ...session, detail: JSON.parse(String(session.detail)) } as OffersSource)

const which = ({ workspace_id: workspaceId, id, mode, created_at: createdAt }: Stored) => ({
  workspaceId,
  id,
  mode,
  createdAt,
})

const state = (session: Stored) =>
  stateOf({
    ...session,
    bounced_by: session.bounced_by ?? null,
    save_type: session.save_type ?? null,
    sequence: session.sequence ?? 0,
  })
