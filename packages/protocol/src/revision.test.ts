import fc from "fast-check"
import { expect, test } from "vitest"
import { outcomeOf } from "./outcome.ts"
import { applyReport, type ReportedState, type SessionReport } from "./revision.ts"

const arrive = (reports: readonly SessionReport[]) =>
  reports.reduce<ReportedState | null>((state, report) => applyReport(state, report), null)

test("the highest revision wins, whenever it arrives", () => {
  const first = { revision: 1, facts: { surveyChoiceValue: "Too expensive" } }
  const second = { revision: 2, facts: { surveyChoiceValue: "Missing features" } }
  const expected = { revision: 2, facts: second.facts, acceptedRevision: null }
  expect(arrive([first, second])).toEqual(expected)
  expect(arrive([second, first])).toEqual(expected)
})

test("a report that says nothing new leaves the very same state", () => {
  const state = arrive([{ revision: 2, facts: { feedback: "hello" } }])
  expect(applyReport(state, { revision: 2, facts: { feedback: "hello" } })).toBe(state)
  expect(applyReport(state, { revision: 1, facts: {} })).toBe(state)
})

test("a cancellation is kept, also from an older report and against a newer one without it", () => {
  const cancels = { revision: 3, facts: { canceled: true } }
  const closes = { revision: 4, facts: { aborted: true, feedback: "bye" } }
  const expected = {
    revision: 4,
    facts: { feedback: "bye", canceled: true },
    acceptedRevision: null,
  }
  expect(arrive([cancels, closes])).toEqual(expected)
  expect(arrive([closes, cancels])).toEqual(expected)
})

test("an accepted offer is kept, the newest where there are two", () => {
  const accepts = (revision: number, guid: string) => ({
    revision,
    facts: { acceptedOffer: { offerType: "PAUSE" as const, guid } },
  })
  const closes = { revision: 9, facts: { aborted: true } }
  const expected = {
    revision: 9,
    facts: { acceptedOffer: { offerType: "PAUSE", guid: "b" } },
    acceptedRevision: 5,
  }
  expect(arrive([accepts(5, "b"), closes, accepts(4, "a")])).toEqual(expected)
})

/** Each report of a run says the whole session so far; a client's bug may make a later one forget the decision. */
const runs: fc.Arbitrary<SessionReport[]> = fc
  .array(
    fc.record({
      feedback: fc.option(fc.string({ maxLength: 3 }), { nil: null }),
      decides: fc.constantFrom("nothing", "nothing", "cancels", "accepts", "closes"),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) =>
    steps.map(({ feedback, decides }, i) => ({
      revision: i + 1,
      facts: {
        feedback,
        ...(decides === "cancels" && { canceled: true }),
        ...(decides === "accepts" && { acceptedOffer: { offerType: "PAUSE" as const, guid: `offer-${i}` } }),
        ...(decides === "closes" && { aborted: true }),
      },
    })),
  )

test("duplicated, lost and reordered reports amount to the same as those that arrived, once and in order", () => {
  const arrivals = runs.chain((reports) =>
    fc.array(fc.constantFrom(...reports), { minLength: 1, maxLength: 20 }),
  )
  fc.assert(
    fc.property(arrivals, (arrived) => {
      const once = [...new Map(arrived.map((report) => [report.revision, report])).values()]
      const inOrder = once.sort((a, b) => a.revision - b.revision)
      expect(arrive(arrived)).toEqual(arrive(inOrder))
    }),
    { numRuns: 2000 },
  )
})

test("once there is a decision, nothing that arrives takes it back", () => {
  const arrivals = runs.chain((reports) =>
    fc.array(fc.constantFrom(...reports), { minLength: 1, maxLength: 20 }),
  )
  const kindOf = ({ facts }: ReportedState) => {
    const offer = facts.acceptedOffer?.offerType ? { offerType: facts.acceptedOffer.offerType } : null
    return outcomeOf({
      canceled: facts.canceled === true,
      acceptedOffer: offer,
      ended: facts.aborted === true,
    }).kind
  }
  const weight = { open: 0, abandoned: 0, saved: 1, canceled: 2 }
  fc.assert(
    fc.property(arrivals, (arrived) => {
      let state: ReportedState | null = null
      let before = 0
      for (const report of arrived) {
        state = applyReport(state, report)
        const now = weight[kindOf(state)]
        expect(now).toBeGreaterThanOrEqual(before)
        before = now
      }
    }),
    { numRuns: 1000 },
  )
})
