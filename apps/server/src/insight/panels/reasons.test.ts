import { expect, test } from "vitest"
import { answerKey } from "../../session/answer-key.ts"
import type { TableRow } from "../../session/count/tables/table.ts"
import type { PublishedChoice, PublishedFlow } from "../published-flows.ts"
import { reasonWords } from "../reason-words.ts"
import { reasonsOf } from "./reasons.ts"
import { responseFlowOf } from "./response-flow.ts"

const row = (values: (string | null)[], count: number, amount = 0n): TableRow => ({ values, count, amount })
const choice = (guid: string, text: string, ...options: string[]): PublishedChoice => ({
  guid,
  text,
  options,
})
const version = (number: number, ...choices: PublishedChoice[]): PublishedFlow => ({
  id: `v${number}`,
  name: `Primary Flow, version ${number}`,
  publishedAt: new Date(Date.UTC(2026, 0, number)),
  ...{ choices, offers: [] },
})

const flows = [
  version(1, choice("price", "Too expensive", "A little", "Much"), choice("bugs", "Bugs")),
  version(2, choice("price", "The price"), choice("gone", "Deleted since")),
  version(3, choice("price", "Too expensive", "A little")),
]
const none = { chosen: [], said: [] }
const nothing = { ends: [], byTime: [], byPlan: [], byAge: [], texts: [] }

test("a share is of those to whom the reason was displayed, version by version", () => {
  const byTime = [
    row(["true", "v1", "price", "2026-01"], 10),
    row(["true", "v1", "bugs", "2026-01"], 5),
    row(["true", "v1", null, "2026-01"], 5),
    row(["true", "v2", "price", "2026-02"], 4),
    row(["true", "v2", null, "2026-02"], 6),
    // never came to the survey
    row(["false", "v1", null, "2026-01"], 100),
    // its version has no such choice, but it was chosen all the same
    row(["true", "v3", "bugs", "2026-02"], 1),
  ]
  const ends = [
    row(["price", "canceled", "usd MONTH 1"], 10, 2_900_000n),
    row(["price", "saved", null], 4),
    row(["bugs", "abandoned", "eur YEAR 1"], 6, 1_200_000n),
    row([null, "saved", null], 111),
  ]
  const texts = [
    row(["price", "true", null], 2),
    row(["price", "false", answerKey("A little")], 3),
    row(["price", "false", answerKey("a little, and bugs")], 4),
    row(["price", "true", answerKey("Much")], 1),
    row([null, "true", null], 9),
  ]
  const reasons = reasonsOf(
    { ...nothing, byTime, ends, texts },
    { ...nothing, byTime: [row(["true", "v1", "bugs", "2025-12"], 3)] },
    { flows, elsewhere: none, labels: ["2026-01", "2026-02", "2026-03"] },
  )
  expect(reasons.rows.map(({ reason, name, share }) => [reason, name, share.count, share.of])).toEqual([
    ["price", "Too expensive", 14, 31],
    ["bugs", "Bugs", 6, 21],
    ["gone", "Deleted since", 0, 10],
  ])
  expect(reasons.unanswered).toMatchObject({ count: 11, of: 31 })
  const [price, bugs] = reasons.rows
  expect(price).toMatchObject({
    shareBefore: { count: 0, of: 3 },
    saveRate: { count: 4, of: 14 },
    value: [{ currency: "usd", kept: 0, lost: 29_000 }],
    texts: 7,
  })
  expect(price?.trend.map(({ label, share }) => [label, share.count, share.of, share.rate])).toEqual([
    ["2026-01", 10, 20, 0.5],
    ["2026-02", 4, 11, 4 / 11],
    ["2026-03", 0, 0, null],
  ])
  expect(
    price?.wordings.map(({ text, versions }) => [text, versions.map((each) => each.blueprintId)]),
  ).toEqual([
    ["Too expensive", ["v3", "v1"]],
    ["The price", ["v2"]],
  ])
  expect(bugs).toMatchObject({ value: [{ currency: "eur", kept: 1000, lost: 0 }], texts: 0 })
})

