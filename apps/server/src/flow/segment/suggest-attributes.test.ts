import { expect, test } from "vitest"
import type { RecentSession } from "./recent-sessions.ts"
import { attributesIn } from "./suggest-attributes.ts"

const session = (customer: NonNullable<RecentSession["facts"]["customer"]>): RecentSession => ({
  ...{ id: "s", customer: "", createdAt: new Date("2026-11-01T12:00:00.000Z") },
  facts: { customer },
})
const found = (sessions: RecentSession[], attribute: string) =>
  attributesIn(sessions).find((each) => each.attribute === attribute)

test("what the product knows is there with its commonest values, without emails and dates", () => {
  const sessions = [
    session({ planId: "team", email: "ada@example.com", subscriptionStart: "2026-01-01T00:00:00.000Z" }),
    session({ planId: "pro", onTrial: true }),
    session({ planId: "pro" }),
  ]
  expect(found(sessions, "PLAN_ID")).toEqual({
    ...{ attribute: "PLAN_ID", type: "STRING", isCustom: false, known: 3 },
    values: [
      { value: "pro", sessions: 2 },
      { value: "team", sessions: 1 },
    ],
  })
  expect(found(sessions, "CUSTOMER_EMAIL")).toMatchObject({ known: 1, values: [] })
  expect(found(sessions, "SUBSCRIPTION_START_DATE")).toMatchObject({ type: "DATE", known: 1, values: [] })
  expect(found([], "PRICE")).toMatchObject({ type: "NUMBER", known: 0, values: [] })
})

test("custom attributes have the type of all their values, the commonest attribute first", () => {
  const sessions = [
    session({
      customAttributes: { seats: 3, beta: true, renewed: "2026-01-01", mixed: 1, owner: "a@b.example" },
    }),
    session({ customAttributes: { seats: 3, mixed: "one", deep: { a: 1 }, PLAN_ID: "fake" } }),
    session({ customAttributes: { seats: 10 } }),
  ]
  const customs = attributesIn(sessions).filter(({ isCustom }) => isCustom)
  expect(customs.map(({ attribute, type, known }) => [attribute, type, known])).toEqual([
    ["seats", "NUMBER", 3],
    ["mixed", "STRING", 2],
    ["beta", "BOOLEAN", 1],
    ["owner", "STRING", 1],
    ["renewed", "DATE", 1],
  ])
  expect(customs.map(({ values }) => values.map(({ value }) => value))).toEqual([
    ["3", "10"],
    ["1", "one"],
    ["true"],
    [],
    [],
  ])
  expect(found(sessions, "PLAN_ID")?.known).toBe(0)
})

test("at most 20 values of an attribute, and 100 custom attributes", () => {
  const names = Array.from({ length: 150 }, (_, i) => [`a${i}`, i])
  const sessions = Array.from({ length: 40 }, (_, i) =>
    session({ planId: `p${i}`, customAttributes: Object.fromEntries(names) }),
  )
  expect(found(sessions, "PLAN_ID")?.values).toHaveLength(20)
  expect(attributesIn(sessions).filter(({ isCustom }) => isCustom)).toHaveLength(100)
})
