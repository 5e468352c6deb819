import { expect, test } from "vitest"
import type { SessionFacts } from "../schema/session-facts.ts"
import { outcomeReason } from "./outcome-reason.ts"
import { shownOffers } from "./shown-offers.ts"

const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, second)).toISOString()
const reasonOf = (
  outcome: "open" | "canceled" | "saved" | "abandoned",
  facts: SessionFacts,
  more: { isSilent?: boolean; settledAt?: string | null } = {},
) =>
  outcomeReason({
    outcome,
    facts,
    offers: shownOffers(facts, null),
    isSilent: false,
    lastReportAt: at(30),
    settledAt: at(31),
    ...more,
  })
const steps = { stepsViewed: [{ end: at(9) }, { end: at(4) }, { start: at(9) }] }
const trial = { offerType: "TRIAL_EXTENSION", trialExtensionDays: 7, guid: "t" } as const

test("a cancellation is dated by the last step that was left, else by when it was settled", () => {
  const canceled = { kind: "canceled", withCancelNow: false, despite: null }
  expect(reasonOf("canceled", steps)).toEqual({ ...canceled, at: at(9) })
  expect(reasonOf("canceled", {})).toEqual({ ...canceled, at: at(31) })
  expect(reasonOf("canceled", {}, { settledAt: null })).toEqual({ ...canceled, at: null })
  expect(reasonOf("canceled", { usedClickToCancel: true })).toMatchObject({ withCancelNow: true })
})

test("a cancellation names the offer over which it wins", () => {
  expect(reasonOf("canceled", { acceptedOffer: trial })).toMatchObject({
    despite: { offerType: "TRIAL_EXTENSION", days: 7 },
  })
})

test("an accepted offer is dated by when it was taken", () => {
  const presentedOffers = [{ guid: "t", offerType: "TRIAL_EXTENSION" as const, acceptedAt: at(7) }]
  const terms = { offerType: "TRIAL_EXTENSION", days: 7 }
  expect(reasonOf("saved", { acceptedOffer: trial, presentedOffers })).toEqual({
    kind: "accepted",
    at: at(7),
    terms,
  })
  expect(reasonOf("saved", { acceptedOffer: trial })).toEqual({ kind: "accepted", at: at(31), terms })
})

test("an abandoned session was closed, fell silent, or just has no decision", () => {
  expect(reasonOf("abandoned", { ...steps, aborted: true })).toEqual({ kind: "closed", at: at(9) })
  expect(reasonOf("abandoned", steps, { isSilent: true })).toEqual({ kind: "silent", since: at(30) })
  expect(reasonOf("abandoned", steps)).toEqual({ kind: "undecided" })
})

test("an open session was last heard of at its last report", () => {
  expect(reasonOf("open", steps, { settledAt: null })).toEqual({ kind: "open", lastHeardAt: at(30) })
})
