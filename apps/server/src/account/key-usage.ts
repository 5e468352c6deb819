import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { writeEvery } from "../db/write-every.ts"

/** When keys were last accepted. */
export interface KeyUsage {
  /** Costs the request nothing: it is written down within a minute, and a key no more often than that. */
  mark(workspaceId: string, keyId: string, at: Date): void
  /** When this server last accepted it, where that is not written down yet. */
  lastSeen(keyId: string): Date | null
  /** Writes down what was marked; what cannot be written is kept for the next time. */
  flush(): Promise<void>
  /** Writes down the rest, and stops. */
  close(): Promise<void>
}

const writtenEveryMs = 60_000

interface Mark {
  workspaceId: string
  keyId: string
  at: Date
}

/** @param onError the database could not be written to */
export function createKeyUsage(db: Db, onError: (error: unknown) => void): KeyUsage {
  const marks = new Map<string, Mark>()

  const write = async () => {
    const batch = [...marks.values()]
    try {
      await writeDown(db, batch)
      // one that was accepted again meanwhile is written down next time
      for (const mark of batch) if (marks.get(mark.keyId) === mark) marks.delete(mark.keyId)
    } catch (error) {
      onError(error)
    }
  }
  const { flush, close } = writeEvery(writtenEveryMs, () => marks.size > 0, write)

  return {
    mark: (workspaceId, keyId, at) => void marks.set(keyId, { workspaceId, keyId, at }),
    lastSeen: (keyId) => marks.get(keyId)?.at ?? null,
    flush,
    close,
  }
}

/** Locks the rows in one order, so that two servers that write at once never wait for each other. */
async function writeDown(db: Db, marks: readonly Mark[]): Promise<void> {
  const column = (value: (mark: Mark) => string) => sql.val(marks.map(value))
  await sql`
    with seen as (
      select *
      from unnest(
        ${column(({ workspaceId }) => workspaceId)}::uuid[],
        ${column(({ keyId }) => keyId)}::uuid[],
        ${column(({ at }) => at.toISOString())}::timestamptz[]
      ) as seen (workspace_id, id, at)
    ),
    locked as (
      select workspace_id, id, seen.at
      from api_key
      join seen using (workspace_id, id)
      order by workspace_id, id
      for update of api_key
    )
    update api_key
    set last_used_at = greatest(api_key.last_used_at, locked.at)
    from locked
    where api_key.workspace_id = locked.workspace_id and api_key.id = locked.id`.execute(db)
}
