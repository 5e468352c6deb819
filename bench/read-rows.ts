import type { StreamPage } from "@holdfast/protocol"
import type pg from "pg"
import { type Timing, timeEach } from "./measure.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"

const times = 300
const ms = ({ p50Ms, p95Ms }: Timing) => `p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms`

/** The stream's pages over HTTP, beside the narrowest SQL that finds the same rows. */
export async function readRows(server: BenchServer, client: pg.Client): Promise<Row[]> {
  const { rows } = await client.query("select id from workspace")
  const workspaceId: string = rows[0].id
  const headers = { cookie: server.cookie }
  const base = `${server.url}/api/workspaces/${server.keys.appId}/sessions`
  const page = async (query: string): Promise<StreamPage> => {
    const answer = await fetch(`${base}?mode=live&${query}`, { headers })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return (await answer.json()) as StreamPage
  }
  const newest = "select * from session where workspace_id = $1 and mode = 'live'"
  const order = "order by created_at desc, id desc limit 11"

  const { rows: deep } = await client.query(`${newest} order by created_at desc, id desc offset $2 limit 1`, [
    workspaceId,
    Math.floor((await countLive(client, workspaceId)) * 0.9),
  ])
  const { created_at: createdAt, id } = deep[0] as { created_at: Date; id: string }
  const cursor = Buffer.from(`${createdAt.getTime()} ${id}`).toString("base64url")

  const first = await timeEach(times, () => page(""))
  const firstSql = await timeEach(times, () => client.query(`${newest} ${order}`, [workspaceId]))
  const next = await timeEach(times, () => page(`before=${cursor}`))
  const nextSql = await timeEach(times, () =>
    client.query(`${newest} and (created_at, id) < ($2, $3) ${order}`, [workspaceId, createdAt, id]),
  )
  const row = (what: string, ours: Timing, floor: Timing): Row => ({
    what,
    ours: ms(ours),
    floor: ms(floor),
    ratio: `${(ours.p50Ms / floor.p50Ms).toFixed(1)} ×`,
  })
  return [
    row("first page of the stream, over HTTP, signed in", first, firstSql),
    row("the page after 90 % of all sessions", next, nextSql),
  ]
}

async function countLive(client: pg.Client, workspaceId: string): Promise<number> {
  const counted = "select count(*)::int as n from session where workspace_id = $1 and mode = 'live'"
  return (await client.query(counted, [workspaceId])).rows[0].n
}
