import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type pg from "pg"
import { createWorkspace, findWorkspace, newWorkspace } from "../apps/server/src/account/workspaces.ts"
import { openDatabase } from "../apps/server/src/db/database.ts"
import { demoFlows } from "../apps/server/src/demo/demo-flows.ts"
import { seedSessions } from "../apps/server/src/demo/seed-sessions.ts"
import { installFlows } from "../apps/server/src/flow/install-flows.ts"
import { readFlows } from "../apps/server/src/flow/read-flows.ts"
import { updateFacetBlocks } from "../apps/server/src/session/count/facet-blocks/update-facet-blocks.ts"
import { loadWithoutIndexes } from "./load-without-indexes.ts"
import type { Row } from "./row.ts"
import { type BenchServer, startBenchServer } from "./server.ts"

/** Up to here the command line does it. */
export const largestSeeded = 1_000_000
const smallWorkspaces = 50
const sessionsInSmall = 200

/** What was seeded, and how long it took. */
export interface World {
  sessions: number
  seedSeconds: number
}

/** The data folder of a size, which is seeded once and then kept. */
export function worldFolder(sessions: number): string {
  const data = join(import.meta.dirname, "../data")
  const folder = join(data, `bench-${sessions}`)
  mkdirSync(folder, { recursive: true })
  // the database's own user must be able to enter
  for (const each of [data, folder]) chmodSync(each, 0o755)
  return folder
}

/** Seeds one large workspace, with the demo merchant's flows, and many small ones, unless that was done before. */
export async function seedWorld(folder: string, sessions: number): Promise<World> {
  const stamp = join(folder, "bench.json")
  if (existsSync(stamp)) return JSON.parse(readFileSync(stamp, "utf8")) as World
  const server = await startBenchServer(folder)
  try {
    const started = performance.now()
    const { appId } = server.keys
    if (sessions > largestSeeded) await loadLarge(server, sessions)
    else await server.holdfast("seed", "--workspace", appId, "--sessions", String(sessions), "--seed", "1")
    const world = { sessions, seedSeconds: (performance.now() - started) / 1000 }
    await addSmallWorkspaces(server)
    writeFileSync(stamp, JSON.stringify(world))
    return world
  } finally {
    await server.stop()
  }
}

/** As `holdfast seed` does it, but for the indexes, which are built after. */
async function loadLarge(server: BenchServer, sessions: number): Promise<void> {
  const database = openDatabase(server.database, () => {})
  const workspace = await findWorkspace(database.db, server.keys.appId)
  if (!workspace) throw new Error("The server has no demo workspace")
  const flows = await readFlows(database.db, workspace.id)
  const until = new Date(new Date().toISOString().slice(0, 10))
  await loadWithoutIndexes(database, () =>
    seedSessions(database.pool, workspace.id, { sessions, seed: 1, years: 2, until, flows }),
  )
  await updateFacetBlocks(database, workspace.id, new Date())
  await database.close()
}

async function addSmallWorkspaces(server: BenchServer): Promise<void> {
  const database = openDatabase(server.database, () => {})
  for (let i = 1; i <= smallWorkspaces; i++) {
    const now = new Date()
    const workspace = newWorkspace(`Small ${i}`, now)
    const flows = demoFlows(workspace.id, { until: now, years: 2 })
    await installFlows(database.db, workspace.id, flows, now)
    const options = { sessions: sessionsInSmall, seed: i, years: 2, until: now, flows }
    await seedSessions(database.pool, workspace.id, options)
    await createWorkspace(database.db, workspace, now)
  }
  await database.pool.query("vacuum analyze")
  await database.close()
}

/**
 * Takes away what a run has written, and what is still open, which a server settles while others count, and ends the
 * connection to the billing, which goes on telling: so the world stands still, and the next run finds the same.
 */
export async function tidyWorld(client: pg.Client, workspaceId: string): Promise<void> {
  await client.query(
    `with gone as (
       delete from session where workspace_id = $1 and (source <> 'demo' or outcome = 'open')
       returning id, mode, created_at
     ), their_offers as (
       delete from session_offer where workspace_id = $1 and session_id in (select id from gone)
     )
     insert into facet_stale (workspace_id, mode, from_at, to_at)
     select $1, mode, min(created_at), max(created_at) from gone group by mode`,
    [workspaceId],
  )
  for (const table of ["recording_chunk", "recording"])
    await client.query(`delete from ${table} where workspace_id = $1`, [workspaceId])
  // nobody there knows the demo's subscriptions: whoever asks would write that they are gone
  await client.query("delete from billing_connection where workspace_id = $1", [workspaceId])
  // no page walks past what was deleted
  await client.query("vacuum session, session_offer, recording, recording_chunk")
}

/** Told, and nothing is promised: a world is seeded once. */
export function seedingRow({ sessions, seedSeconds }: World): Row {
  const rate = Math.round(sessions / seedSeconds).toLocaleString("en-US")
  return {
    question:
      sessions > largestSeeded
        ? "simulating and loading, then building the indexes and facet blocks"
        : "`holdfast seed`: simulating, loading and making facet blocks",
    ours: `${Math.round(seedSeconds)} s, ${rate} a second`,
    floor: "–",
    ratios: [],
  }
}
