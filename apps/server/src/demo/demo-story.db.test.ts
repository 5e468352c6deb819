import { randomUUID } from "node:crypto"
import type { Insights } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type InsightQuestion, readInsights } from "../insight/read-insights.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { dayMs } from "./rhythm.ts"
import { seedDemo } from "./seed-demo.ts"
import { answeredDaysAgo, campaign } from "./story.ts"

/** What the page answers to the three questions of `docs/insights.md`, whatever the day of the first start. */
const starts = ["2026-11-23T10:00:00Z", "2027-02-28T00:03:00Z", "2027-07-15T16:20:00Z"].map(
  (time) => new Date(time),
)
const workspaceId = randomUUID()
let database: TestDatabase

describe.each(starts)("the figures of a demo that was made at %s", (now) => {
  const ask = (days: number, is: InsightQuestion["filter"]["is"] = {}): Promise<Insights> =>
    readInsights(database.db, {
      filter: { workspaceId, mode: "live", from: new Date(+now - days * dayMs), to: now, is },
      comparison: "previous",
      timeZone: "UTC",
    })
  const kindOf = ({ offers }: Insights, kind: string) => {
    const row = offers.find(({ guid, offerType }) => guid === null && offerType === kind)
    if (!row) throw new Error(`No ${kind}`)
    return row
  }
  let quarter: Insights

  beforeAll(async () => {
    database = await testDatabase()
    await seedDemo(database, workspaceId, { now })
    quarter = await ask(90)
  })
  afterAll(() => database.close())

  test("nearly all who stayed are followed, for 90 days, and they paid", () => {
    const { held } = quarter
    expect(held.followed / held.saves).toBeGreaterThan(0.93)
    expect(held.curve.at(-1)?.day).toBeGreaterThan(85)
    expect(held.boosted?.length).toBeGreaterThan(3)
    expect(kindOf(quarter, "DISCOUNT").discountGiven?.length).toBeGreaterThan(1)
  })

  test("of annual customers a change of plan keeps more a month than a discount, and they stay; of the others many leave later", async () => {
    const annual = await ask(365, { billingInterval: ["YEAR"] })
    const keptIn = (kind: string) =>
      kindOf(annual, kind).kept.find(({ currency }) => currency === "usd")?.minor ?? 0
    expect(keptIn("PLAN_CHANGE")).toBeGreaterThan(keptIn("DISCOUNT"))
    const endedOf = (kind: string) => kindOf(annual, kind).endedLater?.rate ?? 1
    expect(endedOf("PLAN_CHANGE")).toBeLessThan(0.15)
    expect(endedOf("DISCOUNT")).toBeGreaterThan(endedOf("PLAN_CHANGE") + 0.1)
  })

  test("the alternative grew most in the quarter, and most among customers of Pro", () => {
    const { rows, byPlan } = quarter.reasons
    const grown = rows
      .map(({ reason, share, shareBefore }) => ({
        reason,
        by: (share.rate ?? 0) - (shareBefore?.rate ?? 0),
      }))
      .toSorted((a, b) => b.by - a.by)
    expect(grown[0]?.reason).toBe("choice-switching")
    expect(grown[0]?.by).toBeGreaterThan(Math.max(0.08, 2 * (grown[1]?.by ?? 0)))
    const among = byPlan
      .map(({ value, reasons }) => ({
        value,
        share: reasons.find(({ reason }) => reason === "choice-switching")?.share,
      }))
      .filter(({ share }) => (share?.of ?? 0) >= 30)
      .toSorted((a, b) => (b.share?.rate ?? 0) - (a.share?.rate ?? 0))
    expect(among[0]?.value).toMatch(/^price_pro_/)
    expect(among.at(-1)?.value).not.toMatch(/^price_pro_/)
  })

  test("the last version and the campaign stand beside the figures of the usual days", () => {
    expect(quarter.overTime.marks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "published: Version 4 of Primary Flow was published",
      `note: ${campaign.text} (Marketing calendar)`,
    ])
  })

  test("the last version helped, and by more than the save rate shows, since others came", async () => {
    const { change } = await ask(answeredDaysAgo)
    if (!change?.difference) throw new Error("There is nothing to compare")
    const { difference, mix, behaviour, by, groups } = change
    expect(difference.low).toBeGreaterThan(0)
    expect(mix).toBeLessThan(-0.01)
    expect(behaviour).toBeGreaterThan(difference.value)
    expect(by).toMatch(/^(billingInterval|planId)$/)
    expect(groups.map(({ value }) => value)).toContain(by === "planId" ? "price_weekly_usd" : "WEEK")
  })
})
