import { expect, test } from "vitest"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { sessionsKey } from "./same-sessions.ts"

const key = (filter: Partial<SessionFilter> = {}) =>
  sessionsKey({ workspaceId: "w", mode: "live", ...filter })

test("order, repetition, days and what excludes nothing make no other sessions", () => {
  const one = key({ is: { planId: ["a", null], couponId: ["x"] }, not: { language: ["fr"] } })
  expect(
    key({
      ...{ from: new Date(), to: new Date(), search: undefined },
      ...{ is: { couponId: ["x"], planId: [null, "a", "a"] }, not: { language: ["fr"], planId: [] } },
    }),
  ).toBe(one)
})

test("an outcome that is chosen, and the others left out, are the same sessions", () => {
  expect(key({ is: { outcome: ["canceled"] } })).toBe(
    key({ not: { outcome: ["open", "abandoned", "saved"] } }),
  )
})

test("whatever else differs makes other sessions", () => {
  const all = [
    key(),
    key({ mode: "test" }),
    key({ search: "a" }),
    key({ is: { planId: ["a"] } }),
    key({ is: { planId: ["a", "b"] } }),
    key({ not: { planId: ["a"] } }),
    key({ is: { planId: [null] } }),
    key({ is: { planId: ["none"] } }),
    // nothing has none of no values
    key({ is: { planId: [] } }),
    key({ is: { outcome: ["canceled"] } }),
    key({ not: { outcome: ["canceled"] } }),
    key({ offers: ["accepted:PAUSE"] }),
    key({ notOffers: ["accepted:PAUSE"] }),
    key({ ids: { customerId: ["a"] } }),
    key({ notIds: { customerId: ["a"] } }),
  ]
  expect(new Set(all).size).toBe(all.length)
})
