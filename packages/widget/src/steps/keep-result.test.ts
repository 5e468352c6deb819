import type { AcceptedOffer } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { keepResult } from "./keep-result.ts"

/** What is kept of what a handler gives back. */
async function kept(handler: () => unknown) {
  const offer: AcceptedOffer = { guid: "g", offerType: "CUSTOM" }
  const options = { handleCustomOffer: handler }
  keepResult({ state: { decision: { kind: "accepted", offer } } }, options)
  const answer = await Promise.resolve()
    .then(options.handleCustomOffer)
    .catch((error: unknown) => error)
  return [answer, offer.customOfferResult]
}

test.each<[unknown, unknown]>([
  [
    { message: "Booked", result: { minutes: 30, at: new Date(0) } },
    { minutes: 30, at: "1970-01-01T00:00:00.000Z" },
  ],
  [{ result: [1] }, undefined],
  [{ result: "yes" }, undefined],
  [{ message: "Booked" }, undefined],
  [undefined, undefined],
  [null, undefined],
])("of %j it keeps %j", async (answer, result) => {
  expect(await kept(() => answer)).toEqual([answer, result])
})

test("a handler that fails fails as it did, and nothing is kept", async () => {
  const fault = new Error("Fully booked.")
  expect(await kept(() => Promise.reject(fault))).toEqual([fault, undefined])
})

test("a page without the handler stays so", () => {
  const options = {}
  keepResult({ state: { decision: null } }, options)
  expect(options).toEqual({})
})
