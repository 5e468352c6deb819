import { expect, test } from "vitest"
import type { BillingSystem } from "./billing-system.ts"
import { createTermsFinder } from "./find-terms.ts"
import { fakeSystem } from "./testing/fake-system.ts"

type ListTerms = BillingSystem["listTerms"]

function finder(lists: Partial<Record<"live" | "test" | "sandbox", ListTerms>>) {
  const warnings: object[] = []
  let now = 0
  const find = createTermsFinder({
    systemOf: async (_, mode) => {
      const listTerms = lists[mode]
      return listTerms ? fakeSystem({ listTerms }) : null
    },
    log: { warn: (fields: object) => void warnings.push(fields) },
    limitMs: 20,
    clock: () => now,
  })
  return {
    ...{ find, warnings },
    pass: (ms: number) => {
      now += ms
    },
  }
}

const stay = { id: "STAY", words: "Welcome back: 20% off, 3 months" }
const half = { id: "half", words: "50% off, for good" }

test("what occurs in an id or in its words is found, with the modes that have it", async () => {
  const { find } = finder({ live: async () => [stay], test: async () => [half, stay] })
  const both = { ...stay, modes: ["live", "test"] }
  expect(await find("w", "coupons", "")).toEqual([both, { ...half, modes: ["test"] }])
  expect(await find("w", "coupons", " WELCOME ")).toEqual([both])
  expect(await find("w", "coupons", "sta")).toEqual([both])
  expect(await find("w", "coupons", "nothing")).toEqual([])
})

test("a list is asked for once a minute, each kind for itself", async () => {
  const asked: string[] = []
  const { find, pass } = finder({
    live: async (kind) => {
      asked.push(kind)
      return [stay]
    },
  })
  await Promise.all([find("w", "coupons", "a"), find("w", "coupons", "b")])
  pass(59_999)
  await find("w", "coupons", "")
  expect(asked).toEqual(["coupons"])
  await find("w", "prices", "")
  pass(1)
  await find("w", "coupons", "")
  expect(asked).toEqual(["coupons", "prices", "coupons"])
})

test("a hundred are found at most", async () => {
  const { find } = finder({
    live: async () => Array.from({ length: 150 }, (_, i) => ({ ...stay, id: `${i}` })),
  })
  expect(await find("w", "prices", "off")).toHaveLength(100)
})

test("a billing that fails or is silent leaves its own out, is in the log, and is asked again", async () => {
  let isBroken = true
  const { find, warnings } = finder({
    live: async () => {
      if (isBroken) throw new Error("socket hang up")
      return [half]
    },
    test: () => (isBroken ? new Promise(() => {}) : Promise.resolve([half])),
    sandbox: async () => [stay],
  })
  expect(await find("w", "coupons", "")).toEqual([{ ...stay, modes: ["sandbox"] }])
  expect(warnings).toHaveLength(2)
  isBroken = false
  expect(await find("w", "coupons", "half")).toEqual([{ ...half, modes: ["live", "test"] }])
})
