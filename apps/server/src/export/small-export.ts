import type { Readable } from "node:stream"
import { type ExportChoice, largestSmallExport } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { listIds } from "../session/read/list-ids.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { atSnapshot } from "./file/snapshot.ts"
import { openSpool } from "./file/spool.ts"
import { type Lender, withConnection } from "./with-connection.ts"

export type Refused = "too_many_rows"

/** The first piece leaves as soon as this is there. */
const pieceBytes = 16 * 1024

/**
 * Sends a list that downloads at once. It is found as the pages of the stream are, so that a search takes no longer
 * than there, and then copied in the same snapshot. The connection is given back when it is copied: a slow reader takes the
 * text from a file, and keeps nobody from theirs.
 * @param findTimeoutMs when finding it is stopped
 * @param send is told how many rows will come, and must take the text to its end
 */
export async function sendSmallExport(
  lender: Lender,
  { filter, choice }: { filter: SessionFilter; choice: ExportChoice },
  { findTimeoutMs, signal }: { findTimeoutMs: number; signal: AbortSignal },
  send: (text: Readable, rows: number) => Promise<void>,
): Promise<Refused | null> {
  const spool = await openSpool()
  let sending: Promise<void> | null = null
  try {
    const refused = await withConnection(lender, signal, (client) =>
      atSnapshot(client, filter.workspaceId, async (snapshot) => {
        await client.query(`set local statement_timeout = ${findTimeoutMs}`)
        const ids = await listIds(snapshot.db, filter, largestSmallExport + 1)
        if (ids.length > largestSmallExport) return "too_many_rows"
        // a disk may take its time
        await client.query("set local statement_timeout = 0")
        const where = sql<boolean>`(session.workspace_id = ${filter.workspaceId} and session.id = any(${ids}::uuid[]))`
        const rendering = await snapshot.render({ choice, where }, pieceBytes)
        sending = send(spool.text, ids.length)
        // heard below, when the copy is over
        sending.catch(() => {})
        await spool.fill(rendering.text)
        return null
      }),
    )
    await sending
    return refused
  } finally {
    await Promise.allSettled([sending])
    await spool.close()
  }
}
