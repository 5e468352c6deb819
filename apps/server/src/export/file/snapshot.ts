import type { Readable } from "node:stream"
import { pipeline } from "node:stream"
import type pg from "pg"
import { copyOut } from "../../db/copy-out.ts"
import type { Db } from "../../db/database.ts"
import { withinTransaction } from "../../db/on-client.ts"
import { segmentNames } from "../../flow/segment-names.ts"
import { hearOfFailure } from "../../storage/storage.ts"
import type { ExportedWorkspace } from "./column-source.ts"
import { copyStatement, type FileContent } from "./copy-statement.ts"
import { fileHead } from "./file-head.ts"
import { RowCounter } from "./row-counter.ts"

/** The database as it was at one moment, for all that a file takes from it. */
export interface Snapshot {
  at: Date
  db: Db
  /** The text of a file, uncompressed. It ends only where it is whole, and else fails. */
  render(content: Omit<FileContent, keyof ExportedWorkspace>, pieceBytes: number): Promise<Rendering>
}

export interface Rendering {
  text: Readable
  /** Rows so far. */
  rows(): number
  /** How many rows PostgreSQL says it has sent; known once the snapshot is over. */
  rowsSent(): number
}

/** @param client that has no transaction open */
export async function atSnapshot<T>(
  client: pg.PoolClient,
  workspaceId: string,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  await client.query("begin isolation level repeatable read read only")
  // the first statement decides which moment it is
  const { rows } = await client.query<{ at: Date }>("select clock_timestamp() as at")
  const [first] = rows
  if (!first) throw new Error("PostgreSQL does not say what time it is")
  const db = withinTransaction(client)
  const result = await work({
    at: first.at,
    db,
    async render(content, pieceBytes) {
      const names = await segmentNames(db, workspaceId)
      return run(client, { ...content, workspaceId, segmentNames: Object.fromEntries(names) }, pieceBytes)
    },
  })
  await client.query("commit")
  return result
}

function run(client: pg.PoolClient, content: FileContent, pieceBytes: number): Rendering {
  const copy = copyOut(client, copyStatement(content))
  const isCsv = content.choice.profile !== "ndjson"
  const counter = new RowCounter({ isCsv, head: fileHead(content.choice), pieceBytes })
  // a failure of either destroys both, which whoever reads the text is told by the text
  pipeline(copy, hearOfFailure(counter), () => {})
  return { text: counter, rows: () => counter.rows, rowsSent: () => copy.rowCount }
}
