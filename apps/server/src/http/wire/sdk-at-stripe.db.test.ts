import { createHmac } from "node:crypto"
import type { AddressInfo } from "node:net"
import type { BlueprintContent, Offer } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { BillingProvider } from "../../billing/provider.ts"
import { openActs } from "../../billing/stripe/testing/open-acts.ts"
import { testNow } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { choice, confirm, pauseOffer, survey } from "../../flow/flow-parts.ts"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** A client of the public contract, with nothing but Node's `crypto` and `fetch`, in a workspace that is billed by Stripe. */

let provider: BillingProvider
let server: TestApp
let shop: TestWorkspace
let address: string
beforeAll(async () => {
  server = await testApp({ billing: { providerOf: async () => provider } })
  shop = await server.addWorkspace("Shop")
  await publishOffers()
  await server.app.listen({ host: "127.0.0.1", port: 0 })
  address = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => server.setTime(testNow))

const copy = { header: "Stay", description: "", cta: "Yes", declineCta: "No" }
const coupon = {
  id: "half_for_3",
  couponType: "PERCENT",
  couponAmount: 50,
  currency: null,
  couponDuration: 3,
} as const
const gone = { ...coupon, id: "gone" }
const team = { id: "price_team", name: "Team", priceMinor: 7900, currency: "usd", interval: "MONTH" }
const rebate = { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "LATEST_PAID" } as const
const offers: Offer[] = [
  { guid: "discount", offerType: "DISCOUNT", copy, coupon },
  { guid: "gone", offerType: "DISCOUNT", copy, coupon: gone },
  pauseOffer(3),
  { guid: "plan", offerType: "PLAN_CHANGE", copy, plans: [team] },
  { guid: "trial", offerType: "TRIAL_EXTENSION", copy, days: 14 },
  { guid: "rebate", offerType: "REBATE", copy, rebate },
]

/** The second version of the Primary Flow. */
async function publishOffers(): Promise<void> {
  const { db } = server.database
  const flow = await db
    .selectFrom("flow")
    .select(["id", "name"])
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  const choices = offers.map((offer) => choice(offer.guid, `I would stay for ${offer.guid}`, { offer }))
  const content: BlueprintContent = { ...starterFlow(), steps: [survey("Why?", choices), confirm()] }
  const version = { id: "two", flowId: flow.id, segmentId: null, name: flow.name, version: 2, content }
  const blueprints = [{ ...version, publishedAt: testNow.toISOString() }]
  await installFlows(db, shop.id, { segments: [], flows: [], blueprints }, testNow)
}

async function call(customerId: string, path: string, body: object): Promise<Response> {
  return fetch(`${address}/v1/api/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-ck-app": shop.appId,
      "x-ck-customer": customerId,
      "x-ck-authorization": createHmac("sha256", shop.flowKey).update(customerId).digest("hex"),
      "x-ck-mode": "test",
    },
    body: JSON.stringify(body),
  })
}

const configure = async (customerId: string) =>
  (await call(customerId, `orgs/${shop.appId}/cancel-flow/config`, {})).json()
const act = (customerId: string, action: string, body: object) =>
  call(customerId, `orgs/${shop.appId}/cancel-flow/actions/${action}`, body)

/** What comes at Stripe of each action. */
const sent = [
  [
    "mia",
    "discount",
    { coupon: "half_for_3" },
    "POST /v1/subscriptions/sub_mia discounts[0][coupon]=half_for_3",
  ],
  [
    "mia",
    "pause",
    { duration: 2, interval: "month" },
    "POST /v1/subscriptions/sub_mia pause_collection[behavior]=void",
  ],
  ["mia", "cancel", { cancelAtPeriodEnd: true }, "POST /v1/subscriptions/sub_mia cancel_at_period_end=true"],
  ["mia", "change-plan", { planId: "price_team" }, "POST /v1/subscriptions/sub_mia items[0][id]=si_mia"],
  ["tom", "extend-trial", { days: 14 }, "POST /v1/subscriptions/sub_tom trial_end="],
  ["mia", "rebate", {}, "POST /v1/refunds payment_intent=pi_"],
] as const

test.for(sent)("%s's %s reaches Stripe with the right call", async ([customerId, action, body, line]) => {
  const stripe = await openActs()
  provider = stripe.acts
  expect(await configure(customerId)).toMatchObject({ blueprintId: "two" })
  const answer = await act(customerId, action, body)
  expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ recorded: true })])
  expect(stripe.sent()).toEqual([expect.stringContaining(line)])
})

test.for([
  [
    "a coupon that Stripe has not",
    "discount",
    { coupon: "gone" },
    "This discount is not available any more.",
  ],
  [
    "a coupon that the flow has not",
    "discount",
    { coupon: "tenth_for_ever" },
    "This is not among the offers that you were shown.",
  ],
  [
    "more days than the flow offers",
    "extend-trial",
    { days: 365 },
    "This is not among the offers that you were shown.",
  ],
  [
    "a trial of somebody who pays",
    "extend-trial",
    { days: 14 },
    "Only a trial can be extended, and yours is over.",
  ],
] as const)(
  "%s is no 2xx: the customer reads a sentence, and nothing is done or recorded as a save",
  async ([, action, body, sentence]) => {
    const stripe = await openActs()
    provider = stripe.acts
    await configure("mia")
    const answer = await act("mia", action, body)
    expect([answer.status, await answer.text()]).toEqual([402, sentence])
    expect(stripe.sent()).toEqual([])
    const saved = await server.database.db
      .selectFrom("session")
      .select("id")
      .where("workspace_id", "=", shop.id)
      .where("save_type", "is not", null)
      .execute()
    expect(saved).toEqual([])
  },
)
