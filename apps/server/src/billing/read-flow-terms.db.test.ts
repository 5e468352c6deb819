import { randomUUID } from "node:crypto"
import type { BlueprintContent, Offer } from "@holdfast/protocol/flow"
import type { BillingAct } from "@holdfast/protocol/schema"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { choice, confirm, pauseOffer, survey } from "../flow/flow-parts.ts"
import { installFlows } from "../flow/install-flows.ts"
import { starterFlow } from "../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { readFlowTerms } from "./read-flow-terms.ts"
import { type FakeProvider, fakeProvider } from "./testing/fake-provider.ts"

let provider: FakeProvider
let server: TestApp
let shop: TestWorkspace
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp({ billing: { providerOf: async () => provider } })
  shop = await server.addWorkspace("Shop")
  await publish("generous", 1, offers)
  await publish("generous", 2, offers.slice(1))
})
afterAll(() => server.close())
beforeEach(() => {
  provider = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
})

const copy = { header: "Stay", description: "", cta: "Yes", declineCta: "No" }
const rebate = { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "FIRST_PAID" } as const
const small = { amountType: "FIXED", amount: 500, currency: "usd", invoiceScope: "LATEST_PAID" } as const
const offers: Offer[] = [
  {
    guid: "discount",
    offerType: "DISCOUNT",
    copy,
    coupon: { id: "STAY", couponType: "PERCENT", couponAmount: 20, currency: null, couponDuration: 3 },
  },
  { ...pauseOffer(3), guid: "pause" },
  {
    guid: "plan",
    offerType: "PLAN_CHANGE",
    copy,
    plans: [{ id: "price_small", name: "Small", priceMinor: 900, currency: "usd", interval: "MONTH" }],
  },
  { guid: "trial", offerType: "TRIAL_EXTENSION", copy, days: 14 },
  { guid: "half", offerType: "REBATE", copy, rebate },
  { guid: "five", offerType: "REBATE", copy, rebate: small },
]

/** A version of a flow of its own that makes these offers. */
async function publish(id: string, version: number, made: Offer[]): Promise<void> {
  const choices = made.map((offer) => choice(offer.guid, `I would stay for ${offer.guid}`, { offer }))
  const content: BlueprintContent = { ...starterFlow(), steps: [survey("Why?", choices), confirm()] }
  const segment = { id, name: id, enabled: true, priority: 1, filter: [] }
  const flow = { id: `flow-${id}`, segmentId: id, arm: null, name: id }
  const blueprint = { id: `${id}-${version}`, flowId: flow.id, segmentId: id, name: id, version }
  const blueprints = [{ ...blueprint, publishedAt: now.toISOString(), content }]
  await installFlows(server.database.db, shop.id, { segments: [segment], flows: [flow], blueprints }, now)
}

const termsOf = (act: BillingAct, workspaceId = shop.id) =>
  readFlowTerms(server.database.db, {
    workspaceId,
    sessionId: null,
    request: {
      id: randomUUID(),
      mode: "live",
      customerId: "cus_1",
      subscriptionId: null,
      act,
      requestedAt: now,
    },
  })

const of = { blueprintId: "generous-1" }
const isOffered: [BillingAct, boolean][] = [
  [{ action: "discount", body: { coupon: "STAY", ...of } }, true],
  [{ action: "discount", body: { coupon: "FREE", ...of } }, false],
  [{ action: "pause", body: { duration: 3, interval: "month", ...of } }, true],
  [{ action: "pause", body: { duration: 4, interval: "month", ...of } }, false],
  [{ action: "pause", body: { duration: 1, interval: "week", ...of } }, false],
  [{ action: "change-plan", body: { planId: "price_small", ...of } }, true],
  [{ action: "change-plan", body: { planId: "price_staff", ...of } }, false],
  [{ action: "extend-trial", body: { days: 14, ...of } }, true],
  [{ action: "extend-trial", body: { days: 3650, ...of } }, false],
  [{ action: "rebate", body: of }, true],
  // a flow without an offer, one that does not exist, and the newest one of each where none is named
  [{ action: "discount", body: { coupon: "STAY", blueprintId: "generous-2" } }, false],
  [{ action: "discount", body: { coupon: "STAY", blueprintId: "none" } }, false],
  [{ action: "discount", body: { coupon: "STAY" } }, false],
  [{ action: "extend-trial", body: { days: 14 } }, true],
  [{ action: "cancel", body: {} }, true],
]

test("only what the customer's version of the flow offers is offered", async () => {
  for (const [act, expected] of isOffered)
    expect([act, (await termsOf(act)).isOffered]).toEqual([act, expected])
})

test("another workspace's flow offers nothing here", async () => {
  const other = await server.addWorkspace("Other")
  const act: BillingAct = { action: "discount", body: { coupon: "STAY", ...of } }
  expect(await termsOf(act, other.id)).toEqual({ isOffered: false, reason: null, rebate: null })
})

test("the rule of a rebate is the one of the offer that was taken", async () => {
  const rebateOf = async (body: { offerGuid?: string }) =>
    (await termsOf({ action: "rebate", body: { ...of, ...body } })).rebate
  expect([await rebateOf({ offerGuid: "five" }), await rebateOf({ offerGuid: "half" })]).toEqual([
    small,
    rebate,
  ])
  // the SDKs name no offer
  expect(await rebateOf({})).toEqual(rebate)
})

const send = (path: string, payload: object) =>
  server.app.inject({ method: "POST", url: `/v1/flow/${path}`, payload })

test("the provider is told why a customer cancels, as far as they said it before they did", async () => {
  const said = {
    surveyChoiceId: "choice-other",
    surveyChoiceValue: "Something else",
    followupResponse: "Moved away",
    feedback: "Bye & thanks",
  }
  for (const [customerId, session] of [
    ["cus_1", said],
    ["cus_2", {}],
  ] as const) {
    const run = randomUUID()
    const whose = { app: shop.appId, customerId, authHash: authHash(shop, customerId), run }
    await send("open", { ...whose, startedAt: 1, sentAt: 1 })
    await send("report", { ...whose, startedAt: 1, sentAt: 1, revision: 1, session })
    expect((await send("action", { ...whose, action: "cancel", body: {} })).statusCode).toBe(202)
  }
  expect(provider.terms).toEqual([
    {
      isOffered: true,
      rebate: null,
      reason: { choice: "Something else", followup: "Moved away", feedback: "Bye & thanks" },
    },
    { isOffered: true, rebate: null, reason: null },
  ])
})

test("why an offer failed is for the company: the customer reads that nothing was changed", async () => {
  provider = fakeProvider({ carryOut: async () => ({ kind: "failed", reason: "The key was revoked." }) })
  const whose = { app: shop.appId, customerId: "cus_3", authHash: authHash(shop, "cus_3"), run: randomUUID() }
  const body = { duration: 1, interval: "month" }
  const answer = await send("action", { ...whose, action: "pause", body })
  expect([answer.statusCode, answer.body]).toEqual([
    402,
    "This offer cannot be applied at the moment. Nothing was changed.",
  ])
  const row = await server.database.db
    .selectFrom("action_request")
    .select(["state", "reason", "last_error"])
    .where("customer_id", "=", "cus_3")
    .executeTakeFirst()
  expect(row).toEqual({ state: "refused", reason: answer.body, last_error: "The key was revoked." })
})
