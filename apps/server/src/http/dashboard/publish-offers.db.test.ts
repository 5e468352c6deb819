import type { BlueprintContent, BlueprintStep, Offer } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { BillingSystem } from "../../billing/billing-system.ts"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { offerStep } from "../../flow/flow-parts.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** What is connected, by mode. */
let connected: Partial<Record<string, BillingSystem>> = {}
let server: TestApp
let shop: TestWorkspace
let member: string
beforeAll(async () => {
  server = await testApp({ billing: { systemOf: async (_, mode) => connected[mode] ?? null } })
})
afterAll(() => server.close())
beforeEach(async () => {
  connected = {}
  shop = await server.addWorkspace("Shop")
  member = await server.signIn(shop, "member")
})

const copy = { header: "Stay", description: "", cta: "Take it", declineCta: "No" }
const discount = (id: string): Offer => ({
  guid: "offer-first",
  offerType: "DISCOUNT",
  coupon: { id, couponType: "PERCENT", couponAmount: 20, currency: null, couponDuration: 3 },
  copy,
})
const plans = (...ids: string[]): Offer => ({
  guid: "offer-last",
  offerType: "PLAN_CHANGE",
  plans: ids.map((id) => ({ id, name: id, priceMinor: 900, currency: "usd", interval: "MONTH" })),
  copy,
})

async function publish(first: Offer, last: Offer) {
  const path = `/api/workspaces/${shop.appId}/flows`
  const send = (method: "GET" | "PUT" | "POST", rest: string, payload?: object) =>
    server.app.inject({
      ...{ method, url: path + rest, headers: { cookie: member, origin: server.url } },
      ...(payload && { payload }),
    })
  const [{ id }] = (await send("GET", "")).json().flows
  const steps: BlueprintStep[] = [...starterFlow().steps]
  steps.unshift(offerStep(first))
  steps.splice(-1, 0, { ...offerStep(last), guid: "step-last" })
  const content: BlueprintContent = { ...starterFlow(), steps }
  const saved = await send("PUT", `/${id}/draft`, { content, revision: 0 })
  const answer = await send("POST", `/${id}/publish`, { revision: saved.json().revision, note: null })
  return [answer.statusCode, answer.json().faults ?? null]
}

const knows = (...ids: string[]) =>
  fakeSystem({
    findUnknown: async ({ coupons, prices }) => ({
      coupons: coupons.filter((id) => !ids.includes(id)),
      prices: prices.filter((id) => !ids.includes(id)),
    }),
  })

test("where nothing is connected, or all is known, a flow is published", async () => {
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([201, null])
  shop = await server.addWorkspace("Shop")
  member = await server.signIn(shop, "member")
  connected = { live: knows("STAY", "price_a") }
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([201, null])
})

test("a coupon and plans that a connected mode does not know keep it from being published, by their fields", async () => {
  connected = { live: knows("price_a"), test: knows("STAY", "price_a", "price_b") }
  expect(await publish(discount("STAY"), plans("price_a", "price_b"))).toEqual([
    422,
    [
      {
        path: "steps[0].offer.coupon.id",
        guid: "offer-first",
        fault: "is STAY: Stripe knows no coupon of that id in live mode, or it is not offered any more",
      },
      {
        path: "steps[3].offer.plans[1].id",
        guid: "offer-last",
        fault: "is price_b: Stripe knows no price of that id in live mode, or it is not offered any more",
      },
    ],
  ])
})

test("a billing system that fails keeps nobody from publishing", async () => {
  connected = {
    live: fakeSystem({ findUnknown: () => Promise.reject(new Error("socket hang up")) }),
  }
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([201, null])
})
