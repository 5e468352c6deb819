import { parameterOf } from "@holdfast/protocol"
import { linkedDimensions } from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import { expect, test } from "vitest"
import { readAddress, writeAddress } from "../../address.ts"
import type { FilterDimension } from "../../api/choice.ts"
import { streamParams } from "../../api/stream.ts"
import { daysPhrase, quickRanges, rangeLabel } from "../../time/date-range.ts"
import { addressGroups, facetGroup, isValueOf, namedValues } from "../toolbar/facet-groups.ts"
import { valueName } from "../toolbar/value-words.ts"
import { arrange } from "./choices.ts"
import { filterScopeOf, scopeOf } from "./scope-of.ts"
import { readView, searchOf, type View, type ViewSearch } from "./view.ts"

const plain: View = {
  mode: "live",
  range: { kind: "quick", id: "90d" },
  search: null,
  choices: [],
  comparison: "previous",
}

test("the plain address is the plain view: the last 90 days of all live sessions", () => {
  expect(readView({})).toEqual({ view: plain, notices: [] })
  expect(searchOf(plain, undefined)).toEqual({})
})

test("a whole view reads well in the address", () => {
  const view: View = {
    mode: "test",
    range: { kind: "own", first: "2026-01-01", last: "2026-03-31" },
    search: { text: "ada@example.com", isWithin: true },
    choices: [
      { dimension: "offerType", value: "PAUSE", isExcluded: false },
      { dimension: "offerType", value: "PLAN_CHANGE", isExcluded: false },
      { dimension: "offerType", value: null, isExcluded: true },
      { dimension: "ageYears", value: "1", isExcluded: false },
      { dimension: "segmentId", value: null, isExcluded: false },
      { dimension: "response", value: "Too expensive", isExcluded: true },
      { dimension: "response", value: "No, thanks", isExcluded: true },
    ],
    comparison: "weekdays",
  }
  const address =
    "?workspace=app_1&mode=test&from=2026-01-01&to=2026-03-31&offer=pause,switch-plan&not-offer=none&age=1" +
    "&segment=primary&not-response=Too+expensive,No~,+thanks&compare=weekdays&q=ada@example.com&within=filters"
  expect(writeAddress(searchOf(view, "app_1"))).toBe(address)
  expect(readView(readAddress(address))).toEqual({ view, notices: [] })
})

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom("~", ",", "&", "=", "+", "%", "#", "?", " ", "e"), maxLength: 8 }),
  fc.constantFrom("none", "primary", "~none", "empty", "~empty", "", ",", "~", "null", "__proto__"),
)
const anyChoice = fc.constantFrom(...addressGroups).chain((group) =>
  fc.record({
    dimension: fc.constant(group.dimension),
    value: fc
      .oneof(
        fc.constantFrom(null, "accepted:o", ...(namedValues(group) ?? []).map(({ value }) => value)),
        group.named ? fc.constant("YEAR") : anyText,
        fc.nat(999).map(String),
      )
      .filter((value) => isValueOf(group, value)),
    isExcluded: fc.boolean(),
  }),
)
const anyView: fc.Arbitrary<View> = fc.record({
  mode: fc.constantFrom("live", "test", "sandbox"),
  range: fc.constantFrom<View["range"]>(
    ...quickRanges.map(({ id }) => ({ kind: "quick" as const, id })),
    { kind: "own", first: "2024-02-29", last: "2026-11-23" },
    { kind: "own", first: "2000-01-01", last: "2000-01-01" },
    { kind: "exact", from: "2026-08-31T22:00:00.000Z", to: "2026-09-07T22:00:00.000Z" },
  ),
  search: fc.option(fc.record({ text: anyText.filter((text) => text !== ""), isWithin: fc.boolean() })),
  comparison: fc.constantFrom(null, "previous", "weekdays", "year"),
  choices: fc
    .uniqueArray(anyChoice, { maxLength: 20, selector: ({ dimension, value }) => `${dimension} ${value}` })
    .map(arrange),
})

test("any view survives its address", () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const address = writeAddress(searchOf(view, "app_1"))
      expect(readView(readAddress(address))).toEqual({ view, notices: [] })
    }),
    { numRuns: 1000 },
  )
})

const anyDay = fc
  .tuple(fc.oneof(fc.nat(9999), fc.constantFrom(2000, 2026, 2999, 9999)), fc.nat(13), fc.nat(32))
  .map(([year, ...rest]) => [String(year).padStart(4, "0"), ...rest.map(twoDigits)].join("-"))
const anyDays = fc.option(fc.record({ from: anyDay, to: anyDay }), { nil: {} })
const twoDigits = (number: number) => String(number).padStart(2, "0")

