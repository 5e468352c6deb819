import { randomUUID } from "node:crypto"
import { Agent } from "node:http"
import { openDatabase } from "../apps/server/src/db/database.ts"
import { createIntake } from "../apps/server/src/session/report/intake.ts"
import { bareInserts } from "./bare-inserts.ts"
import type { Bench } from "./measure-fresh.ts"
import { postRun } from "./post-run.ts"
import { postSession } from "./post-session.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"
import { settledSession } from "./settled-session.ts"
import { tidyWorld } from "./world.ts"
import { atOnce, bestOf, sumUs, type WriteCost, writeCost } from "./write-cost.ts"

const rounds = 3
/** Processor time and sessions a second, as multiples of those of the bare insert. */
const limits = {
  recorded: { processor: { most: 4 }, rate: { least: 0.15 } },
  posted: { processor: { most: 8 }, rate: { least: 0.04 } },
  reported: { processor: { most: 8 }, rate: { least: 0.04 } },
}

/**
 * Settled sessions of new customers, recorded one by one by so many at once: through the context itself, and over HTTP; and
 * runs over HTTP, each opened and then reported twice. Beside them bare durable inserts of the same rows, and inserts that two
 * updates follow. Each kind is measured three times in turns, and its best counts.
 */
export async function writeRows(bench: Bench): Promise<Row[]> {
  const { ask, client } = bench
  const recorded: WriteCost[] = []
  const posted: WriteCost[] = []
  const reported: WriteCost[] = []
  const inserted: WriteCost[] = []
  const updated: WriteCost[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      recorded.push(await recordedSessions(bench))
      inserted.push(await bareInserts(bench))
      posted.push(await postedOver(bench, postSession))
      updated.push(await bareInserts(bench, 2))
      reported.push(await postedOver(bench, postRun))
    }
  } finally {
    await tidyWorld(client, ask.workspaceId)
  }
  const insert = { costs: inserted, name: "bare insert" }
  return (
    [
      [
        "recorded",
        `settled sessions recorded, ${atOnce} at once: upsert, outcome, bounce, indexes`,
        recorded,
        insert,
      ],
      [
        "posted",
        `settled sessions over HTTP, one a request, ${atOnce} at once: proof and all of it`,
        posted,
        insert,
      ],
      [
        "reported",
        `runs over HTTP, ${atOnce} at once: the flow is opened, and the session reported twice`,
        reported,
        { costs: updated, name: "bare insert and two updates" },
      ],
    ] as const
  ).flatMap(([kind, what, costs, bare]) => {
    const ours = bestOf(costs)
    const floor = bestOf(bare.costs)
    const { processor, rate } = limits[kind]
    return [
      {
        question: `${what}: processor time of one`,
        ours: timeWords(ours),
        floor: `${timeWords(floor)}, ${bare.name}`,
        ratios: [{ of: "time", times: sumUs(ours) / sumUs(floor), limit: processor }],
      },
      {
        question: `${what}: rate`,
        ours: rateWords(ours),
        floor: `${rateWords(floor)}, ${bare.name}`,
        ratios: [{ of: "rate", times: ours.perSecond / floor.perSecond, limit: rate }],
      },
    ]
  })
}

const timeWords = (cost: WriteCost): string =>
  `${Math.round(sumUs(cost))} µs (Node ${Math.round(cost.nodeUs)}, PostgreSQL ${Math.round(cost.postgresUs)})`
const rateWords = ({ perSecond }: WriteCost): string =>
  `${Math.round(perSecond).toLocaleString("en-US")} a second`

async function recordedSessions({ server, ask: { workspaceId }, clocks }: Bench): Promise<WriteCost> {
  const database = openDatabase(server.database, () => {})
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
  const cost = await writeCost({ node: clocks.here, postgres: clocks.postgres }, record)
  await database.close()
  return cost
}

/** Our process is the server then; what the client takes is not counted. */
async function postedOver(
  { server, clocks }: Bench,
  post: (server: BenchServer, agent: Agent) => Promise<void>,
): Promise<WriteCost> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const cost = await writeCost({ node: clocks.server, postgres: clocks.postgres }, () => post(server, agent))
  agent.destroy()
  return cost
}
