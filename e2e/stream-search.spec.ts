import { askDatabase } from "./ask-database.ts"
import { expect, test } from "./signed-in.ts"
import {
  chips,
  dates,
  expectSessions,
  filters,
  rows,
  search,
  searchBox,
  since,
  today,
  viewIn,
} from "./visit-stream.ts"

/** SQL: some text of the session has `$1` in it, whatever the case. */
const hasText = `strpos(lower(concat_ws(e'\\n', customer_email, customer_id, survey_choice_value,
  followup_question, followup_response, feedback)), lower($1)) > 0`

for (const { what, column, part } of [
  { what: "customer email", column: "customer_email", part: "RACE@EXAMPLE.c" },
  { what: "customer id", column: "customer_id", part: "US_A" },
  { what: "survey choice", column: "survey_choice_value", part: "oo EXPENS" },
  { what: "answer to the follow-up", column: "followup_response", part: "project IS on h" },
  { what: "feedback", column: "feedback", part: "without SINGLE SIGN" },
]) {
  test(`Search finds any part of the ${what}, whatever its case`, async ({ page }) => {
    await page.goto("/?range=7d")
    await search(page, part)
    const ids = await expectSessions(page, `mode = 'live' and ${hasText}`, [part])
    const [there] = await askDatabase<{ count: number }>(
      `select count(*)::int from session where id = any($1) and strpos(lower(${column}), lower($2)) > 0`,
      [ids, part],
    )
    expect(there?.count).toBeGreaterThan(0)
  })
}

test("Search runs on Enter or the magnifying glass, and not before", async ({ page }) => {
  await page.goto("/")
  const asked: string[] = []
  page.on("request", (request) => request.url().includes("search=") && asked.push(request.url()))
  await searchBox(page).pressSequentially("grace@example.com")
  expect(asked).toEqual([])
  await page.getByRole("button", { name: "Search", exact: true }).click()
  await expectSessions(page, "mode = 'live' and customer_email = 'grace@example.com'")
  await searchBox(page).fill("emil@example.com")
  expect(asked.filter((url) => url.includes("emil"))).toEqual([])
  await searchBox(page).press("Enter")
  await expectSessions(page, "mode = 'live' and customer_email = 'emil@example.com'")
})

test("while a search is active dates and filters are disabled and it spans all time; clearing it brings them back as they were", async ({
  page,
}) => {
  const view = { range: "7d", billing: "monthly", "not-response": "Missing features" }
  const narrow = `mode = 'live' and ${since(`${today} - 6`)} and billing_interval = 'MONTH'
    and survey_choice_value is distinct from 'Missing features'`
  await page.goto(`/?${new URLSearchParams(view)}`)
  await expectSessions(page, narrow)

  await search(page, "features")
  const ids = await expectSessions(page, `mode = 'live' and ${hasText}`, ["features"])
  const [oldest] = await askDatabase<{ isOlder: boolean }>(
    `select created_at < now() - interval '1 year' as "isOlder" from session where id = $1`,
    [ids.at(-1)],
  )
  expect(oldest).toEqual({ isOlder: true })
  for (const control of [dates(page), filters(page)]) {
    await expect(control).toBeDisabled()
    await control.hover()
    await expect(page.getByRole("tooltip")).toContainText("Dates and filters are off while you search.")
    await control.click({ force: true })
    await expect(page.getByRole("dialog")).toHaveCount(0)
    await page.mouse.move(0, 0)
  }

  await page.getByRole("button", { name: "Clear search" }).click()
  await expectSessions(page, narrow)
  expect(viewIn(page)).toEqual(view)
  await expect(dates(page)).toHaveAccessibleName(/^Date range: Last 7 days/)
  await expect(chips(page)).toContainText("Billing: Monthly")
  await expect(chips(page)).toContainText("Not Response: Missing features")
  await expect(dates(page)).toBeEnabled()
})

test("a switch searches within the current filters instead", async ({ page }) => {
  await page.goto("/?range=6m&offer=pause")
  await search(page, "project is on hold")
  await expectSessions(page, `mode = 'live' and ${hasText}`, ["project is on hold"])
  await page.getByRole("switch", { name: "Search within the current filters" }).click()
  await expectSessions(
    page,
    `mode = 'live' and ${hasText} and offer_type = 'PAUSE'
      and ${since(`(${today} - interval '6 months')::date + 1`)}`,
    ["project is on hold"],
  )
  await expect(dates(page)).toBeEnabled()
  await expect(filters(page)).toBeEnabled()
})

test("a search is for the characters as they are, and one without a match says where it looked", async ({
  page,
}) => {
  await page.goto("/")
  // as patterns the first two would match every address at example.com
  for (const text of ["@%x", "@_x", "\\", "' or true --"]) {
    await search(page, text)
    await expect(page.getByRole("heading", { name: `Nothing found for “${text}”` })).toBeVisible()
    await expect(page.getByText("Looked at all live sessions, whatever their date.")).toBeVisible()
    await expect(rows(page)).toHaveCount(0)
  }
})
