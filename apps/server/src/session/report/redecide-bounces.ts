import { decideBounces } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import type { SessionChange } from "../change/session-change.ts"
import type { CustomerKey } from "../customer-key.ts"
import { listNeighbours } from "./list-neighbours.ts"
import { writeBounces } from "./write-bounces.ts"

/**
 * Decides the bounces around a session that settled, changed, came late or went away. The caller holds the
 * customer's lock (`lockName`) in the same transaction, and passes what changed on to `sessionsChanged`.
 * @param at when the session that changed was created
 */
export async function redecideBounces(trx: Db, key: CustomerKey, at: Date): Promise<SessionChange[]> {
  const neighbours = await listNeighbours(trx, key, at)
  const winners = decideBounces(neighbours)
  const moved = neighbours.flatMap((session) => {
    const bouncedBy = winners.get(session.id) ?? null
    return bouncedBy === session.state.bouncedBy ? [] : [{ session, mode: key.mode, bouncedBy }]
  })
  return writeBounces(trx, key.workspaceId, moved)
}
