import type { Readable } from "node:stream"
import { type ExportChoice, largestSmallExport } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { listIds } from "../session/read/list-ids.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { atSnapshot } from "./file/snapshot.ts"
import { type Lender, withConnection } from "./with-connection.ts"

export type Refused = "too_many_rows"

/** The first piece leaves as soon as this is there. */
const pieceBytes = 16 * 1024

/**
 * Sends a list that downloads at once. It is found as the pages of the stream are, so that a search takes no longer
 * than there, and then copied in the same snapshot.
 * @param findTimeoutMs when finding it is stopped
 * @param send is told how many rows will come, and must take the text to its end
 */
export function sendSmallExport(
  lender: Lender,
  { filter, choice }: { filter: SessionFilter; choice: ExportChoice },
  { findTimeoutMs, signal }: { findTimeoutMs: number; signal: AbortSignal },
  send: (text: Readable, rows: number) => Promise<void>,
): Promise<Refused | null> {
  return withConnection(lender, signal, (client) =>
    atSnapshot(client, filter.workspaceId, async (snapshot) => {
      await client.query(`set local statement_timeout = ${findTimeoutMs}`)
      const ids = await listIds(snapshot.db, filter, largestSmallExport + 1)
      if (ids.length > largestSmallExport) return "too_many_rows"
      // a slow reader may take its time
      await client.query("set local statement_timeout = 0")
      const where = sql<boolean>`(session.workspace_id = ${filter.workspaceId} and session.id = any(${ids}::uuid[]))`
      const rendering = await snapshot.render({ choice, where }, pieceBytes)
      await send(rendering.text, ids.length)
      return null
    }),
  )
}
