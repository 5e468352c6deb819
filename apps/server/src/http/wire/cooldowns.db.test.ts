import { randomUUID } from "node:crypto"
import type { SessionFacts } from "@holdfast/protocol"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Db } from "../../db/database.ts"
import { offers } from "../../demo/demo-offers.ts"
import { choice, confirm, offerStep, survey } from "../../flow/flow-parts.ts"
import { heldBackFrom } from "../../session/report/held-back.ts"
import type { TrustedReport } from "../../session/report/trusted-report.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Which offers a flow's cooldowns hold back, over both ways in. */

let server: TestApp
let shop: TestWorkspace
let customerId: string
const takenAt = Date.parse("2026-09-01T12:00:00.000Z")
const dayMs = 24 * 3600 * 1000
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
  customerId = randomUUID()
})

/** A discount as a step and at a reason, a pause at another reason. */
const flow = (rest: Partial<BlueprintContent> = {}): BlueprintContent => ({
  steps: [
    { ...offerStep(offers.discount(20, 3)), guid: "step-offer" },
    survey("Why?", [
      choice("too-expensive", "Too expensive", { offer: { ...offers.discount(50, 1), guid: "offer-half" } }),
      choice("not-using", "Not using it", { offer: offers.pause(3) }),
    ]),
    confirm(),
  ],
  branding: { primaryColor: null, brandImage: null },
  discountCooldown: 30,
  pauseCooldown: 60,
  ...rest,
})

const publish = (content: BlueprintContent) =>
  server.database.db
    .updateTable("blueprint")
    .set({ content: JSON.stringify(content) })
    .where("workspace_id", "=", shop.id)
    .execute()

/** The customer took an offer, at the beginning of their session. */
const take = (
  offerType: "DISCOUNT" | "PAUSE",
  change: Partial<TrustedReport> = {},
  facts: SessionFacts = {},
) => {
  const at = new Date(change.startedAt ?? takenAt)
  return server.intake.record({
    ...{ workspaceId: shop.id, mode: "live", customerId, clientKey: randomUUID(), source: "widget" },
    ...{ verified: true, receivedAt: at, startedAt: at, revision: 1 },
    ...change,
    facts: {
      customer: { id: change.customerId ?? customerId, subscriptionId: "sub_1" },
      presentedOffers: [
        {
          guid: "taken",
          offerType,
          accepted: true,
          presentedAt: at.toISOString(),
          acceptedAt: at.toISOString(),
        },
      ],
      acceptedOffer: { guid: "taken", offerType },
      ...facts,
    },
  })
}

const all = ["offer-discount", "offer-half", "offer-pause"]

interface Shown {
  offers: string[]
  run: string
}

/** What an answer shows of the flow, whichever way it was asked for. */
function guidsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(guidsIn)
  if (typeof value !== "object" || value === null) return []
  const { decisionId, offerType, guid } = value as Record<string, unknown>
  const own = decisionId ?? (offerType === undefined ? null : guid)
  return [...(typeof own === "string" ? [own] : []), ...Object.values(value).flatMap(guidsIn)]
}

const waysIn = {
  "the widget": async (run: string, rest: object = {}): Promise<Shown> => {
    const payload = {
      ...{ app: shop.appId, customerId, authHash: authHash(shop, customerId), subscriptionId: "sub_2" },
      ...{ run, startedAt: 1, sentAt: 1 },
      ...rest,
    }
    const answer = await server.app.inject({ method: "POST", url: "/v1/flow/open", payload })
    expect(answer.statusCode).toBe(200)
    return { offers: guidsIn(answer.json().blueprint), run }
  },
  "an SDK": async (run: string): Promise<Shown> => {
    const answer = await server.app.inject({
      method: "POST",
      url: `/v1/api/orgs/${shop.appId}/cancel-flow/config`,
      headers: { "x-ck-customer": customerId, "x-ck-authorization": authHash(shop, customerId) },
      payload: {},
    })
    expect(answer.statusCode).toBe(200)
    return { offers: guidsIn(answer.json().steps), run }
  },
}

