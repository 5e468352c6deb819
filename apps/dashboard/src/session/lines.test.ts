import type { SessionPage } from "@holdfast/protocol/dashboard"
import { SessionFacts } from "@holdfast/protocol/schema"
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
    "Browser language: French (France)",
    "Widget language: French",
    "Region: California",
    "Cancel Now: Used: Single-Click Compliance",
    "Overrides: Your own code ran: handleCancel, handleDiscount",
    "Recording: 1 min 20 s long",
    "Source: Holdfast's widget",
  ])
  expect(said(circumstanceLines(sessionPage("bare")))).toEqual([
    "Flow: Primary Flow",
    "Recording: No recording was made of this session",
    "Proof: None: the session is unverified (analytics mode)",
    "Source: A client SDK",
  ])
})

test("a session in an A/B test says which arm its customer was shown", () => {
  const page = sessionPage("bare")
  const inArm: SessionPage = { ...page, facts: { abtest: "t", abtestArm: "variant" } }
  expect(said(circumstanceLines(inArm))).toContain("A/B test: Variant")
  expect(said(idLines(inArm))).toContain("A/B test: t")
})

test("Cancel Now was used, shown, or not shown", () => {
  const page = sessionPage("bare")
  const shown = (isShown: boolean): SessionPage => ({ ...page, facts: { clickToCancelEnabled: isShown } })
  expect(said(circumstanceLines(shown(true)))).toContain("Cancel Now: Shown, not used")
  expect(said(circumstanceLines(shown(false)))).toContain("Cancel Now: Not shown")
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
  expect(said(otherLines({ acceptedOffer }))).toEqual(['Result of the custom offer: {"minutes":30}'])
})

test("a field unknown to us has the client's own name, and is marked as such", () => {
  expect(otherLines(sessionPage("whole").facts)).toEqual([
    { label: "Results of custom steps", text: '{"satisfaction":{"score":3}}' },
    { label: "ourOwnField", text: "kept", isOwn: true },
  ])
})

test("cooldowns say whether they held something back", () => {
  expect(said(otherLines({ discountCooldown: 30, discountCooldownApplied: true, pauseCooldown: 1 }))).toEqual(
    [
      "Discounts held back: Yes: one was taken less than 30 days before",
      "Pauses held back: No: the flow has 1 day without a second one",
    ],
  )
  expect(said(otherLines({ discountCooldownApplied: true, pauseCooldownApplied: false }))).toEqual([
    "Discounts held back: Yes: one was taken shortly before",
    "Pauses held back: No",
  ])
  expect(otherLines({ discountCooldown: null })).toEqual([])
})

test("no field that we know shows its raw name", () => {
  const fields = Object.keys(SessionFacts.properties)
  const facts: SessionFacts = Object.fromEntries(fields.map((field) => [field, 1]))
  const lines = otherLines({ ...facts, acceptedOffer: { offerType: "CUSTOM", customOfferResult: { a: 1 } } })
  const labels = lines.map(({ label }) => label)
  expect(labels).toContain("Client version")
  expect(labels.filter((label) => /^[a-z]/.test(label))).toEqual([])
})

test("a session whose customer saw the built-in step says why, in a line of its own", () => {
  const page = sessionPage("bare")
  const degraded = { ...page, facts: { ...page.facts, degraded: "unreachable" as const } }
  expect(said(circumstanceLines(degraded))).toContain(
    "Degraded: The built-in step was shown: Holdfast did not answer in time",
  )
  expect(otherLines(degraded.facts).map(({ label }) => label)).not.toContain("degraded")
})
