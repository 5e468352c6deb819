import type { Dimension } from "@holdfast/protocol"
import { type Comparison, comparisons, type Rate } from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newSession } from "../../billing/events/testing/new-session.ts"
import { newId } from "../../db/new-id.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { filtersOver } from "../../session/testing/random-filters.ts"
import { buildBlocks, changeWorld, makeWorld, worldNow } from "../../session/testing/random-world.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { comparedSpan } from "../calendar.ts"
import { readPanels } from "../read-insights.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const day = 24 * 3600 * 1000
const isKept = ({ outcome }: Stored) => outcome !== "canceled"
const valueBy = (by: Dimension) => (session: Stored) => naiveDimensions[by](session)
const shareOf = (some: readonly Stored[], all: readonly Stored[]) =>
  all.length === 0 ? 0 : some.length / all.length
/** The rates of an answer as what they are made of. */
const made = ({ count, of }: Rate) => `${count}/${of}`
const saved = (sessions: readonly Stored[]) => `${sessions.filter(isKept).length}/${sessions.length}`

test("why it changed, cohorts and places say what a naive look at every session says", {
  timeout: 600_000,
}, async () => {
  const world = await makeWorld(database, [newId(worldNow), newId(worldNow)], 11)
  const valid = (filter: SessionFilter) =>
    naiveMatches(world.sessions, filter).filter(
      ({ outcome, bounced_by }) => outcome !== "open" && bounced_by == null,
    )
  const check = async (filter: SessionFilter, comparison: Comparison) => {
    const question = { filter, comparison, timeZone: "Australia/Lord_Howe" }
    const { change, cohorts, held, places } = await readPanels(database.db, question, [
      "change",
      "cohorts",
      "held",
      "places",
    ])
    const now = valid(filter)
    const { from, to } = filter
    if (!from || !to) throw new Error("The span has ends")
    const span = await comparedSpan(database.db, { from, to }, comparison, question.timeZone)
    const before = valid({ ...filter, ...span })
    checkChange(change, now, before)
    checkCohorts(cohorts, now, to)
    expect(held.saves).toBe(now.filter(isKept).length)
    for (const [by, rows] of [
      ["language", places.languages],
      ["region", places.regions],
      ["cancelRule", places.rules],
    ] as const) {
      const groups = Map.groupBy(now, valueBy(by))
      expect(new Set(rows.map(({ value }) => value))).toEqual(new Set(groups.keys()))
      for (const { value, saveRate, cancelNow, clicks, seconds } of rows) {
        const own = groups.get(value) ?? []
        const canceled = own.filter((session) => !isKept(session))
        expect(made(saveRate)).toBe(saved(own))
        const pressed = canceled.filter(({ used_click_to_cancel }) => used_click_to_cancel)
        expect(made(cancelNow)).toBe(`${pressed.length}/${canceled.length}`)
        expect(clicks).toEqual(naiveEffort(canceled, "clicks"))
        expect(seconds).toEqual(naiveEffort(canceled, "secondsToCancel"))
      }
    }
  }
  const run = () =>
    fc.assert(
      fc.asyncProperty(
        filtersOver(world.workspaceIds, world.sessions),
        fc.record({ length: fc.integer({ min: 1, max: 200 }), end: fc.integer({ min: 0, max: 200 }) }),
        fc.constantFrom(...comparisons),
        ({ upTo: _, ...filter }, { length, end }, comparison) => {
          const to = new Date(worldNow.getTime() - end * day)
          return check({ ...filter, from: new Date(to.getTime() - length * day), to }, comparison)
        },
      ),
      { numRuns: 40, endOnFailure: true },
    )
  // at least once all of a workspace, which fewer filters leave
  const [workspaceId = ""] = world.workspaceIds
  const half = { from: new Date(worldNow.getTime() - 200 * day), to: worldNow }
  await check({ workspaceId, mode: "live", ...half }, "previous")
  // so few that flows occur in one span only
  for (const days of [5, 10, 15, 20]) {
    const few = { from: new Date(worldNow.getTime() - days * day), to: worldNow }
    await check({ workspaceId, mode: "live", ...few }, "previous")
  }
  await run()
  await buildBlocks(database, world)
  await changeWorld(database, world, 12)
  await check({ workspaceId, mode: "live", ...half }, "previous")
  await run()
})

