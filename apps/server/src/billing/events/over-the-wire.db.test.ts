import type { AddressInfo } from "node:net"
import { standardBillingSettings } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import {
  daysAfter,
  openStandIn,
  secondsAfter,
  testKey,
} from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import type { BillingSystem } from "../billing-system.ts"
import { openStripeBilling } from "../stripe/open-stripe-billing.ts"
import { testBilling } from "../testing/test-billing.ts"
import { askBilling, readBilling } from "./read-billing.ts"

/** A stand-in for Stripe delivers to a server that listens, and is asked by it. */

let server: TestApp
let shop: TestWorkspace
let port: number
let system: BillingSystem | null = null
const secret = "whsec_of_the_test"
const systemOf = async (_workspaceId: string, mode: string) => (mode === "test" ? system : null)
beforeAll(async () => {
  server = await testApp({ billing: { systemOf } })
  shop = await server.addWorkspace("Shop")
  await server.app.listen({ host: "127.0.0.1", port: 0 })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const table of ["billing_event", "billing_subscription", "billing_reading"] as const)
    await server.database.db.deleteFrom(table).execute()
})

async function connect(hookSecret = secret) {
  const { standIn, stripe } = await openStandIn()
  system = openStripeBilling({
    ...{ key: testKey, apiBase: standIn.url, settings: standardBillingSettings, webhookSecrets: [secret] },
    // of the signatures, which the stand-in makes by the real clock
    now: () => new Date(),
  })
  const url = `http://127.0.0.1:${port}/v1/billing/stripe/${shop.appId}`
  standIn.sendEventsTo({ livemode: false, url, secret: hookSecret })
  return { standIn, stripe }
}

const billing = testBilling({ systemOf, now: () => new Date() })
const ask = () => askBilling(server.database, billing)
const catchUp = async () => {
  await server.database.db.updateTable("billing_reading").set({ tried_at: null }).execute()
  return readBilling(server.database, billing, shop.id)
}

const standing = () =>
  server.database.db
    .selectFrom("billing_subscription")
    .select(["subscription_id", "status", "ends_at", "resumes_at", "ended_by"])
    .orderBy("subscription_id")
    .execute()

const payments = async () =>
  (
    await server.database.db
      .selectFrom("billing_event")
      .select(["kind", "customer_id", "amount_minor", "currency"])
      .where("kind", "<>", "subscriptionChanged")
      .orderBy("customer_id")
      .execute()
  ).map(
    ({ kind, customer_id, amount_minor, currency }) => `${kind} ${customer_id} ${amount_minor} ${currency}`,
  )

type StandIn = Awaited<ReturnType<typeof connect>>

/** What happens at Stripe: a cancellation at the period's end, one at once, a pause, and the invoices of ten days. */
async function live({ standIn, stripe }: StandIn): Promise<void> {
  await stripe.subscriptions.update("sub_mia", { cancel_at_period_end: true })
  await stripe.subscriptions.cancel("sub_tom")
  await stripe.subscriptions.update("sub_carl", {
    pause_collection: { behavior: "void", resumes_at: secondsAfter(60) },
  })
  await standIn.advanceTo(daysAfter(12))
  await standIn.delivered()
}

const expected = {
  standing: [
    {
      subscription_id: "sub_carl",
      status: "paused",
      ends_at: null,
      resumes_at: daysAfter(60),
      ended_by: null,
    },
    { subscription_id: "sub_eva", status: "active", ends_at: null, resumes_at: null, ended_by: null },
    {
      ...{ subscription_id: "sub_mia", status: "ended", ends_at: daysAfter(10) },
      ...{ resumes_at: null, ended_by: "customer" },
    },
    {
      ...{ subscription_id: "sub_tom", status: "ended", ends_at: expect.any(Date) },
      ...{ resumes_at: null, ended_by: "customer" },
    },
  ],
  payments: ["invoicePaid eva 2750 eur"],
}

test.for<[string, object]>([
  ["once and in order", {}],
  ["twice each", { isDoubled: true }],
  ["in the wrong order", { isReversed: true }],
  ["not at all, until the list is read", { isLost: true }],
])("what happens at Stripe ends in the same state when it is told %s", async ([, disturbance]) => {
  const place = await connect()
  await catchUp()
  place.standIn.disturb(disturbance)
  await live(place)
  await ask()
  await catchUp()
  expect({ standing: await standing(), payments: await payments() }).toEqual(expected)
})

test("deliveries alone are enough", async () => {
  const place = await connect()
  await live(place)
  expect(place.standIn.deliveries.map(({ status }) => status)).toSatisfy((all: number[]) =>
    all.every((status) => status === 200),
  )
  await ask()
  expect({ standing: await standing(), payments: await payments() }).toEqual(expected)
})

test("a secret that is not the connection's is told to Stripe with 401, and nothing is lost once the list is read", async () => {
  const place = await connect("whsec_of_another_endpoint")
  await catchUp()
  await live(place)
  expect(new Set(place.standIn.deliveries.map(({ status }) => status))).toEqual(new Set([401]))
  expect(await standing()).toEqual([])
  await catchUp()
  expect({ standing: await standing(), payments: await payments() }).toEqual(expected)
})
