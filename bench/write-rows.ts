import { randomUUID } from "node:crypto"
import { Agent } from "node:http"
import { openDatabase } from "../apps/server/src/db/database.ts"
import { createIntake } from "../apps/server/src/session/report/intake.ts"
import { bareInserts } from "./bare-inserts.ts"
import { ratePerSecond } from "./measure.ts"
import { postSession } from "./post-session.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"
import { settledSession } from "./settled-session.ts"

const atOnce = 16
const total = 8000
const leastPercent = 40
const leastPosts = 1000
const perSecond = (rate: number) => `${Math.round(rate).toLocaleString("en-US")} a second`

/**
 * Settled sessions of new customers, recorded one by one by so many at once: through the context itself, and over HTTP.
 * Beside them bare durable inserts of the same rows. Each kind is measured three times in turns, and its best counts,
 * since whatever else the machine does can only slow it down.
 */
export async function writeRows(server: BenchServer): Promise<Row[]> {
  const best = { recorded: 0, posted: 0, inserted: 0 }
  for (let round = 0; round < 3; round++) {
    best.recorded = Math.max(best.recorded, await recordedSessions(server))
    best.inserted = Math.max(best.inserted, await bareInserts(server.database, total, atOnce))
    best.posted = Math.max(best.posted, await postedSessions(server))
  }
  const floor = `${perSecond(best.inserted)} (bare insert, no secondary index)`
  const percent = (rate: number) => Math.round((rate / best.inserted) * 100)
  return [
    {
      what: `settled sessions recorded, ${atOnce} at once: upsert, outcome, bounce, indexes`,
      ours: perSecond(best.recorded),
      floor,
      ratio: `${percent(best.recorded)} %`,
      bound: `≥ ${leastPercent} %`,
      isMet: percent(best.recorded) >= leastPercent,
    },
    {
      what: `settled sessions over HTTP, one a request, ${atOnce} at once: proof and all of the above`,
      ours: perSecond(best.posted),
      floor,
      ratio: `${percent(best.posted)} %`,
      bound: `≥ ${perSecond(leastPosts)}`,
      isMet: best.posted >= leastPosts,
    },
  ]
}

async function recordedSessions({ database: address, keys }: BenchServer): Promise<number> {
  const database = openDatabase(address, () => {})
  const { id: workspaceId } = await database.db
    .selectFrom("workspace")
    .select("id")
    .where("app_id", "=", keys.appId)
    .executeTakeFirstOrThrow()
  const intake = createIntake({ database, announce: () => {} })
  const record = () => {
    const { customerId, facts } = settledSession()
    const now = new Date()
    return intake.record({
      workspaceId,
      mode: "live",
      customerId,
      clientKey: `run:${randomUUID()}`,
      source: "widget",
      verified: true,
      receivedAt: now,
      startedAt: now,
      revision: 1,
      facts,
    })
  }
  await ratePerSecond(1000, atOnce, record)
  const rate = await ratePerSecond(total, atOnce, record)
  await database.close()
  return rate
}

async function postedSessions(server: BenchServer): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  await ratePerSecond(1000, atOnce, () => postSession(server, agent))
  const rate = await ratePerSecond(total, atOnce, () => postSession(server, agent))
  agent.destroy()
  return rate
}
