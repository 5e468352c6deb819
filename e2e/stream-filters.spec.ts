import { expect, test } from "./signed-in.ts"
import {
  closeFilters,
  countsOf,
  exclude,
  filterGroup,
  included,
  offered,
  openFilters,
  year,
} from "./visit-filters.ts"
import { atFirst, chips, expectSessions, filters, viewIn } from "./visit-stream.ts"

test("Filters: All Sessions at first; choices within a group widen, groups narrow, and counts follow", async ({
  page,
}) => {
  await page.goto("/")
  await expect(filters(page)).toHaveText("Filters: All Sessions")
  await openFilters(page)
  for (const [title, value] of [
    ["Offer Accepted", "Discount"],
    ["Offer Accepted", "Pause"],
    ["Billing Interval", "Monthly"],
    ["Segment", "Primary Flow"],
  ] as const) {
    await included(filterGroup(page, title), value).check()
  }
  await exclude(filterGroup(page, "Response"), "Missing features")
  const where = `${atFirst} and offer_type in ('DISCOUNT', 'PAUSE') and billing_interval = 'MONTH'
    and segment_id is null and survey_choice_value is distinct from 'Missing features'`
  await expectSessions(page, where)
  await expect(filters(page)).toHaveText("Filters · 5 chosen")
  await closeFilters(page)
  await openFilters(page)
  const plans = (await offered(filterGroup(page, "Plan ID"))).map(([, count]) => count)
  const byPlan = await countsOf("plan_id", where)
  expect(plans.toSorted()).toEqual(Object.values(byPlan).toSorted())
})

test("chips say what is chosen, each to be removed; Clear all leads back to all sessions", async ({
  page,
}) => {
  await page.goto("/?range=1y&offer=pause&billing=monthly,weekly&not-response=Missing+features")
  const list = chips(page).getByRole("listitem")
  await expect(list).toHaveText([
    "Offer: Pause",
    "Billing: Monthly",
    "Billing: Weekly",
    "Not Response: Missing features",
    "Clear all",
  ])
  await page.getByRole("button", { name: "Remove Offer: Pause" }).click()
  await page.getByRole("button", { name: "Remove Billing: Weekly" }).click()
  await expect(list).toHaveText(["Billing: Monthly", "Not Response: Missing features", "Clear all"])
  await expectSessions(
    page,
    `${year} and billing_interval = 'MONTH' and survey_choice_value is distinct from 'Missing features'`,
  )
  await page.getByRole("button", { name: "Clear all" }).click()
  await expectSessions(page, year)
  await expect(list).toHaveCount(0)
  await expect(filters(page)).toHaveText("Filters: All Sessions")
})

test("the view lives in the address, short and readable, and survives reload and the back button", async ({
  page,
}) => {
  await page.goto("/?range=1y")
  await openFilters(page)
  await included(filterGroup(page, "Offer Accepted"), "Pause").check()
  const paused = await expectSessions(page, `${year} and offer_type = 'PAUSE'`)
  await exclude(filterGroup(page, "Billing Interval"), "Annual")
  const both = await expectSessions(
    page,
    `${year} and offer_type = 'PAUSE' and billing_interval is distinct from 'YEAR'`,
  )
  expect(both.length).toBeLessThan(paused.length)
  await closeFilters(page)
  expect(viewIn(page)).toEqual({ range: "1y", offer: "pause", "not-billing": "annual" })
  await page.reload()
  await expectSessions(page, "id = any($1::uuid[])", [both])
  await page.goBack()
  await expectSessions(page, "id = any($1::uuid[])", [paused])
  expect(viewIn(page)).toEqual({ range: "1y", offer: "pause" })
  await page.goBack()
  await expectSessions(page, year)
  await page.goForward()
  await expectSessions(page, "id = any($1::uuid[])", [paused])
})
