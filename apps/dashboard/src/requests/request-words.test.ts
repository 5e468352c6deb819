import type { CustomerRequest } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { actWords, settlerWords, standingWords } from "./request-words.ts"

const request: CustomerRequest = {
  id: "01990000-0000-7000-8000-000000000001",
  sessionId: null,
  mode: "live",
  customer: { id: "cus_1", email: null },
  subscriptionId: null,
  action: "cancel",
  terms: {},
  state: "asked",
  isForPerson: true,
  requestedAt: "2026-11-01T12:00:00.000Z",
  nextTryAt: null,
  lastError: null,
  settledAt: null,
  scheduledFor: null,
  reason: null,
  settledBy: null,
  note: null,
  undoUntil: null,
}

test.each([
  ["cancel", {}, "Cancel"],
  ["cancel", { cancelAtPeriodEnd: true }, "Cancel at the end of the period"],
  ["discount", { coupon: "SAVE30" }, "Discount SAVE30"],
  ["pause", { duration: 1, interval: "month" }, "Pause for 1 month"],
  ["pause", { duration: 6, interval: "week" }, "Pause for 6 weeks"],
  ["change-plan", { planId: "basic" }, "Switch to plan basic"],
  ["extend-trial", { days: 7 }, "Extend the trial by 7 days"],
  ["rebate", {}, "Rebate"],
  ["resume", {}, "Resume"],
  ["resume", { byPage: true }, "Resume, which the page did itself"],
] as const)("%s with %j reads: %s", (action, terms, words) => {
  expect(actWords({ action, terms })).toBe(words)
})

test("how a request stands says whether a person has to do something", () => {
  const words = (more: Partial<CustomerRequest>) => standingWords({ ...request, ...more })
  expect(words({})).toBe("Waits for a person")
  expect(words({ isForPerson: false })).toBe("Is tried again")
  expect(words({ state: "sending", isForPerson: false })).toBe("Is being carried out")
  expect(words({ state: "unknown", isForPerson: false })).toBe("Not known whether it is done")
  expect(words({ state: "unknown" })).toBe("Waits for a person; nobody knows whether it is done")
  expect(words({ state: "applied" })).toBe("Done")
  expect(words({ state: "scheduled", scheduledFor: "2026-12-01T00:00:00.000Z" })).toMatch(
    /^Planned for .*2026/,
  )
  expect(words({ state: "refused", reason: "No." })).toBe("Refused")
})

test("who said it is named, and a key as one", () => {
  expect(settlerWords(request)).toBeNull()
  expect(settlerWords({ ...request, settledBy: { kind: "person", name: "ada@example.com" } })).toBe(
    "by ada@example.com",
  )
  expect(settlerWords({ ...request, settledBy: { kind: "key", name: "Billing server" } })).toBe(
    "by the key Billing server",
  )
})
