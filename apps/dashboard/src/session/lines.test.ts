import type { SessionPage } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { sessionPage } from "../../e2e/looks/session.ts"
import { circumstanceLines } from "./circumstance-lines.ts"
import { idLines } from "./id-lines.ts"
import { otherLines } from "./other-lines.ts"

const said = (lines: { label: string; text: string }[]) => lines.map(({ label, text }) => `${label}: ${text}`)

test("circumstances are told in words, and what is not known is not there", () => {
  const page = sessionPage("whole")
  expect(said(circumstanceLines(page))).toEqual([
    "Flow: Annual teams, version 2",
    "Language: Shown in French, translated by your own override",
    "Browser: French (France)",
    "Buttons: French",
    "Region: California",
    "Cancel Now: used: Single-Click Compliance",
    "Overrides: your own code ran: handleCancel, handleDiscount",
    "Recording: made, 1 min 20 s long",
    "Came in by: Holdfast's own script",
  ])
  expect(said(circumstanceLines(sessionPage("bare")))).toEqual([
    "Flow: Primary Flow",
    "Recording: No recording was made of this session",
    "Proof: none: the customer was not vouched for (analytics mode)",
    "Came in by: a client SDK",
  ])
})

test("Cancel Now was used, shown, or not shown", () => {
  const page = sessionPage("bare")
  const shown = (isShown: boolean): SessionPage => ({ ...page, facts: { clickToCancelEnabled: isShown } })
  expect(said(circumstanceLines(shown(true)))).toContain("Cancel Now: was shown, not used")
  expect(said(circumstanceLines(shown(false)))).toContain("Cancel Now: was not shown")
})

test("every id can be copied", () => {
  const lines = idLines(sessionPage("whole"))
  expect(lines.map(({ label }) => label)).toEqual([
    "Session",
    "Customer",
    "Subscription",
    "Flow version",
    "Segment",
    "Survey",
    "Survey choice",
  ])
  expect(lines.every(({ isId }) => isId)).toBe(true)
})

test("what a custom offer returned is there", () => {
  const acceptedOffer = { offerType: "CUSTOM", customOfferResult: { minutes: 30 } } as const
  expect(said(otherLines({ acceptedOffer }))).toEqual(['customOfferResult: {"minutes":30}'])
})

test("what the page has no word for is shown by the client's own", () => {
  expect(said(otherLines(sessionPage("whole").facts))).toEqual([
    'customStepResults: {"satisfaction":{"score":3}}',
    "ourOwnField: kept",
  ])
})
