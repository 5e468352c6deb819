import type { BlueprintContent, Offer } from "@holdfast/protocol/flow"
import type { BillingAct } from "@holdfast/protocol/schema"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { createWorkspace, newWorkspace } from "../../account/workspaces.ts"
import { openDatabase } from "../../db/database.ts"
import { testNow } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { choice, confirm, pauseOffer, survey } from "../../flow/flow-parts.ts"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { askForAction } from "../ask-for-action.ts"
import type { BillingProvider } from "../provider.ts"
import { sendDueRequests } from "../send-due-requests.ts"
import { settleUnknownRequests } from "../settle-unknown-requests.ts"
import type { AskedAction } from "../stored-request.ts"
import { testBilling } from "../testing/test-billing.ts"
import { openActs } from "./testing/open-acts.ts"

/** A server dies while it has a request in hand. Another finds out at Stripe what became of it. */

const shop = newWorkspace("Shop", testNow)
const minute = 60_000

let database: TestDatabase
let now = testNow
beforeAll(async () => {
  database = await testDatabase()
  await createWorkspace(database.db, shop, testNow)
  await publishOffers()
})
afterAll(() => database.close())
beforeEach(async () => {
  now = testNow
  for (const table of ["action_request", "mail", "request_notice"] as const)
    await database.db.deleteFrom(table).execute()
})

const copy = { header: "Stay", description: "", cta: "Yes", declineCta: "No" }
const coupon = {
  id: "half_for_3",
  couponType: "PERCENT",
  couponAmount: 50,
  currency: null,
  couponDuration: 3,
} as const
const team = { id: "price_team", name: "Team", priceMinor: 7900, currency: "usd", interval: "MONTH" }
const rebate = { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "LATEST_PAID" } as const
const offers: Offer[] = [
  { guid: "discount", offerType: "DISCOUNT", copy, coupon },
  pauseOffer(3),
  { guid: "plan", offerType: "PLAN_CHANGE", copy, plans: [team] },
  { guid: "trial", offerType: "TRIAL_EXTENSION", copy, days: 14 },
  { guid: "rebate", offerType: "REBATE", copy, rebate },
]

async function publishOffers(): Promise<void> {
  const choices = offers.map((offer) => choice(offer.guid, `I would stay for ${offer.guid}`, { offer }))
  const content: BlueprintContent = { ...starterFlow(), steps: [survey("Why?", choices), confirm()] }
  const flow = { id: "flow", segmentId: null, arm: null, name: "Primary Flow" }
  const published = {
    flowId: flow.id,
    segmentId: null,
    version: 1,
    publishedAt: testNow.toISOString(),
    content,
  }
  const blueprints = [{ ...published, id: "one", name: flow.name }]
  await installFlows(database.db, shop.id, { segments: [], flows: [flow], blueprints }, testNow)
}

const acts: [customerId: string, act: BillingAct, done: string][] = [
  ["mia", { action: "cancel", body: {} }, "scheduled"],
  ["mia", { action: "discount", body: { coupon: "half_for_3" } }, "applied"],
  ["mia", { action: "pause", body: { duration: 2, interval: "month" } }, "applied"],
  ["mia", { action: "change-plan", body: { planId: "price_team" } }, "applied"],
  ["tom", { action: "extend-trial", body: { days: 14 } }, "applied"],
  ["mia", { action: "rebate", body: {} }, "applied"],
]

const asked = (customerId: string, act: BillingAct): AskedAction => ({
  workspaceId: shop.id,
  mode: "test",
  customerId,
  subscriptionId: null,
  act,
  sessionId: null,
  clientKey: "run:1",
})

const states = async () =>
  (await database.db.selectFrom("action_request").select("state").execute()).map(({ state }) => state)

/** The job of each minute, on a server that lives. */
async function runMinutes(provider: BillingProvider, minutes: number): Promise<void> {
  const billing = testBilling({ providerOf: async () => provider, now: () => now })
  for (let n = 0; n < minutes; n += 1) {
    now = new Date(now.getTime() + minute)
    await settleUnknownRequests(unheard(database), billing, shop.id)
    await sendDueRequests(unheard(database), billing, shop.id)
  }
}

test.for(acts)(
  "a server that dies after Stripe did it leaves what is found there: %s %j",
  async ([customerId, act, done]) => {
    const { acts: stripe, sent } = await openActs()
    const dying = openDatabase(database.address, () => {})
    const dies: BillingProvider = {
      ...stripe,
      carryOut: async (request, signal) => {
        const answer = await stripe.carryOut(request, signal)
        await dying.close()
        return answer
      },
    }
    const one = asked(customerId, act)
    const billing = testBilling({ providerOf: async () => dies, now: () => now })
    await expect(askForAction(dying, billing, one)).rejects.toThrow()
    expect(await states()).toEqual(["sending"])
    await runMinutes(stripe, 3)
    expect([await states(), sent().length]).toEqual([[done], 1])
    // the customer's browser asks once more
    const living = testBilling({ providerOf: async () => stripe, now: () => now })
    expect(await askForAction(database, living, one)).toMatchObject({ kind: done })
    expect(sent()).toHaveLength(1)
  },
)

test.for(acts)(
  "one that dies before it asked Stripe has done nothing, and a cancellation is still carried out: %s %j",
  async ([customerId, act, done]) => {
    const { acts: stripe, sent } = await openActs()
    const dying = openDatabase(database.address, () => {})
    const dies: BillingProvider = {
      ...stripe,
      carryOut: async () => {
        await dying.close()
        return { kind: "unknown" }
      },
    }
    const billing = testBilling({ providerOf: async () => dies, now: () => now })
    await expect(askForAction(dying, billing, asked(customerId, act))).rejects.toThrow()
    await runMinutes(stripe, 5)
    const isCancellation = act.action === "cancel"
    expect([await states(), sent().length]).toEqual([
      [isCancellation ? done : "refused"],
      isCancellation ? 1 : 0,
    ])
  },
)

test("while Stripe is down a cancellation waits, and it is carried out once when Stripe is back", async () => {
  const { acts: stripe, standIn, subscription } = await openActs()
  standIn.fail({ kind: "answer", status: 503 }, { times: 12 })
  const billing = testBilling({ providerOf: async () => stripe, now: () => now })
  const one = asked("mia", { action: "cancel", body: {} })
  expect(await askForAction(database, billing, one)).toEqual({ kind: "asked" })
  await runMinutes(stripe, 20)
  expect(await states()).toEqual(["asked"])
  standIn.heal()
  await runMinutes(stripe, 60)
  expect(await states()).toEqual(["scheduled"])
  expect((await subscription("sub_mia")).cancel_at_period_end).toBe(true)
})