test("of a version that nobody published here, the sessions of the workspace say what it displays", () => {
  const chosen = [
    row(["price", "theirs"], 1),
    row(["No guid <b>", null], 2),
    // what sessions say of a version that is published does not count
    row(["bugs", "v2"], 1),
  ]
  const said = [
    row(["price", "Zu teuer", "2026-01-01"], 9),
    row(["theirs-1", "Old text", "2026-01-01"], 9),
    row(["theirs-1", "New text", "2026-01-02"], 1),
  ]
  const byTime = [
    row(["true", "theirs", "theirs-1", "2026"], 3),
    row(["true", null, null, "2026"], 5),
    row(["true", "v2", null, "2026"], 7),
  ]
  const reasons = reasonsOf({ ...nothing, byTime }, null, {
    flows,
    elsewhere: { chosen: [...chosen, row(["theirs-1", "theirs"], 3)], said },
    labels: [],
  })
  expect(reasons.rows.map(({ reason, name, share }) => [reason, name, share.count, share.of])).toEqual([
    ["theirs-1", "New text", 3, 3],
    ["price", "Too expensive", 0, 10],
    ["gone", "Deleted since", 0, 7],
    ["No guid <b>", "No guid <b>", 0, 5],
  ])
  expect(reasons.rows[0]?.wordings).toEqual([
    { text: "New text", versions: [] },
    { text: "Old text", versions: [] },
  ])
})

test("plans are the ten with the most sessions, ages go up, and each has its own shares", () => {
  const byPlan = Array.from({ length: 12 }, (_, n) => row(["true", "v1", "price", `plan-${n}`], n + 1))
  const byAge = ["10", "2", null].map((age) => row(["true", "v1", "bugs", age], 1))
  const reasons = reasonsOf(
    { ...nothing, byPlan, byAge, byTime: byAge.map(({ values }) => row([...values.slice(0, 3), "2026"], 1)) },
    null,
    { flows, elsewhere: none, labels: [] },
  )
  expect(reasons.byPlan.map(({ value }) => value)).toEqual(
    Array.from({ length: 10 }, (_, n) => `plan-${11 - n}`),
  )
  expect(reasons.byPlan[0]).toMatchObject({
    sessions: 12,
    reasons: [
      { reason: "bugs", share: { count: 0, of: 12 } },
      { reason: "price", share: { count: 12, of: 12, rate: 1 } },
    ],
  })
  expect(reasons.byAge.map(({ value }) => value)).toEqual(["2", "10", null])
})

test("without a session there is no reason, and nothing is a number that it is not", () => {
  expect(reasonsOf(nothing, null, { flows: [], elsewhere: none, labels: ["2026-01"] })).toEqual({
    ...{ rows: [], byPlan: [], byAge: [] },
    unanswered: { count: 0, of: 0, rate: null, low: null, high: null },
  })
})

test("answers that can be picked keep their text, all others are in their own words, and each is a filter", () => {
  const rows = [
    row(["price", answerKey("Much"), "canceled", "usd MONTH 1"], 2, 580_000n),
    row(["price", answerKey("Much"), "saved", null], 1),
    row(["price", answerKey("followup"), "canceled", "usd MONTH 1"], 3, 870_000n),
    row(["bugs", answerKey("null"), "canceled", null], 1),
    row(["bugs", null, "abandoned", null], 4),
    row([null, null, "saved", null], 5),
  ]
  const { nodes, links } = responseFlowOf(rows, flows, reasonWords(flows, none))
  expect(nodes.map(({ id, key, name, sessions }) => [id, key, name, sessions])).toEqual([
    ["reason:price", "price", "Too expensive", 6],
    ["reason", null, "No reason", 5],
    ["reason:bugs", "bugs", "Bugs", 5],
    ["followup", null, "No follow-up", 9],
    ["followup own words", null, "In their own words", 4],
    ["followup:Much", "Much", "Much", 3],
    ["outcome:canceled", "canceled", "Cancelled", 6],
    ["outcome:saved", "saved", "Saved", 6],
    ["outcome:abandoned", "abandoned", "Abandoned", 4],
  ])
  expect(nodes.find(({ id }) => id === "followup own words")?.without).toEqual(["Much", null])
  expect(links.find(({ from, to }) => from === "reason:price" && to === "followup own words")).toEqual({
    ...{ from: "reason:price", to: "followup own words", sessions: 3 },
    value: [{ currency: "usd", minor: 8700 }],
  })
  for (const column of ["reason", "followup"])
    expect(
      links.filter(({ from }) => from.startsWith(column)).reduce((sum, { sessions }) => sum + sessions, 0),
    ).toBe(16)
})
