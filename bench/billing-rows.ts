import { stripeClient } from "../apps/server/src/billing/stripe/stripe-client.ts"
import { seedWorld } from "../apps/server/src/demo/stripe-stand-in/seed-world.ts"
import { openClient } from "./client.ts"
import { makeShop, openFlow, type Shop } from "./flow-rows.ts"
import { timeBeside, timed, timingOf } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { costRow, type Row, timingRow } from "./row.ts"
import { type BenchServer, stripeKey } from "./server.ts"
import { tidyWorld } from "./world.ts"

const answersAfterMs = 200
const customers = 60
const hanging = 20
const times = 200

/**
 * Opening a flow where the billing system answers after 200 ms, beside one answer of it alone: both of its questions are
 * asked at once, and no more than 230 ms may pass. And what others notice while it does not answer at all.
 */
export async function billingRows({ server, client, clocks, ask }: Bench): Promise<Row[]> {
  const [plain, billed] = [await makeShop(server, "none"), await makeShop(server, "none")]
  await connect(server, billed)
  const asker = openClient(server.url, { "content-type": "application/json" })
  const open = (shop: Shop, customerId?: string) => openFlow(asker, shop, "1", customerId)
  // each of those who wait has a connection, as a browser has
  const patient = Array.from({ length: hanging }, () =>
    openClient(server.url, { "content-type": "application/json" }),
  )
  try {
    server.stripe.fail({ kind: "slow", ms: answersAfterMs }, { times: Number.POSITIVE_INFINITY })
    const slow = await timeBeside(
      { times: customers },
      { ask: (i) => open(billed, customerOf(i)), clocks: [clocks.postgres, clocks.server] },
      { ask: (i) => askStripe(server, customerOf(i)), clocks: [clocks.server] },
      ({ customer }, theirs) => customer.planPrice === 2900 && theirs.id === customer.id,
    )
    server.stripe.heal()
    const question = `opening a flow where the billing answers after ${answersAfterMs} ms, beside one such answer`
    const rows = [costRow(question, slow, { processor: null, p50: { most: 1.15 } })]

    const opening = async () => {
      const took: number[] = []
      for (let i = 0; i < times; i++) await timed(took, () => open(plain))
      return timingOf(took)
    }
    const paging = async () => {
      const took: number[] = []
      for (let i = 0; i < times; i++) await timed(took, () => ask.stream("", ""))
      return timingOf(took)
    }
    const [flowAlone, pageAlone] = [await opening(), await paging()]
    server.stripe.fail({ kind: "hang" }, { times: Number.POSITIVE_INFINITY })
    let isOver = false
    const waiting = patient.map(async (browser, i) => {
      while (!isOver) await openFlow(browser, billed, "1", customerOf(i))
    })
    const [flowMeanwhile, pageMeanwhile] = [await opening(), await paging()]
    isOver = true
    await Promise.all(waiting)
    rows.push(
      timingRow(`opening a flow while ${hanging} calls of another's billing hang`, flowMeanwhile, flowAlone, {
        p50: { most: 1.3 },
      }),
      timingRow(`first page of the stream while ${hanging} calls of billing hang`, pageMeanwhile, pageAlone, {
        p50: { most: 1.3 },
      }),
    )
    return rows
  } finally {
    server.stripe.heal()
    for (const each of [asker, ...patient]) each.close()
    for (const { id } of [plain, billed]) {
      await client.query("delete from billing_connection where workspace_id = $1", [id])
      await tidyWorld(client, id)
    }
  }
}

/** Each is asked about once, and once more to warm up: a session that is opened again does not ask. */
const customerOf = (i: number) => `cus_billed_${i}`

async function connect(server: BenchServer, { appId }: Shop): Promise<void> {
  const day = 24 * 60 * 60 * 1000
  seedWorld(server.stripe.state.live, {
    products: [{ id: "prod_bench", name: "Bench" }],
    prices: [
      { id: "price_bench", productId: "prod_bench", unitAmount: 2900, currency: "usd", interval: "month" },
    ],
    coupons: [],
    customers: Array.from({ length: customers }, (_, i) => ({
      id: customerOf(i),
      email: `${customerOf(i)}@example.com`,
      name: "Bench",
      subscriptions: [
        {
          id: `sub_billed_${i}`,
          priceId: "price_bench",
          startedAt: new Date(Date.now() - 40 * day),
          periodEnd: new Date(Date.now() + 20 * day),
        },
      ],
    })),
  })
  const whose = ["--workspace", appId, "--mode", "live", "--key", stripeKey]
  await server.holdfast("billing", "connect", "stripe", ...whose)
}

function askStripe({ stripe }: BenchServer, customerId: string): Promise<{ id: string }> {
  const access = { key: stripeKey, apiBase: stripe.url }
  return stripeClient(access, AbortSignal.timeout(10_000)).customers.retrieve(customerId)
}
