import { Agent } from "node:http"
import { fattestSession } from "../apps/server/src/session/testing/fattest-session.ts"
import { startBareServer } from "./bare-server.ts"
import { costs } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { postBody, postFacts } from "./post-session.ts"
import type { Row } from "./row.ts"
import { settledSession } from "./settled-session.ts"
import { tidyWorld } from "./world.ts"

const records = 100
const times = 30
const limits = { fattest: { most: 3 }, body: { most: 4 } }

/**
 * What one customer can do to others, in processor time of the server's process, which is everybody's: a page of the fattest
 * sessions that are kept beside one of usual ones, and bodies that are made to be slow beside their `JSON.parse`. Parsing one
 * text takes next to nothing beside receiving it, so its floor is a bare server that does both.
 */
export async function hostileRows(bench: Bench): Promise<Row[]> {
  const { client, ask } = bench
  try {
    return [...(await fattestRows(bench)), ...(await bodyRows(bench))]
  } finally {
    await tidyWorld(client, ask.workspaceId)
  }
}

async function fattestRows({ server, ask, clocks }: Bench): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  for (let i = 0; i < records; i++) {
    for (const kind of ["fattest", "usual"]) {
      const customerId = `${kind}_${i}`
      const facts = kind === "usual" ? settledSession().facts : fattestSession(customerId)
      const customer = { ...facts.customer, id: customerId, email: `${kind}@example.com` }
      await postFacts(server, agent, customerId, { ...facts, customer })
    }
  }
  agent.destroy()
  const pages = [
    ["the Data API", (kind: string) => ask.data<unknown[]>(`/sessions?customerEmail=${kind}@example.com`)],
    [
      "the stream",
      async (kind: string) =>
        (await ask.stream<{ sessions: unknown[] }>("", `size=${records}&customerEmail=${kind}@example.com`))
          .sessions,
    ],
  ] as const
  const rows: Row[] = []
  for (const [name, page] of pages) {
    const [fattest, usual] = [costs([clocks.server]), costs([clocks.server])]
    let wrong = 0
    for (let i = -10; i < times; i++) {
      for (const [kind, cost] of [
        ["fattest", fattest],
        ["usual", usual],
      ] as const) {
        const found = await (i < 0 ? page(kind) : cost.spend(() => page(kind)))
        // a page of heavy rows ends early in the stream
        if (found.length !== records && (kind === "usual" || name === "the Data API")) wrong++
      }
    }
    rows.push(
      costOf(
        `${records} of the fattest sessions that are kept, in ${name}`,
        fattest.all().processorUs,
        usual.all().processorUs,
        `${records} usual ones`,
        limits.fattest,
        wrong === 0 ? undefined : `${wrong} pages have not ${records} sessions`,
      ),
    )
  }
  return rows
}

const megabyte = 1024 * 1024 - 100
const repeated = (entry: string) => entry.repeat(Math.floor((megabyte - 200) / Buffer.byteLength(entry)))
const many = (entry: string) => `[${repeated(`${entry},`)}${entry}]`
const keys = `{${Array.from({ length: 75_000 }, (_, i) => `"k${i}":0`).join(",")}}`

/** Each is nearly a megabyte. */
const bodies: Readonly<Record<string, string>> = {
  "a list of ones": `{"a":${many("1")}}`,
  "a list of nothing": `{"a":${many("{}")}}`,
  "a list of lists of nothing": `{"a":${many("[[],[],[],[],[],[],[]]")}}`,
  "fields of nothing": `{${repeated('"a":{},')}"b":{}}`,
  "75,000 keys": keys,
  "75,000 attributes": `{"session":{"customer":{"customAttributes":${keys}}}}`,
  "a list of steps": `{"session":{"stepsViewed":${many('{"start":"1"}')}}}`,
  "a list of subscriptions": `{"subscriptions":${many('{"status":"a"}')}}`,
  "a text": `{"session":{"feedback":"${repeated("é")}"}}`,
}

const receivedByBareServer = "a text"

async function bodyRows({ server, clocks }: Bench): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const bareServer = await startBareServer()
  const rows: Row[] = []
  for (const [name, body] of Object.entries(bodies)) {
    const isReceived = name === receivedByBareServer
    const [ours, floor] = [costs([clocks.server]), costs([isReceived ? bareServer.clock : clocks.here])]
    let refusedUnread = 0
    const post = async () => {
      if ((await postBody(server, agent, "/v1/flow/report", body)) === 413) refusedUnread++
    }
    const parse = async () => {
      if (isReceived) await postBody(bareServer, agent, "/", body)
      else JSON.parse(body)
    }
    for (let i = -3; i < times; i++) {
      if (i < 0) {
        await post()
        if (isReceived) await parse()
      } else {
        await ours.spend(post)
        await floor.spend(parse)
      }
    }
    const what = `a report of 1 MB without any proof: ${name}`
    const problem = refusedUnread > 0 ? "it was refused for its length, and never read" : undefined
    rows.push(
      costOf(
        what,
        ours.all().processorUs,
        floor.all().processorUs,
        isReceived ? "a bare server of Node" : "JSON.parse",
        limits.body,
        problem,
      ),
    )
  }
  bareServer.stop()
  agent.destroy()
  return rows
}

const inUs = (us: number) => `${Math.round(us).toLocaleString("en-US")} µs`

const costOf = (
  question: string,
  oursUs: number,
  floorUs: number,
  floor: string,
  limit: { most: number },
  problem?: string,
): Row => ({
  question,
  ours: inUs(oursUs),
  floor: `${inUs(floorUs)}, ${floor}`,
  ratios: [{ of: "processor", times: oursUs / floorUs, limit }],
  problem,
})
