import { expect, test } from "vitest"
import { type Asked, faultsOfAsked, type Outcome } from "./askers.ts"

/** A run with one request, to be told with its faults. */
const one = (
  told: Asked["told"],
  outcome: Partial<Outcome> | null,
  times: number,
  others: readonly Outcome[] = [],
) => {
  const asked: Asked = { customerId: "asks-1", action: "discount", told }
  const base: Outcome = { customerId: "asks-1", action: "discount", state: "applied", isForPerson: false }
  return faultsOfAsked([asked], [...(outcome ? [{ ...base, ...outcome }] : []), ...others], () => times)
}

test("what was done once and is on record so is well", () => {
  expect(one("applied", {}, 1)).toEqual([])
  expect(one("unknown", {}, 1)).toEqual([])
  expect(one(null, {}, 1)).toEqual([])
})

test("what was refused and not done is well, and what was never taken", () => {
  expect(one("refused", { state: "refused" }, 0)).toEqual([])
  expect(one(null, null, 0)).toEqual([])
})

test("what was done twice is a fault, whoever has it now", () => {
  expect(one("applied", {}, 2)).toHaveLength(2)
  expect(one("unknown", { state: "asked", isForPerson: true }, 2)).toHaveLength(1)
})

test("what is lost, doubled, or not as it is told is a fault", () => {
  expect(one("asked", null, 0)).toEqual(["discount of asks-1, told asked, is lost."])
  expect(one(null, null, 1)).toEqual(["discount of asks-1, told null, was done and is not on record."])
  expect(one("applied", {}, 0)).toEqual([
    "discount of asks-1, told applied, is applied and was done 0 times.",
  ])
  expect(one("unknown", { state: "refused" }, 1)).toHaveLength(1)
  expect(one("applied", { state: "refused" }, 0)).toEqual([
    "discount of asks-1, told applied, is refused now.",
  ])
  const again: Outcome = { customerId: "asks-1", action: "discount", state: "applied", isForPerson: false }
  expect(one("applied", {}, 1, [again])).toEqual(["discount of asks-1, told applied, is on record 2 times."])
})
