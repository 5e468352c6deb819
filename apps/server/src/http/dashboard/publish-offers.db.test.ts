import { flowActions, type OfferAction } from "@holdfast/protocol"
import { actionsWithout, type BillingPermissionName } from "@holdfast/protocol/dashboard"
import type { BlueprintContent, BlueprintStep, Offer } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { BillingSystem } from "../../billing/billing-system.ts"
import { fakeProvider } from "../../billing/testing/fake-provider.ts"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { offerStep } from "../../flow/flow-parts.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** What is connected, by mode. */
let connected: Partial<Record<string, BillingSystem>> = {}
/** What an endpoint of the company carries out, by mode. */
let byCompany: Partial<Record<string, OfferAction[]>> = {}
let server: TestApp
let shop: TestWorkspace
let member: string
beforeAll(async () => {
  server = await testApp({
    billing: {
      systemOf: async (_, mode) => connected[mode] ?? null,
      carriers: [
        async (_, mode) => ({
          name: "webhook",
          provider: fakeProvider({ capabilities: () => new Set(byCompany[mode]) }),
        }),
      ],
    },
  })
})
afterAll(() => server.close())
beforeEach(async () => {
  connected = {}
  byCompany = {}
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
  const { revision } = (await send("GET", `/${id}`)).json().draft
  const saved = await send("PUT", `/${id}/draft`, { content, revision })

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

/** Of which the page of a company says that it carries `pageActions` out. */
const without = (missing: BillingPermissionName[], pageActions: OfferAction[] = []) => {
  const impossible = actionsWithout(missing)
  const capabilities = () => new Set(flowActions.filter((action) => !impossible.has(action)))
  return fakeSystem({ missing, pageActions, capabilities })
}

const pause = (guid: string): Offer => ({
  ...{ guid, offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "MONTH", copy },
})

test("an offer that the key may not carry out is a fault of that offer, which says what to grant and where", async () => {
  connected = { live: without(["coupons:read"]), test: without([]) }
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([
    422,
    [
      {
        path: "steps[0].offer.offerType",
        guid: "offer-first",
        fault:
          "is one that nobody can carry out in live mode: the Stripe key lacks Coupons (Read); grant it in Stripe under Developers, API keys, and check the key again on the page Billing, or say there that your page has a handler",
      },
    ],
  ])
  connected = { test: without(["subscriptions:write", "prices:read"]) }
  const [status, faults] = await publish(pause("offer-first"), plans("price_a"))
  expect([status, faults.map(({ guid }: { guid: string }) => guid)]).toEqual([
    422,
    // the starter flow has a pause, too
    ["offer-first", "offer-pause", "offer-last"],
  ])
  expect(faults[2].fault).toContain("lacks Subscriptions (Write) and Prices (Read);")
})

test("an offer that an endpoint of the company carries out is no fault, in the mode of that endpoint alone", async () => {
  connected = { live: without(["coupons:read"]), test: without(["coupons:read"]) }
  byCompany = { live: ["discount"] }
  const [status, faults] = await publish(discount("STAY"), plans("price_a"))
  expect([status, faults.length]).toEqual([422, 1])
  expect(faults[0].fault).toContain("in test mode")
  byCompany = { live: ["discount"], test: ["discount"] }
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([201, null])
})

test("an offer that the page has a handler for is no fault, whatever the key may do", async () => {
  connected = { live: without(["coupons:read", "prices:read"], ["discount"]) }
  const [status, faults] = await publish(discount("STAY"), plans("price_a"))
  expect([status, faults.map(({ guid }: { guid: string }) => guid)]).toEqual([422, ["offer-last"]])
  connected = { live: without(["coupons:read", "prices:read"], ["discount", "change-plan"]) }
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([201, null])
})

test("a billing system that fails keeps nobody from publishing", async () => {
  connected = {
    live: fakeSystem({ findUnknown: () => Promise.reject(new Error("socket hang up")) }),
  }
  expect(await publish(discount("STAY"), plans("price_a"))).toEqual([201, null])
})
