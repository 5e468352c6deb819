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
import { chips, expectSessions } from "./visit-stream.ts"

interface Group {
  title: string
  /** How a chip calls it. */
  short: string
  /** SQL for what the screen calls the value of a session. */
  named: string
  /** Two values that occur. */
  values: [string, string]
  /** The first entries, where the order is ours. */
  order?: string[]
}

/** SQL that gives each value its name on the screen; null where a session has none that is offered. */
const names = (column: string, named: Record<string, string>, none: string | null = null) =>
  `case ${column} ${Object.entries(named)
    .map(([value, name]) => `when '${value}' then '${name}'`)
    .join(" ")} else ${none === null ? "null" : `'${none}'`} end`

const offers = {
  CONTACT: "Support",
  DISCOUNT: "Discount",
  PAUSE: "Pause",
  TRIAL_EXTENSION: "Trial Extension",
  PLAN_CHANGE: "Switch Plan",
  REDIRECT: "Redirect URL",
  REBATE: "Rebate",
  CUSTOM: "Custom",
}
const intervals = { DAY: "Daily", WEEK: "Weekly", MONTH: "Monthly", YEAR: "Annual" }

const groups: Group[] = [
  {
    title: "Offer Accepted",
    short: "Offer",
    named: names("offer_type", offers, "No offer"),
    values: ["Pause", "Switch Plan"],
    order: Object.values(offers),
  },
  {
    title: "Billing Interval",
    short: "Billing",
    named: names("billing_interval", intervals),
    values: ["Weekly", "Annual"],
    order: Object.values(intervals),
  },
  {
    title: "Subscription Age (Years)",
    short: "Age",
    named: `(age_months / 12) || ' - ' || (age_months / 12 + 1) || ' year(s)'`,
    values: ["1 - 2 year(s)", "2 - 3 year(s)"],
    order: ["0 - 1 year(s)", "1 - 2 year(s)", "2 - 3 year(s)"],
  },
  {
    title: "Segment",
    short: "Segment",
    named: "coalesce((select name from segment where segment.id = segment_id), 'Primary Flow')",
    values: ["Annual teams", "Primary Flow"],
    order: ["Primary Flow"],
  },
  {
    title: "Response",
    short: "Response",
    named: "survey_choice_value",
    values: ["Too expensive", "Missing features"],
  },
  {
    title: "Subscription Status",
    short: "Status",
    named: "case when on_trial then 'On Trial' else 'Active Subscription' end",
    values: ["On Trial", "Active Subscription"],
    order: ["On Trial", "Active Subscription"],
  },
]

for (const { title, short, named, values, order = [] } of groups) {
  test(`Filters, ${title}: the values that occur, each with its count; choices widen, and a value can be excluded`, async ({
    page,
  }) => {
    const [one, other] = values
    await page.goto("/?range=1y")
    await openFilters(page)
    const group = filterGroup(page, title)
    const shown = await offered(group)
    expect(Object.fromEntries(shown)).toEqual(await countsOf(named))
    expect(shown.slice(0, order.length).map(([value]) => value)).toEqual(order)

    await included(group, one).check()
    await expectSessions(page, `${year} and ${named} = $1`, [one])
    await included(group, other).check()
    await expectSessions(page, `${year} and ${named} in ($1, $2)`, [one, other])
    await included(group, other).uncheck()
    await exclude(group, one)
    await expectSessions(page, `${year} and ${named} is distinct from $1`, [one])
    await closeFilters(page)
    await expect(chips(page).getByRole("listitem")).toHaveText([`Not ${short}: ${one}`, "Clear all"])
  })
}

test("Filters, Plan ID: the provider's price id, with the readable plan description beside it", async ({
  page,
}) => {
  await page.goto("/?range=1y")
  await openFilters(page)
  const group = filterGroup(page, "Plan ID")
  const shown = await offered(group)
  const byId = shown.map(([value, count]) => [value.split(" ")[0], count])
  expect(Object.fromEntries(byId)).toEqual(await countsOf("plan_id"))

  await included(group, "price_pro_annual_usd $290.00 / year").check()
  await expectSessions(page, `${year} and plan_id = 'price_pro_annual_usd'`)
  await included(group, "price_pro_quarterly_eur €75.00 every 3 months").check()
  await expectSessions(page, `${year} and plan_id in ('price_pro_annual_usd', 'price_pro_quarterly_eur')`)
  await included(group, "price_pro_quarterly_eur €75.00 every 3 months").uncheck()
  await exclude(group, "price_pro_annual_usd")
  await expectSessions(page, `${year} and plan_id is distinct from 'price_pro_annual_usd'`)
  await closeFilters(page)
  await expect(chips(page).getByRole("listitem").first()).toContainText("Not Plan: ")
})

test("Filters, Session Outcome: Abandoned; the group is absent where no session was abandoned", async ({
  page,
}) => {
  await page.goto("/?range=1y")
  await openFilters(page)
  const group = filterGroup(page, "Session Outcome")
  const { abandoned } = await countsOf("outcome")
  expect(await offered(group)).toEqual([["Abandoned", abandoned]])
  await included(group, "Abandoned").check()
  await expectSessions(page, `${year} and outcome = 'abandoned'`)
  await exclude(group, "Abandoned")
  await expectSessions(page, `${year} and outcome <> 'abandoned'`)

  await page.goto("/?range=1y&offer=pause,discount")
  await openFilters(page)
  await expect(filterGroup(page, "Response")).toBeVisible()
  await expect(group).toHaveCount(0)
})
