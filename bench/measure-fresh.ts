import pg from "pg"
import { type Asker, openAsker } from "./asker.ts"
import { type Clocks, openClocks } from "./processor.ts"
import type { Row } from "./row.ts"
import { type BenchServer, startBenchServer } from "./server.ts"
import { type Measured, tableLine } from "./table.ts"
import { tidyWorld } from "./world.ts"

/** What is measured, and with what. */
export interface Bench {
  server: BenchServer
  /** As the owner of the large workspace. */
  ask: Asker
  /** Beside the server. */
  client: pg.Client
  clocks: Clocks
  /** Resident memory of the server, in bytes, when it had just started. */
  idle: number
  /** Size of the large workspace. */
  sessions: number
}

/** A group of questions, by the name that `--only` takes. */
export interface Group<Name extends string = string> {
  name: Name
  /** Its rows: all at the end, or each as soon as it is known. */
  measure: (bench: Bench) => Promise<Row[]> | AsyncGenerator<Row>
}

/** Measures one after the other on a server that is started for it, and says each row as soon as it is known. */
export const measureFresh = (
  folder: string,
  sessions: number,
  groups: readonly Group[],
): Promise<{ measured: Measured[]; postgres: string }> =>
  withBench(folder, sessions, async (bench, postgres) => {
    const measured: Measured[] = []
    for (const { name, measure } of groups) {
      const rows: Row[] = []
      for await (const row of await measure(bench)) {
        rows.push(row)
        process.stderr.write(`${tableLine(name, row)}\n`)
      }
      measured.push({ group: name, rows })
    }
    return { measured, postgres }
  })

/** Starts a server on a world, and stops it when the action is over. */
export async function withBench<T>(
  folder: string,
  sessions: number,
  action: (bench: Bench, postgres: string) => Promise<T>,
): Promise<T> {
  const server = await startBenchServer(folder)
  const idle = server.memory()
  const client = new pg.Client({ ...server.database })
  try {
    await client.connect()
    const { rows: found } = await client.query<{ id: string; version: string; backend: number }>(
      `select id, current_setting('server_version') as version, pg_backend_pid() as backend
       from workspace where app_id = $1`,
      [server.keys.appId],
    )
    const [workspace] = found
    if (!workspace) throw new Error("The server has no demo workspace")
    const { id, version, backend } = workspace
    await tidyWorld(client, id)
    const ask = openAsker(server, id)
    const clocks = openClocks(server.pid, backend)
    const done = await action({ server, ask, client, clocks, idle, sessions }, version)
    ask.close()
    return done
  } finally {
    await client.end().catch(() => {})
    await server.stop()
  }
}
