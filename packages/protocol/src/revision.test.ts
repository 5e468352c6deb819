import fc from "fast-check"
import { expect, test } from "vitest"
import { outcomeOf } from "./outcome.ts"
import { applyReport, type ReportedState, type SessionReport } from "./revision.ts"
import type { SessionFacts } from "./schema/session-facts.ts"
import { naiveDecision } from "./testing/decision-oracle.ts"

const arrive = (reports: readonly SessionReport[]) =>
  reports.reduce<ReportedState | null>((state, report) => applyReport(state, report), null)

test("the highest revision wins, whenever it arrives", () => {
  const first = { revision: 1, facts: { surveyChoiceValue: "Too expensive" } }
  const second = { revision: 2, facts: { surveyChoiceValue: "Missing features" } }
  const expected = { revision: 2, facts: second.facts, acceptedRevision: null, decisionRevision: null }
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
    decisionRevision: 3,
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
    decisionRevision: 5,
  }
  expect(arrive([accepts(5, "b"), closes, accepts(4, "a")])).toEqual(expected)
})

const pause = (guid: string) => ({ offerType: "PAUSE" as const, guid })
const report = (revision: number, facts: SessionFacts): SessionReport => ({ revision, facts })
const asks = (revision: number) => report(revision, { canceled: true, decisionState: "asked" })
const isRefused = (revision: number) => report(revision, { canceled: false, decisionState: "refused" })
/** Every order in which the reports may come. */
const orders = (reports: SessionReport[]): SessionReport[][] =>
  reports.length < 2
    ? [reports]
    : reports.flatMap((first, i) => orders(reports.toSpliced(i, 1)).map((rest) => [first, ...rest]))
const decisionsOf = (...reports: SessionReport[]) => {
  const all = orders(reports).map((arrived) => {
    const { canceled, acceptedOffer, decisionState } = arrive(arrived)?.facts ?? {}
    return [canceled === true, acceptedOffer?.guid ?? null, decisionState ?? null]
  })
  for (const each of all) expect(each).toEqual(all[0])
  return all[0]
}

test("what is asked counts as decided while nobody answers, and also when a later report forgets it", () => {
  expect(decisionsOf(report(1, {}), asks(2))).toEqual([true, null, "asked"])
  expect(decisionsOf(asks(2), report(3, { aborted: true }))).toEqual([true, null, "asked"])
  const taken = report(2, { acceptedOffer: pause("a"), decisionState: "asked" })
  expect(decisionsOf(taken, report(3, {}))).toEqual([false, "a", "asked"])
})

test("an answer completes what was asked, and a refusal takes it back, however late it was asked by then", () => {
  expect(decisionsOf(asks(2), report(3, { canceled: true }))).toEqual([true, null, null])
  expect(decisionsOf(asks(2), isRefused(3))).toEqual([false, null, "refused"])
  expect(decisionsOf(asks(2), isRefused(3), asks(4))).toEqual([true, null, "asked"])
  const taken = report(2, { acceptedOffer: pause("a"), decisionState: "asked" })
  expect(decisionsOf(taken, isRefused(3), asks(4))).toEqual([true, null, "asked"])
  // the refusal itself is lost: to ask for something else is to have been refused
  expect(decisionsOf(taken, asks(4), isRefused(5))).toEqual([false, null, "refused"])
})

test("a refusal takes back what was asked, never what stands", () => {
  expect(decisionsOf(report(2, { canceled: true }), isRefused(3))).toEqual([true, null, null])
  const accepted = report(2, { acceptedOffer: pause("a") })
  const cancels = report(3, { canceled: true, acceptedOffer: pause("a"), decisionState: "asked" })
  expect(decisionsOf(accepted, cancels)).toEqual([true, "a", "asked"])
  expect(decisionsOf(accepted, asks(3), isRefused(4))).toEqual([false, "a", "refused"])
})

test("who closed the flow after a refusal has walked away, also where the refusal comes last", () => {
  const closes = report(4, { aborted: true })
  for (const arrived of orders([asks(2), isRefused(3), closes])) {
    expect(arrive(arrived)?.facts.aborted).toBe(true)
  }
})

test("that something is asked says nothing where nothing is", () => {
  expect(arrive([report(1, { decisionState: "asked" })])).toEqual({
    revision: 1,
    facts: {},
    acceptedRevision: null,
    decisionRevision: null,
  })
})

/** What a report may say of a decision. A client's bug may make a later one forget it. */
const sayings = {
  nothing: () => ({}),
  closes: () => ({ aborted: true }),
  cancels: () => ({ canceled: true }),
  accepts: (guid) => ({ acceptedOffer: pause(guid) }),
  asksToCancel: () => ({ canceled: true, decisionState: "asked" }),
  asksForOffer: (guid) => ({ acceptedOffer: pause(guid), decisionState: "asked" }),
  asksForBoth: (guid) => ({ canceled: true, acceptedOffer: pause(guid), decisionState: "asked" }),
  refused: () => ({ canceled: false, decisionState: "refused" }),
  acceptedAndRefused: (guid) => ({ acceptedOffer: pause(guid), decisionState: "refused" }),
} satisfies Record<string, (guid: string) => SessionFacts>
const saying = fc.constantFrom(...(Object.keys(sayings) as (keyof typeof sayings)[]))

const runs: fc.Arbitrary<SessionReport[]> = fc
  .array(
    fc.record({
      feedback: fc.option(fc.string({ maxLength: 3 }), { nil: null }),
      says: fc.oneof(fc.constant("nothing" as const), saying),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((steps) =>
    steps.map(({ feedback, says }, i) => report(i + 1, { feedback, ...sayings[says](`offer-${i}`) })),
  )
const arrivals = runs.chain((reports) =>
  fc.array(fc.constantFrom(...reports), { minLength: 1, maxLength: 20 }),
)
/** A report that leaves `canceled` out says the same as one that says false. */
const settled = (state: ReportedState | null) =>
  state && { ...state, facts: { ...state.facts, canceled: state.facts.canceled === true } }

test("duplicated, lost and reordered reports amount to the same as those that arrived, once and in order", () => {
  fc.assert(
    fc.property(arrivals, (arrived) => {
      const once = [...new Map(arrived.map((report) => [report.revision, report])).values()]
      const inOrder = once.sort((a, b) => a.revision - b.revision)
      expect(settled(arrive(arrived))).toEqual(settled(arrive(inOrder)))
    }),
    { numRuns: 4000 },
  )
})

test("in any order, what is decided is what the rule says, word by word", () => {
  fc.assert(
    fc.property(arrivals, (arrived) => {
      const { canceled, acceptedOffer, decisionState } = arrive(arrived)?.facts ?? {}
      expect({
        canceled: canceled === true,
        offer: acceptedOffer?.guid ?? null,
        isAsked: decisionState === "asked",
      }).toEqual(naiveDecision(arrived))
    }),
    { numRuns: 4000 },
  )
})

test("once there is a decision, nothing that arrives takes it back, but a refusal one that was only asked", () => {
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
      for (const report of arrived) {
        const before: ReportedState | null = state
        state = applyReport(before, report)
        if (!before || weight[kindOf(state)] >= weight[kindOf(before)]) continue
        expect(before.facts.decisionState).toBe("asked")
        // refused, or answered by something else that came of it
        expect(state.decisionRevision).toBeGreaterThan(before.decisionRevision ?? 0)
      }
    }),
    { numRuns: 1000 },
  )
})
