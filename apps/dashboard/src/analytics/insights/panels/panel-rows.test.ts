import type { Cohorts, OfferRow, Rate, Reasons, ResponseFlow } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { toCsv } from "../../../charts/to-csv.ts"
import { agesByPlans, cohortsSummary, startsByDays } from "./cohort-rows.ts"
import { flowCurrencies, flowRibbons } from "./flow-ribbons.ts"
import { heldSteps, heldWords, outsideWords } from "./held-panel.tsx"
import { offerBars, offerColumns, offersSummary } from "./offer-rows.ts"
import type { LinkTo } from "./panel-place.ts"
import { placeBars } from "./places-panel.tsx"
import { amongSummary, reasonBars, reasonHeat, reasonsSummary } from "./reason-rows.ts"

const rate = (count: number, of: number): Rate => ({
  ...{ count, of, rate: of === 0 ? null : count / of, low: null, high: null },
})

/** Says what it was asked for. */
const linkTo: LinkTo = (choices) =>
  choices.map(({ dimension, value, isExcluded }) => `${isExcluded ? "-" : ""}${dimension}=${value}`).join(" ")

const offer = (changed: Partial<OfferRow>): OfferRow => ({
  ...{ offerType: "DISCOUNT", guid: null, name: "", shown: 40, accepted: 10, declined: 25, ignored: 5 },
  ...{ acceptance: rate(10, 40), acceptanceBefore: rate(20, 40), kept: [], discountGiven: null },
  ...{ endedLater: null, versions: [], ...changed },
})
const offers = [
  offer({
    kept: [
      { currency: "usd", minor: 2900 },
      { currency: "eur", minor: 900 },
    ],
  }),
  offer({ offerType: "PAUSE", shown: 60, accepted: 30, acceptance: rate(30, 60), acceptanceBefore: null }),
  offer({
    guid: "g1",
    name: "Half off",
    versions: [{ blueprintId: "b7", name: "Version 7", shown: 20, accepted: 5 }],
  }),
]

test("an offer leads to those who took it, and each of its figures to its own sessions", () => {
  const [pause, discount] = offerBars(offers, "kinds", linkTo)
  expect([pause?.label, discount?.label, discount?.change]).toEqual(["Pause", "Discount", "▼ 25.0 pt"])
  expect(discount?.href).toBe("offers=accepted:DISCOUNT")
  expect(discount?.links).toEqual({
    shown: "offers=ignored:DISCOUNT offers=declined:DISCOUNT offers=accepted:DISCOUNT",
    ...{ declined: "offers=declined:DISCOUNT", ignored: "offers=ignored:DISCOUNT" },
  })
  expect(offerBars(offers, "offers", linkTo)).toMatchObject([
    { label: "Half off", href: "offers=accepted:g1" },
  ])
  expect(offerBars(offers, "versions", linkTo)).toMatchObject([
    { label: "Half off · Version 7", href: "blueprintId=b7 offers=accepted:g1", value: 0.25, isFew: true },
  ])
})

test("money is a line a currency, on the screen and in the file", () => {
  const rows = offerBars(offers, "kinds", linkTo)
  const columns = offerColumns(rows)
  const kept = columns.find(({ head }) => head === "Kept a month")
  expect(rows.map((row) => kept?.says(row))).toEqual([null, "$29.00 · €9.00"])
  expect(toCsv({ head: "Kind of offer", rows, columns })).toContain("usd 2900; eur 900")
  expect(columns.map(({ head }) => head)).not.toContain("Discount given")
})

test("the offer that is taken most is named, unless too few were shown any", () => {
  const most = "Pause is taken most: 50.0% of 60 who were shown it."
  expect(offersSummary(offers)).toBe(`${most} Pause keeps most customers: 30 took it.`)
  const inOne = offers.map((each) => ({
    ...each,
    kept: each.kept.filter(({ currency }) => currency === "usd"),
    endedLater: rate(2, 8),
  }))
  expect(offersSummary(inOne)).toBe(
    `${most} Pause keeps most customers: 30 took it; of those followed since, 2 of 8 (25.0%) ended later. Discount keeps most a month: $29.00.`,
  )
  expect(offersSummary([offer({ shown: 29, acceptance: rate(10, 29) })])).toMatch(/^Too few/)
})

const reasons: Reasons = {
  rows: [
    reason("a", "Too expensive", rate(30, 100), rate(40, 100)),
    reason("b", "Missing features", rate(50, 100), rate(20, 100)),
  ],
  unanswered: rate(0, 0),
  byPlan: [
    { value: "pro", sessions: 60, reasons: [{ reason: "a", share: rate(20, 60) }] },
    { value: null, sessions: 90, reasons: [{ reason: "b", share: rate(3, 9) }] },
  ],
  byAge: [],
}

