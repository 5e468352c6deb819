import { Writable } from "node:stream"
import { pipeline } from "node:stream/promises"
import pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { copyStatement } from "../apps/server/src/export/file/copy-statement.ts"
import { matches } from "../apps/server/src/session/read/session-filter.ts"
import { choice } from "./exporting.ts"
import type { Bench } from "./measure-fresh.ts"
import type { BenchServer } from "./server.ts"

/** The `COPY` that the measured export makes, as text. */
export async function copyOf(
  { ask, client }: Pick<Bench, "ask" | "client">,
  from: Date | null,
): Promise<string> {
  const { rows: segments } = await client.query<{ id: string; name: string }>(
    "select id, name from segment where workspace_id = $1",
    [ask.workspaceId],
  )
  return copyStatement({
    choice,
    where: matches({ workspaceId: ask.workspaceId, mode: "live", ...(from && { from }) }),
    workspaceId: ask.workspaceId,
    segmentNames: Object.fromEntries(segments.map(({ id, name }) => [id, name])),
  })
}

/** Runs it through the same driver to nowhere. */
export async function rawCopy(
  { database }: BenchServer,
  statement: string,
): Promise<{ rows: number; firstMs: number; wholeMs: number }> {
  const client = new pg.Client({
    ...database,
    options: "-c jit=off -c max_parallel_workers_per_gather=0 -c timezone=UTC",
  })
  await client.connect()
  const started = performance.now()
  const copy = client.query(copyTo(statement))
  let firstMs = 0
  const nowhere = new Writable({
    write(_piece, _encoding, done) {
      if (firstMs === 0) firstMs = performance.now() - started
      done()
    },
  })
  await pipeline(copy, nowhere)
  const wholeMs = performance.now() - started
  await client.end()
  return { rows: copy.rowCount, firstMs, wholeMs }
}