test("values beyond the largest are one row, which says how many they are, and names are those of the stream", async () => {
  const workspaceId = newId(worldNow)
  const rows = Array.from({ length: 60 }, (_, i) => [10, 70].map((days) => many(workspaceId, i, days))).flat(
    2,
  )
  await pastTheLog(database, (trx) => trx.insertInto("session").values(rows).execute())
  const filter = {
    ...{ workspaceId, mode: "live" as const },
    ...{ from: new Date(worldNow.getTime() - 60 * day), to: worldNow },
  }
  const { change, cohorts, places } = await readPanels(
    database.db,
    { filter, comparison: "previous", timeZone: "UTC" },
    ["change", "cohorts", "places"],
  )
  // every second plan is kept, now and before, but of the first, which was not and is the largest
  expect(change).toMatchObject({ by: "planId", mix: 0, behaviour: expect.closeTo(8 / 67, 12) })
  expect(change?.groups).toHaveLength(12)
  expect(change?.groups[0]).toMatchObject({ value: "plan 0", name: "$29.00 / month", now: { count: 8 } })
  expect(change?.groups[11]).toMatchObject({
    ...{ value: null, others: 49, name: "49 others" },
    ...{ now: { of: 49 }, before: { of: 49 } },
  })
  expect(cohorts.plans).toHaveLength(13)
  expect(cohorts.plans[12]).toEqual({ planId: null, name: "48 others", others: 48 })
  expect(cohorts.cells.at(-1)).toMatchObject({
    ageYears: null,
    planId: null,
    others: 48,
    saveRate: { of: 48 },
  })
  expect(places.languages).toHaveLength(50)
  expect(places.languages[0]).toMatchObject({ value: "fr", name: "French", saveRate: { of: 8 } })
  expect(places.languages[49]).toMatchObject({ value: null, others: 11, saveRate: { of: 11 } })
  expect(places.regions).toMatchObject([{ value: "US-CA", name: "California", saveRate: { of: 67 } }])
  expect(places.rules).toMatchObject([{ value: "single-click", name: "Single-click" }])
})

/** Sessions of one plan and language: eight of the first, one of each other. */
const many = (workspaceId: string, plan: number, days: number): Stored[] =>
  Array.from({ length: plan === 0 ? 8 : 1 }, (_, i) => {
    const isKept = plan === 0 ? days < 60 : plan % 2 === 0
    const detail = {
      displayLang: plan === 0 ? "fr" : `x-${plan}`,
      region: { matchedRegionCode: "US-CA", rule: "single-click" },
    }
    return newSession(
      {
        ...{ workspaceId, customerId: `cus_${plan}_${i}_${days}`, subscriptionId: null },
        createdAt: new Date(worldNow.getTime() - days * day - i),
      },
      {
        ...{ outcome: isKept ? "abandoned" : "canceled", save_type: isKept ? "ABANDON" : null },
        ...{ plan_id: `plan ${plan}`, plan_price: 2900, currency: "usd", billing_interval: "MONTH" },
        ...{ billing_interval_count: 1, age_months: null, subscription_start: null, segment_id: null },
        ...{ on_trial: false, blueprint_id: null, detail: JSON.stringify(detail) },
      },
    )
  })

type Answered = Awaited<ReturnType<typeof readPanels<"change" | "cohorts" | "places">>>

