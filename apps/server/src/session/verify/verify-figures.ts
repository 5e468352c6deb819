import { modes } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { type Difference, listUsedBlocks, verifyBlock } from "./verify-block.ts"
import { verifyOffers } from "./verify-offers.ts"

/**
 * Makes everything that is kept for figures anew from a workspace's sessions, and says what is not the same: the blocks that
 * readers use, and the rows of offers. It changes nothing and is safe beside every writer: each block is looked at in one
 * moment with its sessions.
 * @param onBlock hears of each block that was looked at
 */
export async function* verifyFigures(
  db: Db,
  workspaceId: string,
  onBlock: () => void = () => {},
): AsyncGenerator<Difference> {
  for (const mode of modes) {
    for (const block of await listUsedBlocks(db, { workspaceId, mode })) {
      yield* await verifyBlock(db, { workspaceId, mode }, block)
      onBlock()
    }
  }
  yield* verifyOffers(db, workspaceId)
}
