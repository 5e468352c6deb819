import { pricePhrase, valueLabel } from "@holdfast/protocol"
import type { Page } from "@playwright/test"
import { percent } from "../../src/analytics/insights/figure-words.ts"
import type { AcmeApp } from "./acme-app.ts"
import { countsBehind, ownZone } from "./count-behind.ts"
import { readCells } from "./panel-stops.ts"
import { expect, test } from "./visit.ts"
import { visitDemo } from "./visit-demo.ts"
import { loaded, panel } from "./visit-figures.ts"
import { button, open, value } from "./visit-filters.ts"

/** What a retention manager asks first of the demo, each answered by reading after a click or two. */
test.use({ hasFigures: true, timezoneId: ownZone })

/** As many as the demo of a new installation has: fewer tell nothing apart from chance. */
const sessionsOfDemo = 6_000

interface Span {
  from: Date
  to: Date
}

/** Follows which days the figures are asked of: the last answer's, and those that it is compared with. */
function followSpans(page: Page): () => { now: Span; before: Span } {
  let last: { span: Record<"from" | "to", string>; compared: Record<"from" | "to", string> } | null = null
  page.on("response", async (response) => {
    if (/\/insights\?/.test(response.url()) && response.ok()) last = await response.json()
  })
  const read = ({ from, to }: Record<"from" | "to", string>) => ({ from: new Date(from), to: new Date(to) })
  return () => {
    if (!last) throw new Error("No figures were asked for")
    return { now: read(last.span), before: read(last.compared) }
  }
}

/** The valid sessions of the days, straight from the table. */
const validOf = ({ database, place }: AcmeApp, { from, to }: Span) =>
  database.db
    .selectFrom("session")
    .select(["outcome", "offer_type", "billing_interval", "billing_interval_count", "plan_price", "currency"])
    .select(["survey_choice_id", "survey_choice_value", "plan_id"])
    .where("workspace_id", "=", place.northwind.id)
    .where("mode", "=", "live")
    .where("outcome", "<>", "open")
    .where("bounced_by", "is", null)
    .where("created_at", ">=", from)
    .where("created_at", "<", to)
    .execute()

type Told = Awaited<ReturnType<typeof validOf>>[number]

const caption = (page: Page, name: string) => panel(page, name).locator("figcaption").innerText()

test("which offer keeps most annual customers, and keeps them: a filter, and the sentence above the offers", async ({
  page,
  acme,
}) => {
  const spans = followSpans(page)
  await visitDemo(page, acme, "", sessionsOfDemo)
  await open(page)
  const asked = page.waitForResponse(/\/insights\?.*billingInterval=YEAR/)
  await value(page, "Annual").check()
  await asked
  await page.keyboard.press("Escape")
  await expect(button(page)).toHaveText("Filters · 1 chosen")
  const says =
    /(?<kind>[A-Z][\w ]+) keeps most customers: (?<took>\d+) took it; of those followed since, (?<ended>\d+ of \d+ \([\d.]+%\)) ended later\.$/
  await expect(panel(page, "Offers").locator("figcaption")).toHaveText(says)
  const told = says.exec(await caption(page, "Offers"))?.groups
  const annual = (await validOf(acme, spans().now)).filter((row) => row.billing_interval === "YEAR")
  const takers = Map.groupBy(
    annual.filter(({ outcome }) => outcome === "saved"),
    ({ offer_type }) => offer_type,
  )
  const [first] = [...takers].toSorted(([, a], [, b]) => b.length - a.length)
  expect([told?.kind, told?.took]).toEqual([
    valueLabel("offerType", first?.[0] ?? null),
    String(first?.[1].length),
  ])
  const bar = panel(page, "Offers")
    .getByRole("listitem")
    .filter({ hasText: told?.kind ?? "" })
  await expect(bar).toContainText(told?.ended ?? "-")
  expect(await countsBehind(page)((await bar.getByRole("link").getAttribute("href")) ?? "")).toBe(
    Number(told?.took),
  )
  // and how long those who stayed remained
  await expect(panel(page, "Held").locator("figcaption")).toContainText(
    /Still subscribed: \d+\.\d% after 30 days/,
  )
})

