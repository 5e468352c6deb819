import { decideBounces } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { type Change, markChanged } from "../count/facet-blocks/mark-changed.ts"
import type { CustomerKey } from "../customer-key.ts"
import { listNeighbours } from "./list-neighbours.ts"

/**
 * Decides the bounces around a session that settled, changed, came late or went away. The caller holds the
 * customer's lock (`lockName`) in the same transaction.
 * @param at when the session that changed was created
 * @param now the clock of the writer
 */
export async function redecideBounces(trx: Db, key: CustomerKey, at: Date, now: Date): Promise<void> {
  const neighbours = await listNeighbours(trx, key, at)
  const winners = decideBounces(neighbours)
  const changes: Change[] = []
  for (const { id, bouncedBy, createdAt } of neighbours) {
    const winner = winners.get(id) ?? null
    if (winner === bouncedBy) continue
    await trx
      .updateTable("session")
      .set({ bounced_by: winner })
      .where("workspace_id", "=", key.workspaceId)
      .where("id", "=", id)
      .execute()
    changes.push({ mode: key.mode, createdAt: new Date(createdAt) })
  }
  await markChanged(trx, key.workspaceId, changes, now)
}