const lastSession = () =>
  server.database.db
    .selectFrom("session")
    .select(["id", "detail", "outcome"])
    .where("workspace_id", "=", shop.id)
    .where("customer_id", "=", customerId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow()

const said = async () => {
  const { discountCooldown, pauseCooldown, discountCooldownApplied, pauseCooldownApplied } = (
    await lastSession()
  ).detail
  return [discountCooldown, pauseCooldown, discountCooldownApplied, pauseCooldownApplied]
}

describe.each(Object.entries(waysIn))("a customer who comes by %s", (way, open) => {
  test("a millisecond before the days are over is shown no discount, at no place", async () => {
    await publish(flow())
    await take("DISCOUNT")
    server.setTime(takenAt + 30 * dayMs - 1)
    expect((await open(randomUUID())).offers).toEqual(["offer-pause"])
    expect(await said()).toEqual([30, 60, true, undefined])
  })

  test("exactly so many times 24 hours later is shown all again", async () => {
    await publish(flow())
    await take("DISCOUNT")
    server.setTime(takenAt + 30 * dayMs)
    expect((await open(randomUUID())).offers).toEqual(all)
    expect(await said()).toEqual([30, 60, undefined, undefined])
  })

  test("has a cooldown of their own for pauses", async () => {
    await publish(flow())
    await take("PAUSE")
    server.setTime(takenAt + 60 * dayMs - 1)
    expect((await open(randomUUID())).offers).toEqual(["offer-discount", "offer-half"])
    expect(await said()).toEqual([30, 60, undefined, true])
    customerId = randomUUID()
    await take("PAUSE")
    server.setTime(takenAt + 60 * dayMs)
    expect((await open(randomUUID())).offers).toEqual(all)
  })

  test.each<[string, () => Promise<unknown>]>([
    ["in another mode", () => take("DISCOUNT", { mode: "test" })],
    ["by another customer", () => take("DISCOUNT", { customerId: "somebody" })],
    ["that nobody vouched for", () => take("DISCOUNT", { verified: false })],
    ["in a session that ended in a cancellation", () => take("DISCOUNT", {}, { canceled: true })],
    [
      "in a session that a later one set aside",
      async () => {
        await take("DISCOUNT")
        await take("DISCOUNT", { startedAt: new Date(takenAt + dayMs / 2) }, { canceled: true })
      },
    ],
    ["after this session began", () => take("DISCOUNT", { startedAt: new Date(takenAt + 2 * dayMs) })],
    [
      "that was only shown",
      () =>
        take(
          "DISCOUNT",
          {},
          {
            acceptedOffer: { guid: "p", offerType: "PAUSE" },
            presentedOffers: [{ guid: "d", offerType: "DISCOUNT" }],
          },
        ),
    ],
  ])("is shown a discount after one %s", async (_, happened) => {
    await publish(flow({ pauseCooldown: null }))
    await happened()
    server.setTime(takenAt + dayMs)
    expect((await open(randomUUID())).offers).toEqual(all)
  })

  test("is shown all by a flow without cooldowns", async () => {
    await publish(flow({ discountCooldown: null, pauseCooldown: 0 }))
    await take("DISCOUNT")
    await take("PAUSE", { startedAt: new Date(takenAt - 5 * dayMs) })
    server.setTime(takenAt + dayMs)
    expect((await open(randomUUID())).offers).toEqual(all)
  })

  test("a clock far ahead holds no discount back for ever", async () => {
    await publish(flow())
    const presentedOffers = [{ guid: "taken", accepted: true, acceptedAt: "2099-01-01T00:00:00Z" }]
    await take(
      "DISCOUNT",
      {},
      { presentedOffers: presentedOffers.map((o) => ({ ...o, offerType: "DISCOUNT" })) },
    )
    server.setTime(takenAt + 30 * dayMs)
    expect((await open(randomUUID())).offers).toEqual(all)
  })

  test("what was held back stays on the session, whatever a report says", async () => {
    await publish(flow())
    await take("DISCOUNT")
    server.setTime(takenAt + dayMs * 2)
    const { run } = await open(randomUUID())
    const facts = { canceled: true, discountCooldownApplied: false, stepsViewed: [] }
    const answer =
      way === "an SDK"
        ? await server.app.inject({
            method: "POST",
            url: "/v1/api/sessions/sdk",
            headers: {
              ...{ "x-ck-app": shop.appId, "x-ck-customer": customerId },
              "x-ck-authorization": authHash(shop, customerId),
            },
            payload: { ...facts, blueprintId: shop.blueprintId },
          })
        : await server.app.inject({
            method: "POST",
            url: "/v1/flow/report",
            payload: {
              ...{ app: shop.appId, customerId, authHash: authHash(shop, customerId), run },
              ...{ startedAt: 1, sentAt: 1, revision: 3, session: facts },
            },
          })
    expect(answer.statusCode).toBe(200)
    expect((await lastSession()).outcome).toBe("canceled")
    expect(await said()).toEqual([30, 60, true, undefined])
  })
})

test("a page that asks again for its run is shown what the run began with", async () => {
  await publish(flow())
  await take("DISCOUNT")
  server.setTime(takenAt + 30 * dayMs - 1)
  const run = randomUUID()
  await waysIn["the widget"](run)
  server.setTime(takenAt + 30 * dayMs + 1)
  expect((await waysIn["the widget"](run, { startedAt: 1, sentAt: 3 })).offers).toEqual(["offer-pause"])
})

test("a page that records nothing is shown no more than others", async () => {
  await publish(flow())
  await take("DISCOUNT")
  server.setTime(takenAt + dayMs)
  expect((await waysIn["the widget"](randomUUID(), { report: false })).offers).toEqual(["offer-pause"])
})

test("nothing is asked where a flow has no cooldown, or no offer of the kind", async () => {
  const unasked = {} as Db
  const caller = { workspace: { id: shop.id }, mode: "live" } as Parameters<typeof heldBackFrom>[1]
  const asked = (content: BlueprintContent) =>
    heldBackFrom(unasked, caller, customerId, content, new Date(takenAt))
  expect(await asked(flow({ discountCooldown: null, pauseCooldown: null }))).toEqual([])
  expect(await asked(flow({ steps: [confirm()] }))).toEqual([])
  await expect(asked(flow())).rejects.toThrow()
})