function reason(guid: string, name: string, share: Rate, shareBefore: Rate): Reasons["rows"][number] {
  return {
    reason: guid,
    name,
    share,
    shareBefore,
    saveRate: share,
    value: [],
    trend: [],
    wordings: [],
    texts: 0,
  }
}

test("reasons come with the one given most first, and the one that grew most is named", () => {
  const bars = reasonBars(reasons, linkTo)
  expect(bars.map(({ label, href }) => [label, href])).toEqual([
    ["Missing features", "reason=b"],
    ["Too expensive", "reason=a"],
  ])
  expect(reasonsSummary(reasons, bars)).toBe(
    "“Missing features” is given most: by 50.0% of those who saw it. “Missing features” grew most, by 30.0 points.",
  )
})

const named = (value: string | null) => value ?? "no plan"

test("among whom a reason grew is said of groups that are large enough", () => {
  const bars = reasonBars(reasons, linkTo)
  const group = (value: string, share: Rate) => ({
    value,
    sessions: share.of,
    reasons: [{ reason: "b", share }],
  })
  const groups = [group("pro", rate(30, 60)), group("basic", rate(3, 30)), group("new", rate(29, 29))]
  expect(amongSummary(reasons, bars, groups, named)).toBe(
    "“Missing features” grew most, by 30.0 points. It is chosen most by pro (50.0%), and least by basic (10.0%).",
  )
  expect(amongSummary(reasons, bars, groups.slice(1), named)).toMatch(/Too few customers saw it/)
})

test("a reason by plan leads to those who chose it on that plan, and says nothing where nobody saw it", () => {
  const { rows, columns } = reasonHeat(reasons, reasons.byPlan, "planId", linkTo, named)
  const [unknown, pro] = columns
  expect([unknown?.head, pro?.head]).toEqual(["no plan", "pro"])
  expect(rows.map((row) => [pro?.says(row), pro?.hrefOf?.(row), pro?.isFew(row)])).toEqual([
    ["33.3%", "reason=a planId=pro", false],
    [null, null, true],
  ])
  expect(rows.map((row) => unknown?.isFew(row))).toEqual([true, true])
})

const cohorts: Cohorts = {
  plans: [
    { planId: "p1", name: "Pro" },
    { planId: "p2", name: "Pro" },
    { planId: null, name: "" },
    { planId: null, name: "3 others", others: 3 },
  ],
  ages: ["0", null],
  cells: [
    { ageYears: "0", planId: "p1", saveRate: rate(30, 60) },
    { ageYears: null, planId: "p2", saveRate: rate(30, 40) },
    { ageYears: "0", planId: null, saveRate: rate(1, 4) },
    { ageYears: "0", planId: null, others: 3, saveRate: rate(1, 2) },
  ],
  starts: [
    {
      ...{ month: "2026-08", sessions: 40, saveRate: rate(20, 40) },
      held: [{ days: 30, rate: 0.9, low: 0.8, high: 0.95, atRisk: 12, tooYoung: 3 }],
    },
  ],
}

test("a cell leads to its age and plan; plans of one name stay apart, and plans taken together lead nowhere", () => {
  const { rows, columns } = agesByPlans(cohorts, linkTo)
  expect(columns.map(({ head }) => head)).toEqual(["Pro", "Pro (2)", "No plan known", "3 others"])
  expect(columns.map((column) => rows.map((row) => column.says(row)))).toEqual([
    ["50.0%", null],
    [null, "75.0%"],
    ["25.0%", null],
    ["50.0%", null],
  ])
  const [first] = rows
  expect(columns.map(({ hrefOf }) => first && hrefOf?.(first))).toEqual([
    "ageYears=0 planId=p1",
    null,
    "ageYears=0 planId=null",
    null,
  ])
  expect(first && columns[0]?.adds?.(first)).toBe("60 sessions, 30 did not cancel")
  expect(cohortsSummary(cohorts)).toBe(
    "Kept most: Pro of an unknown age (75.0%). Kept least: Pro after 0 - 1 year(s) (50.0%).",
  )
})

test("who is held is of those who did not cancel, and grey under 30", () => {
  const { rows, columns } = startsByDays(cohorts, linkTo)
  const [row] = rows
  expect([row?.label, row?.href]).toEqual(["August 2026", "startMonth=2026-08"])
  expect(columns.map(({ head }) => head)).toEqual(["Save rate", "Held 30 days"])
  const held = columns[1]
  expect(row && [held?.says(row), held?.hrefOf?.(row), held?.isFew(row), held?.adds?.(row)]).toEqual([
    ...[
      "90.0%",
      "startMonth=2026-08 -outcome=canceled",
      true,
      "20 did not cancel: 12 followed so long, 3 too young",
    ],
  ])
})