/** What the page makes of a view before it asks the server. */
function expectDrawn(view: View): void {
  const today = "2026-11-23"
  for (const scope of [scopeOf(view, "app_1", today), filterScopeOf(view, "app_1", today)]) {
    const params = streamParams(scope)
    for (const name of ["from", "to"]) expect(params.get(name) ?? "2026-11-23T00:00:00.000Z").toMatch(instant)
  }
  const words = [rangeLabel(view.range, today), daysPhrase(view.range, today)]
  for (const { dimension, value } of view.choices) words.push(valueName(facetGroup(dimension), value, null))
  expect(words.filter((each) => each === "" || /Invalid|undefined/.test(each))).toEqual([])
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

test("any address can be read, and what it asks for be drawn", () => {
  const anyKey = fc.constantFrom(
    "mode",
    "range",
    "from",
    "to",
    "q",
    "within",
    "offer",
    "not-plan",
    "age",
    "x",
  )
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(anyKey, anyText), anyText), anyDays, (search, days) => {
      const { view } = readView({ ...search, ...days })
      expect(readView(searchOf(view, undefined))).toEqual({ view, notices: [] })
      expectDrawn(view)
    }),
    { numRuns: 1000 },
  )
})

test("a mode that does not exist falls back to live and says so", () => {
  const notices = ["The address asks for a mode that does not exist, so you see live sessions."]
  expect(readView({ mode: "LIVE" })).toEqual({ view: plain, notices })
})

test("dates that cannot be read fall back to the last 90 days and say so", () => {
  const wrong: ViewSearch[] = [
    { range: "8d" },
    { range: "" },
    { from: "2026-01-01" },
    { to: "2026-01-01" },
    { from: "2026-02-30", to: "2026-03-01" },
    { from: "2026-03-02", to: "2026-03-01" },
    { from: "0001-01-01", to: "2026-03-01" },
    { from: "2000-01-01", to: "9999-12-31" },
    { range: "7d", from: "2026-01-01", to: "2026-03-01" },
  ]
  const notices = ["The address asks for dates that cannot be read, so you see the last 90 days."]
  expect(wrong.map(readView)).toEqual(wrong.map(() => ({ view: plain, notices })))
})

test("a search that cannot be read is left out and says so", () => {
  expect(
    [{ q: "" }, { q: "x".repeat(10_001) }, { within: "filters" }].map((search) => readView(search)),
  ).toEqual([
    { view: plain, notices: ["The address has an empty search, so nothing is searched for."] },
    {
      view: plain,
      notices: ["The address searches for more than 10,000 characters, so nothing is searched for."],
    },
    { view: plain, notices: ["The address says where to search, but not what for."] },
  ])
  expect(readView({ q: "ada", within: "here" })).toEqual({
    view: { ...plain, search: { text: "ada", isWithin: false } },
    notices: ["The address says where to search in a way that cannot be read, so all time is searched."],
  })
})

test("filters that cannot be read are left out one by one, and one sentence a group says so", () => {
  const { view, notices } = readView({
    offer: "pause,banana",
    age: "1,-1,01,x",
    "not-status": "none",
    plan: "",
    response: "a~b,Too expensive",
    "not-response": "Too expensive",
  })
  expect(view.choices).toEqual([
    { dimension: "offerType", value: "PAUSE", isExcluded: false },
    { dimension: "ageYears", value: "1", isExcluded: false },
    { dimension: "response", value: "Too expensive", isExcluded: false },
  ])
  expect(notices).toEqual(
    ["Offer Accepted", "Subscription Age (Years)", "Plan ID", "Response", "Subscription Status"].map(
      (title) =>
        `The address asks for something under ${title} that cannot be read, so that part is left out.`,
    ),
  )
})

test("the first hundred filters of an address are in force", () => {
  const { view, notices } = readView({
    response: Array.from({ length: 101 }, (_, index) => `r${index}`).join(),
  })
  expect(view.choices).toHaveLength(100)
  expect(notices).toEqual(["The address asks for 101 filters; the first 100 of them are in force."])
})

test("parts of an address that mean nothing are named", () => {
  expect(readView({ offr: "pause", utm: "x" }).notices).toEqual([
    "The address contains “offr”, “utm”, which means nothing here.",
  ])
  expect(readView({ a: "", ["b".repeat(99)]: "", "\u0000c": "", d: "", e: "" }).notices).toEqual([
    `The address contains “a”, “${"b".repeat(40)}…”, “c” and 2 more, which means nothing here.`,
  ])
})

test("every filter of a link is asked for by the name that the server takes", () => {
  const range = { kind: "quick", id: "90d" } as const
  const asked = (dimension: FilterDimension) => {
    const choices = [{ dimension, value: "x", isExcluded: true }]
    const view: View = { mode: "live", range, search: null, comparison: null, choices }
    return [...streamParams(scopeOf(view, "app_1", "2026-11-23")).keys()].at(-1)
  }
  expect(asked("currency")).toBe("-sessionCurrency")
  expect(linkedDimensions.map(asked)).toEqual(linkedDimensions.map((each) => `-${parameterOf(each)}`))
  expect([asked("outcome"), asked("offers")]).toEqual(["-outcome", "-offers"])
})
