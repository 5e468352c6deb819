import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import type { WebhookWithSecret } from "@holdfast/protocol/dashboard"
import { timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { type Row, timingRow } from "./row.ts"

const total = 10_000
const answersAfterMs = 50
const leastPerSecond = 200
const dead = 100
const deliveriesOfEachDead = 20

/**
 * How fast deliveries go to a receiver that answers after 50 ms, what the pages of the stream take meanwhile, and what a
 * hundred endpoints change that never answer.
 */
export async function webhookRows(bench: Bench): Promise<Row[]> {
  const { ask, client } = bench
  const receiver = await startReceiver(answersAfterMs)
  const silent = await startReceiver(null)
  try {
    const endpointId = await makeEndpoint(bench, receiver.url)
    // the sender looks each second; it has met the receiver before
    await deliver(bench, endpointId, 200, receiver)
    const alone: number[] = []
    for (let i = 0; i < 300; i++) {
      await timed(alone, () => ask.stream("", ""))
      await sleep(5)
    }
    let isOver = false
    const delivering = deliver(bench, endpointId, total, receiver).finally(() => {
      isOver = true
    })
    const meanwhile: number[] = []
    while (!isOver) {
      await timed(meanwhile, () => ask.stream("", ""))
      await sleep(5)
    }
    const perSecond = await delivering
    await makeDead(bench, endpointId, silent.url)
    const besideDead = await deliver(bench, endpointId, total / 4, receiver)
    return [
      rateRow(`webhooks to a receiver that answers in ${answersAfterMs} ms`, perSecond),
      rateRow(`the same beside ${dead} endpoints that never answer`, besideDead),
      timingRow(
        "first page while webhooks are sent, beside the page alone",
        timingOf(meanwhile),
        timingOf(alone.slice(100)),
        { p50: { most: 2 } },
      ),
    ]
  } finally {
    receiver.close()
    silent.close()
    for (const table of ["webhook_try", "webhook_delivery", "webhook_endpoint", "webhook_reader"])
      await client.query(`delete from ${table} where workspace_id = $1`, [ask.workspaceId])
  }
}

const rateRow = (what: string, perSecond: number): Row => ({
  question: `${what}: deliveries a second`,
  ours: Math.round(perSecond).toLocaleString("en-US"),
  floor: `${leastPerSecond}`,
  ratios: [{ of: "rate", times: perSecond / leastPerSecond, limit: { least: 1 } }],
})

interface Receiver {
  url: string
  /** How many have come. */
  count: () => number
  close(): void
}

/** @param afterMs when it answers; null: never */
async function startReceiver(afterMs: number | null): Promise<Receiver> {
  let came = 0
  const server = createServer((request, response) => {
    request.resume()
    request.on("end", () => {
      came += 1
      if (afterMs !== null) setTimeout(() => response.end(), afterMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    count: () => came,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** As a person makes it in the dashboard. @returns its id */
async function makeEndpoint({ server }: Bench, url: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/workspaces/${server.keys.appId}/webhooks`, {
    method: "POST",
    headers: { cookie: server.cookie, origin: server.url, "content-type": "application/json" },
    body: JSON.stringify({ url, modes: ["live"], events: ["flow.published"] }),
  })
  if (!answer.ok) throw new Error(`webhooks: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as WebhookWithSecret).endpoint.id
}

const payload = JSON.stringify({
  event: "session",
  mode: "LIVE",
  data: { session: { feedback: "x".repeat(600) } },
})

const insertDeliveries = `
  insert into webhook_delivery (workspace_id, id, endpoint_id, event, mode, payload, state, due_at, created_at)
  select workspace_id, gen_random_uuid(), id, 'session', 'live', $3, 'waiting', now(), now()
  from webhook_endpoint, generate_series(1, $4::int)
  where workspace_id = $1 and ($2::uuid is null or id = $2) and ($2::uuid is not null or description = 'dead')`

/** @returns how many a second were written down as delivered, from the moment at which the first came */
async function deliver({ ask, client }: Bench, endpointId: string, count: number, receiver: Receiver) {
  const before = receiver.count()
  await client.query(insertDeliveries, [ask.workspaceId, endpointId, payload, count])
  while (receiver.count() === before) await sleep(1)
  const began = performance.now()
  while (receiver.count() < before + count) await sleep(5)
  const tookMs = performance.now() - began
  for (let waiting = 1; waiting > 0; await sleep(50)) {
    const { rows } = await client.query<{ waiting: number }>(
      "select count(*)::int as waiting from webhook_delivery where workspace_id = $1 and endpoint_id = $2 and state = 'waiting'",
      [ask.workspaceId, endpointId],
    )
    waiting = rows[0]?.waiting ?? 0
  }
  return (count / tookMs) * 1000
}

/** More endpoints than a workspace may have: it stands for many workspaces. */
async function makeDead({ ask, client }: Bench, endpointId: string, url: string): Promise<void> {
  await client.query(
    `insert into webhook_endpoint (workspace_id, id, url, description, modes, events, actions, state, secret, after_change, created_at)
     select workspace_id, gen_random_uuid(), $3, 'dead', modes, events, actions, state, secret, after_change, now()
     from webhook_endpoint, generate_series(1, $4::int) where workspace_id = $1 and id = $2`,
    [ask.workspaceId, endpointId, url, dead],
  )
  await client.query(insertDeliveries, [ask.workspaceId, null, payload, deliveriesOfEachDead])
}