test("which reason grew most this quarter, and among whom: two sentences above the reasons", async ({
  page,
  acme,
}) => {
  const spans = followSpans(page)
  await visitDemo(page, acme, "", sessionsOfDemo)
  const says = /“(?<reason>[^“]+)” grew most, by (?<points>[\d.]+) points?\.$/
  await expect(panel(page, "Reasons").locator("figcaption")).toHaveText(says)
  const { reason = "", points } = says.exec(await caption(page, "Reasons"))?.groups ?? {}
  const { now, before } = spans()
  const choice = (rows: readonly Told[]) => {
    const own = rows.find(({ survey_choice_value }) => survey_choice_value === reason)?.survey_choice_id
    return rows.filter(({ survey_choice_id }) => own && survey_choice_id === own)
  }
  const all = await validOf(acme, now)
  const chosen = choice(all)
  const chosenBefore = choice(await validOf(acme, before))
  expect(chosen.length).toBeGreaterThan(1.5 * chosenBefore.length)
  const reasons = panel(page, "Reasons")
  await reasons.getByRole("button", { name: "Show as a table: Reasons" }).click()
  const row = reasons.getByRole("row", { name: new RegExp(`^${reason}`) })
  await expect(row).toContainText(`▲ ${points} pt`)
  const cells = await readCells(reasons.locator("figure"))
  const chose = cells.find((cell) => cell.row === reason && cell.column === "Chose it")
  expect(chose?.text).toBe(String(chosen.length))
  expect(await countsBehind(page)(chose?.href ?? "")).toBe(chosen.length)
  await reasons.getByRole("button", { name: "Show as a chart: Reasons" }).click()

  await reasons.getByRole("button", { name: /^Reasons: / }).click()
  await page.getByRole("menuitemradio", { name: "By plan" }).click()
  const among = new RegExp(
    `^“${reason}” grew most, by ${points} points?\\. It is chosen most by (?<most>.+) \\([\\d.]+%\\), and least by (?<least>.+) \\([\\d.]+%\\)\\.$`,
  )
  await expect(reasons.locator("figcaption")).toHaveText(among)
  const told = among.exec(await caption(page, "Reasons"))?.groups
  const plansAt = (price: string | undefined) =>
    new Set(all.filter((row) => priceOf(row) === price).map(({ plan_id }) => plan_id?.split("_")[1]))
  expect([...plansAt(told?.most)]).toEqual(["pro"])
  expect([...plansAt(told?.least)]).not.toContain("pro")
})

/** As a plan is called. */
const priceOf = ({ plan_price, currency, billing_interval, billing_interval_count }: Told) =>
  pricePhrase(
    plan_price === null || currency === null ? null : { amountMinor: Number(plan_price), currency },
    billing_interval === null
      ? null
      : { interval: billing_interval as "MONTH", count: billing_interval_count ?? 1 },
  )

test("did the last version help, or did other people come: a click, and the sentence that splits the change", async ({
  page,
  acme,
}) => {
  const spans = followSpans(page)
  await visitDemo(page, acme, "", sessionsOfDemo)
  await panel(page, "Save rate over time").getByRole("link", { name: "Since the last version" }).click()
  await expect(page).toHaveURL(/from=2026-10-14/)
  await loaded(page)
  const says =
    /^The save rate rose by (?<points>[\d.]+) points, from (?<was>[\d.]+%) to (?<is>[\d.]+%): how they decided by \+(?<how>[\d.]+) pt, who came changed it by −(?<who>[\d.]+) pt \(more customers came with .*Weekly.*\)\.$/
  await expect(panel(page, "Why it changed").locator("figcaption")).toHaveText(says)
  const told = says.exec(await caption(page, "Why it changed"))?.groups
  const { now, before } = spans()
  const rateOf = async (span: Span) => {
    const rows = await validOf(acme, span)
    return rows.filter(({ outcome }) => outcome !== "canceled").length / rows.length
  }
  expect([told?.was, told?.is]).toEqual([percent(await rateOf(before)), percent(await rateOf(now))])
  // it helped by more than the save rate shows
  expect(Number(told?.how)).toBeGreaterThan(Number(told?.points))
  expect(Math.abs(Number(told?.how) - Number(told?.who) - Number(told?.points))).toBeLessThan(0.15)
  await expect(panel(page, "Why it changed")).not.toContainText("It may be chance")
})