const flow: ResponseFlow = {
  nodes: [
    { id: "1", column: "reason", key: "a", name: "Too expensive", sessions: 9 },
    { id: "2", column: "followup", key: null, name: "No answer", sessions: 9 },
    { id: "3", column: "outcome", key: "PAUSE", name: "Paused", sessions: 4 },
    { id: "4", column: "outcome", key: null, name: "Cancelled", sessions: 5 },
  ],
  links: [
    { from: "1", to: "2", sessions: 9, value: [{ currency: "usd", minor: 900 }] },
    {
      from: "2",
      to: "3",
      sessions: 4,
      value: [
        { currency: "usd", minor: 400 },
        { currency: "eur", minor: 5 },
      ],
    },
    { from: "2", to: "4", sessions: 5, value: [] },
  ],
}

test("a stream is as wide as its sessions or as one currency, and leads to both its ends", () => {
  const bySessions = flowRibbons(flow, "sessions", linkTo)
  expect(bySessions.rows.map(({ label, value, href }) => [label, value, href])).toEqual([
    ["Too expensive → No answer", 9, "reason=a followup=null"],
    ["No answer → Cancelled", 5, "followup=null outcome=canceled"],
    ["No answer → Paused", 4, "followup=null saveType=PAUSE"],
  ])
  expect(flowCurrencies(flow)).toEqual(["usd", "eur"])
  const inEuros = flowRibbons(flow, "value eur", linkTo)
  expect(inEuros.rows.map(({ value }) => value)).toEqual([5, 0, 0])
  expect(inEuros.rows[0]?.href).toBe("followup=null saveType=PAUSE currency=eur priced=true")
})

test("answers in their own words are found by what they are not", () => {
  const own = { id: "2", column: "followup", key: null, name: "In their own words", sessions: 9 } as const
  const nodes = flow.nodes.map((node) => (node.id === "2" ? { ...own, without: ["cheaper", null] } : node))
  const [first] = flowRibbons({ ...flow, nodes }, "sessions", linkTo).rows
  expect(first?.href).toBe("reason=a -followup=cheaper -followup=null")
})

test("the curve of the held has a step where one ended, and the days that the page names", () => {
  const curve = Array.from({ length: 91 }, (_, day) => ({
    ...{ day, rate: 0.9, low: 0.8, high: 0.95, atRisk: 100 - day, ended: day === 7 ? 1 : 0 },
  }))
  const held = {
    saves: 100,
    followed: 100,
    rates: [],
    curve,
    missing: null,
    boosted: null,
    leftOutside: null,
  }
  const steps = heldSteps(held, "/held")
  expect(steps.map(({ day, isFew }) => [day, isFew])).toEqual([
    [0, false],
    [7, false],
    [30, false],
    [60, false],
    [90, true],
  ])
  const marked = heldSteps(held, "/held", [{ day: 60, value: 0.8, says: "Goal 80%" }])
  expect(marked.map(({ goal }) => goal)).toEqual([null, null, null, 0.8, null])
  expect(heldWords({ days: 30, rate: null, low: null, high: null, atRisk: 0, tooYoung: 7 })).toBe(
    "0 followed for so long, 7 too young to tell",
  )
})

test("those who left outside the flow are told as they are counted: of all customers, saved before or not", () => {
  expect([outsideWords(1), outsideWords(1200)].map((words) => words.split(". "))).toEqual(
    ["1 subscription", "1,200 subscriptions"].map((subscriptions) => [
      `${subscriptions} of all customers ended outside the flow in this time, whatever is filtered`,
      "Such an end is no session",
      "Where it came after one of these saves, it is an end in this curve.",
    ]),
  )
})

test("a place leads to its sessions, its Cancel now to those who pressed it, and several together nowhere", () => {
  const blank = { cancelNow: rate(1, 4), clicks: null, seconds: null }
  const bars = placeBars(
    [
      { value: null, name: "No region", saveRate: rate(1, 2), ...blank },
      { value: null, others: 4, name: "4 others", saveRate: rate(2, 8), ...blank },
    ],
    "region",
    linkTo,
  )
  expect(bars.map(({ key, href, hrefCancelNow }) => [key, href, hrefCancelNow])).toEqual([
    ["others", null, null],
    ["none", "region=null", "region=null usedClickToCancel=true outcome=canceled"],
  ])
})
