import pg from "pg"
import { type Asker, openAsker } from "./asker.ts"
import type { Row } from "./row.ts"
import { type BenchServer, startBenchServer } from "./server.ts"

/** What is measured, and with what. */
export interface Bench {
  server: BenchServer
  /** As the owner of the large workspace. */
  ask: Asker
  /** Beside the server. */
  client: pg.Client
  /** Resident memory of the server, in bytes, when it had just started. */
  idle: number
}

export type Measure = (bench: Bench) => Promise<Row[]>

export interface Measured {
  rows: Row[]
  /** Version. */
  postgres: string
}

/** Measures one after the other on a server that is started for it, and says each row as soon as it is known. */
export async function measureFresh(folder: string, measures: readonly Measure[]): Promise<Measured> {
  const server = await startBenchServer(folder)
  const idle = server.memory()
  const client = new pg.Client({ ...server.database })
  try {
    await client.connect()
    const { rows: found } = await client.query<{ id: string; version: string }>(
      "select id, current_setting('server_version') as version from workspace where app_id = $1",
      [server.keys.appId],
    )
    const { id = "", version = "" } = found[0] ?? {}
    const ask = openAsker(server, id)
    const rows: Row[] = []
    for (const measure of measures) {
      const some = await measure({ server, ask, client, idle })
      for (const { what, ours, isMet } of some)
        process.stderr.write(`· ${isMet ? "" : "MISSED "}${what}: ${ours}\n`)
      rows.push(...some)
    }
    ask.close()
    return { rows, postgres: version }
  } finally {
    await client.end().catch(() => {})
    await server.stop()
  }
}