function checkChange(change: Answered["change"], now: readonly Stored[], before: readonly Stored[]): void {
  if (!change) throw new Error("There is a comparison")
  expect([made(change.now), made(change.before)]).toEqual([saved(now), saved(before)])
  if (now.length === 0 || before.length === 0) {
    expect(change).toMatchObject({ difference: null, by: null, groups: [], explained: [] })
    return
  }
  const difference = shareOf(now.filter(isKept), now) - shareOf(before.filter(isKept), before)
  expect(change.difference?.value).toBeCloseTo(difference, 12)
  expect(change.explained).toHaveLength(9)
  for (const { by, mix, behaviour } of change.explained) {
    expect(mix + behaviour).toBeCloseTo(difference, 12)
    expect(mix).toBeCloseTo(naiveMix(by as Dimension, now, before), 12)
  }
  expect(change.explained[0]).toEqual({ by: change.by, mix: change.mix, behaviour: change.behaviour })
  const inGroup = (sessions: readonly Stored[], value: string | null) =>
    sessions.filter((session) => valueBy(change.by as Dimension)(session) === value)
  for (const group of change.groups) {
    expect(made(group.now)).toBe(saved(inGroup(now, group.value)))
    expect(made(group.before)).toBe(saved(inGroup(before, group.value)))
  }
  expect(change.groups.reduce((sum, { mix }) => sum + mix, 0)).toBeCloseTo(change.mix, 12)
}

/** As Kitagawa wrote it, without an average. */
function naiveMix(by: Dimension, now: readonly Stored[], before: readonly Stored[]): number {
  const isMade = by === "segmentId" || by === "blueprintId"
  const all = { now: shareOf(now.filter(isKept), now), before: shareOf(before.filter(isKept), before) }
  let mix = 0
  for (const value of new Set([...now, ...before].map(valueBy(by)))) {
    const [here, there] = [now, before].map((some) => some.filter((each) => valueBy(by)(each) === value))
    if (!here || !there) continue
    const rate = (own: readonly Stored[], other: readonly Stored[], average: number) => {
      if (own.length > 0) return shareOf(own.filter(isKept), own)
      return isMade ? average : shareOf(other.filter(isKept), other)
    }
    const rates = rate(here, there, all.now) + rate(there, here, all.before)
    mix += ((shareOf(here, now) - shareOf(there, before)) * rates) / 2
  }
  return mix
}

function checkCohorts({ plans, ages, cells, starts }: Answered["cohorts"], now: readonly Stored[], to: Date) {
  expect(new Set(plans.map(({ planId }) => planId))).toEqual(new Set(now.map(valueBy("planId"))))
  expect(new Set(ages)).toEqual(new Set(now.map(valueBy("ageYears"))))
  expect(
    cells
      .map(({ planId, ageYears, saveRate }) => `${JSON.stringify([planId, ageYears])} ${made(saveRate)}`)
      .sort(),
  ).toEqual(
    Array.from(
      Map.groupBy(now, (session) =>
        JSON.stringify([valueBy("planId")(session), valueBy("ageYears")(session)]),
      ),
      ([cell, own]) => `${cell} ${saved(own)}`,
    ).sort(),
  )
  const last = new Date(to.getTime() - 1).toISOString().slice(0, 7)
  const first = `${Number(last.slice(0, 4)) - 2}${last.slice(4)}`
  const months = Map.groupBy(now, valueBy("startMonth"))
  for (const month of months.keys())
    if (month !== null && (month <= first || month > last)) months.delete(month)
  expect(starts.map(({ month, saveRate }) => `${month} ${made(saveRate)}`)).toEqual(
    Array.from(months, ([month, own]) => `${month} ${saved(own)}`).sort(),
  )
}

function naiveEffort(canceled: readonly Stored[], name: "clicks" | "secondsToCancel") {
  const said = canceled
    .map(({ detail }) => (typeof detail === "string" ? JSON.parse(detail) : detail)?.[name])
    .filter((value): value is number => typeof value === "number")
    .sort((a, b) => a - b)
  if (said.length === 0) return null
  const at = (part: number) => said[Math.ceil(part * said.length) - 1]
  return { median: at(0.5), p90: at(0.9), of: said.length }
}
