import { Agent } from "node:http"
import type pg from "pg"
import type { Bench } from "./measure-fresh.ts"
import { postSession } from "./post-session.ts"
import type { Row } from "./row.ts"
import { tidyWorld } from "./world.ts"
import { atOnce, bestOf, sumUs, type WriteCost, writeCost } from "./write-cost.ts"

const rounds = 3

/**
 * Settled sessions over HTTP, with what figures keep in their transaction and without it: the offers as rows, which a rule of the
 * database takes away before anything is done with them, and the index of the decided sessions. Facet blocks are made later, by a
 * job.
 */
export async function insightWriteRow({ server, client, clocks, ask }: Bench): Promise<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const posted = () =>
    writeCost({ node: clocks.server, postgres: clocks.postgres }, () => postSession(server, agent))
  const withAll: WriteCost[] = []
  const without: WriteCost[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      withAll.push(await posted())
      without.push(await withoutKept(client, posted))
    }
  } finally {
    agent.destroy()
    await tidyWorld(client, ask.workspaceId)
  }
  const [ours, bare] = [bestOf(withAll), bestOf(without)]
  return {
    question: "settled sessions over HTTP: processor time of one with what is kept for figures",
    ours: `${Math.round(sumUs(ours))} µs`,
    floor: `${Math.round(sumUs(bare))} µs without it`,
    ratios: [{ of: "time", times: sumUs(ours) / sumUs(bare), limit: { most: 1.1 } }],
  }
}

async function withoutKept<T>(client: pg.Client, action: () => Promise<T>): Promise<T> {
  const { rows: indexes } = await client.query<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename = 'session' and indexname like 'session_decided%'",
  )
  await client.query("create rule bench_nothing as on insert to session_offer do instead nothing")
  for (const { indexname } of indexes) await client.query(`drop index ${indexname}`)
  try {
    return await action()
  } finally {
    await client.query("drop rule bench_nothing on session_offer")
    for (const { indexdef } of indexes) await client.query(indexdef)
  }
}
