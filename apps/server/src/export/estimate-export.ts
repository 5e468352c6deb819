import { finished } from "node:stream/promises"
import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { listIds } from "../session/read/list-ids.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { fileHead } from "./file/file-head.ts"
import { atSnapshot } from "./file/snapshot.ts"
import { type Lender, withConnection } from "./with-connection.ts"

const sampled = 200

/**
 * Bytes that the file will have, before it is compressed: what the newest rows have on the average, times the rows.
 * @param rows that it will have
 */
export function estimateBytes(
  lender: Lender,
  { filter, choice, rows }: { filter: SessionFilter; choice: ExportChoice; rows: number },
  { findTimeoutMs, signal }: { findTimeoutMs: number; signal: AbortSignal },
): Promise<number> {
  return withConnection(lender, signal, (client) =>
    atSnapshot(client, filter.workspaceId, async (snapshot) => {
      await client.query(`set local statement_timeout = ${findTimeoutMs}`)
      const ids = await listIds(snapshot.db, filter, sampled)
      const where = sql<boolean>`(session.workspace_id = ${filter.workspaceId} and session.id = any(${ids}::uuid[]))`
      const { text } = await snapshot.render({ choice, where }, 64 * 1024)
      let bytes = 0
      text.on("data", (piece: Buffer) => {
        bytes += piece.length
      })
      await finished(text)
      const head = Buffer.byteLength(fileHead(choice))
      return head + Math.round((bytes - head) * (rows / Math.max(1, ids.length)))
    }),
  )
}
