import { askDatabase } from "./ask-database.ts"
import { expect, test } from "./signed-in.ts"
import {
  atFirst,
  dates,
  expectSessions,
  filters,
  loadMore,
  rows,
  searchBox,
  shownIds,
  since,
  today,
  viewIn,
} from "./visit-stream.ts"

test("the Activity Stream, on the Cancellation Analytics page: newest first, ten rows, Load More for ten more", async ({
  page,
}) => {
  await page.goto("/")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await expect(page.getByRole("heading", { level: 2, name: "Activity Stream" })).toBeVisible()
  const ids = await expectSessions(page, atFirst)
  await loadMore(page).click()
  await expect(rows(page)).toHaveCount(20)
  expect(await shownIds(page)).toEqual(ids.slice(0, 20))
})

test("Date range: the last 90 days at first; Last 7 days, Last 30 days, Last 90 days, Last 6 months and Last Year", async ({
  page,
}) => {
  await page.goto("/")
  await expect(dates(page)).toHaveAccessibleName(/^Date range: Last 90 days/)
  await expectSessions(page, atFirst)
  const quick = [
    ["Last 7 days", "7d", `${today} - 6`],
    ["Last 30 days", "30d", `${today} - 29`],
    ["Last 6 months", "6m", `(${today} - interval '6 months')::date + 1`],
    ["Last Year", "1y", `(${today} - interval '1 year')::date + 1`],
    ["Last 90 days", undefined, `${today} - 89`],
  ] as const
  for (const [name, range, firstDay] of quick) {
    await dates(page).click()
    await page.getByRole("button", { name, exact: true }).click()
    await expect(dates(page)).toHaveAccessibleName(new RegExp(`^Date range: ${name}`))
    await expectSessions(page, `mode = 'live' and ${since(firstDay)}`)
    expect(viewIn(page)).toEqual(range ? { range } : {})
  }
})

test("Date range: any own start and end, both days included", async ({ page }) => {
  // the month before today's, where the browser is
  const [{ year, month } = { year: 0, month: 0 }] = await askDatabase<{ year: number; month: number }>(
    `select extract(year from day)::int as year, extract(month from day)::int as month
    from (select ${today} - interval '1 month' as day) last_month`,
  )
  const day = (number: number) => new Date(Date.UTC(year, month - 1, number))
  const named = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
    day(1),
  )
  const [first, last] = [3, 17].map((number) => day(number).toISOString().slice(0, 10))

  await page.goto("/")
  await dates(page).click()
  await page.getByRole("button", { name: "Previous month" }).click()
  await page.getByRole("button", { name: `3 ${named}`, exact: true }).click()
  await page.getByRole("button", { name: `17 ${named}`, exact: true }).click()
  await expectSessions(page, `mode = 'live' and ${since("$1::date")} and not ${since("$2::date + 1")}`, [
    first,
    last,
  ])
  expect(viewIn(page)).toEqual({ from: first, to: last })
})

test("numbers never mix modes: live, test and sandbox are looked at one at a time", async ({ page }) => {
  await page.goto("/")
  for (const [name, mode, badge] of [
    ["Test", "test", "Test Mode"],
    ["Sandbox", "sandbox", "Sandbox"],
    ["Live", "live", null],
  ] as const) {
    await page.getByRole("button", { name: /^Mode/ }).click()
    await page.getByRole("menuitemradio", { name }).click()
    await expectSessions(page, atFirst.replace("'live'", `'${mode}'`))
    const shown = await rows(page).count()
    for (const word of ["Test Mode", "Sandbox"]) {
      await expect(rows(page).getByText(word, { exact: true })).toHaveCount(word === badge ? shown : 0)
    }
  }
})

test("without a mouse: / leads to the search, and from there Tab, arrows, Enter and Space to dates and filters", async ({
  page,
}) => {
  await page.goto("/")
  await expectSessions(page, atFirst)
  await page.keyboard.press("/")
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type("grace@")
  await page.keyboard.press("Enter")
  await expectSessions(page, "mode = 'live' and strpos(customer_email, 'grace@') > 0")
  await page.keyboard.press("Escape")
  await expectSessions(page, atFirst)

  await dates(page).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("button", { name: "Last 90 days", exact: true })).toBeFocused()
  await page.keyboard.press("Shift+Tab")
  await page.keyboard.press("Enter")
  const lastMonth = `mode = 'live' and ${since(`${today} - 29`)}`
  await expectSessions(page, lastMonth)
  await expect(dates(page)).toBeFocused()

  await page.keyboard.press("Tab")
  await expect(filters(page)).toBeFocused()
  await page.keyboard.press("Enter")
  const support = page.getByRole("checkbox", { name: "Support", exact: true })
  await expect(support).toBeVisible()
  await page.keyboard.press("ArrowDown")
  await expect(support).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Space")
  await expectSessions(page, `${lastMonth} and offer_type = 'DISCOUNT'`)
  await page.keyboard.press("Escape")
  await expect(filters(page)).toBeFocused()
  expect(viewIn(page)).toEqual({ range: "30d", offer: "discount" })

  await rows(page).first().focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Session of/)
})
