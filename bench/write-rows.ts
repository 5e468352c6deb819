import { createHmac, randomUUID } from "node:crypto"
import { Agent, request } from "node:http"
import pg from "pg"
import { ratePerSecond } from "./measure.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"

const atOnce = 16
const total = 8000
const perSecond = (rate: number) => `${Math.round(rate).toLocaleString("en-US")} a second`

/** Settled sessions of new customers, each in a request of its own, beside a bare durable insert of the same rows. */
export async function writeRows(server: BenchServer): Promise<Row[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  await ratePerSecond(1000, atOnce, () => postSession(server, agent))
  const posts = await ratePerSecond(total, atOnce, () => postSession(server, agent))
  agent.destroy()
  const inserts = await bareInserts(server)
  return [
    {
      what: `settled sessions over HTTP, one a request, ${atOnce} at once: proof, upsert, outcome, bounce, indexes`,
      ours: perSecond(posts),
      floor: `${perSecond(inserts)} (bare insert, no secondary index)`,
      ratio: `${Math.round((posts / inserts) * 100)} %`,
      bound: "≥ 1,000 a second",
      isMet: posts >= 1000,
    },
  ]
}

function postSession({ url, keys }: BenchServer, agent: Agent): Promise<void> {
  const customer = `cus_${randomUUID()}`
  const body = JSON.stringify({
    customer: {
      id: customer,
      email: `${customer}@example.com`,
      planId: "price_pro",
      planPrice: 2900,
      currency: "usd",
      billingInterval: "MONTH",
    },
    canceled: true,
    mode: "LIVE",
    embedVersion: "sdk-react",
    surveyChoiceId: "too-expensive",
    surveyChoiceValue: "Too expensive",
    feedback: "I like it, I just cannot afford it this year.",
    presentedOffers: [
      { guid: "offer", offerType: "DISCOUNT", accepted: false, discountConfig: { couponId: "SAVE30" } },
    ],
    stepsViewed: ["SURVEY", "OFFER", "CONFIRM"].map((stepType) => ({
      stepType,
      guid: stepType,
      start: new Date().toISOString(),
      duration: 4000,
    })),
  })
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-ck-app": keys.appId,
    "x-ck-customer": customer,
    "x-ck-authorization": createHmac("sha256", keys.flowKey).update(customer).digest("hex"),
    "x-ck-mode": "live",
  }
  return new Promise((done, fail) => {
    const post = request(`${url}/v1/api/sessions/sdk`, { method: "POST", agent, headers }, (answer) => {
      answer.resume()
      answer.on("end", () =>
        answer.statusCode === 200 ? done() : fail(new Error(`status ${answer.statusCode}`)),
      )
    })
    post.on("error", fail)
    post.end(body)
  })
}

/** The same columns into the same table without its secondary indexes, a commit a row. */
async function bareInserts(server: BenchServer): Promise<number> {
  const pool = new pg.Pool({ ...server.database, max: atOnce })
  await pool.query(
    "create table bare_session (like session including defaults, primary key (workspace_id, id))",
  )
  const { rows, fields } = await pool.query("select * from session order by created_at desc limit 1")
  const columns = fields.map((field) => field.name)
  const marks = columns.map((_, i) => `$${i + 1}`).join(", ")
  const text = `insert into bare_session (${columns.join(", ")}) values (${marks})`
  const values = columns.map((name) => (name === "detail" ? JSON.stringify(rows[0][name]) : rows[0][name]))
  const idAt = columns.indexOf("id")
  const insert = () => {
    const own = [...values]
    own[idAt] = randomUUID()
    return pool.query({ name: "bare", text, values: own })
  }
  await ratePerSecond(1000, atOnce, insert)
  const rate = await ratePerSecond(total, atOnce, insert)
  await pool.query("drop table bare_session")
  await pool.end()
  return rate
}
