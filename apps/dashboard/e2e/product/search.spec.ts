import type { Page } from "@playwright/test"
import { expect, expectMatches, rowOf, test, visit } from "./visit.ts"

const box = (page: Page) => page.getByRole("searchbox", { name: /^Search sessions/ })
const within = (page: Page) => page.getByRole("switch", { name: "Search within the current filters" })
const dates = (page: Page) => page.getByRole("button", { name: /^Date range/ })
const filters = (page: Page) => page.getByRole("button", { name: /^Filters/ })
const restReason = "Dates and filters are off while you search. Clear the search to use them."

/** What the API is asked for, but for the size of the page. */
function asked(url: string) {
  return Object.fromEntries([...new URL(url).searchParams].filter(([key]) => key !== "size"))
}

test("a search runs on Enter and on the magnifying glass, not while typing", async ({ page }) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  const searches: string[] = []
  page.on("request", (request) => request.url().includes("search=") && searches.push(request.url()))
  await box(page).pressSequentially("ADA@exam")
  expect(searches).toEqual([])
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await box(page).press("Enter")
  await expectMatches(page, "2 sessions")
  await expect(page).toHaveURL("/?workspace=acmecloud&q=ADA@exam")
  await box(page).fill("mornings are")
  await page.getByRole("button", { name: "Search", exact: true }).click()
  await expectMatches(page, "1 session")
  await expect(rowOf(page, "customer8@example.com")).toBeVisible()
})

test("while a search is active dates and filters are disabled and say why; clearing brings them back", async ({
  page,
}) => {
  const address = "/?workspace=acmecloud&mode=test&range=30d&billing=weekly&not-response=Too+expensive"
  await visit(page, "full", address)
  await expectMatches(page, "1 session")
  const request = page.waitForRequest(/\/sessions\?.*search=/)
  await box(page).fill("customer12")
  await box(page).press("Enter")
  expect(asked((await request).url())).toEqual({ mode: "test", search: "customer12" })
  await expect(
    page.getByText("Searching all test sessions. Dates and filters are off while you search."),
  ).toBeVisible()
  for (const control of [dates(page), filters(page)]) {
    await expect(control).toHaveAttribute("aria-disabled", "true")
    await control.hover()
    await expect(page.getByRole("tooltip")).toHaveText(restReason)
    await control.click({ force: true })
    await expect(page.getByRole("dialog")).toHaveCount(0)
    await page.mouse.move(0, 0)
    await expect(page.getByRole("tooltip")).toHaveCount(0)
  }
  await expect(filters(page)).toHaveText("Filters · 2 chosen")
  const resting = page.getByRole("list", { name: "Filters, off while you search" })
  await expect(resting.getByRole("listitem")).toHaveText(["Billing: Weekly", "Not Response: Too expensive"])
  await expect(resting.getByRole("button")).toHaveCount(0)
  await page.getByRole("button", { name: "Clear search" }).click()
  await expect(page).toHaveURL(address)
  await expect(dates(page)).toHaveText(/Last 30 days/)
  await expect(page.getByRole("list", { name: "Filters", exact: true })).toContainText("Billing: Weekly")
  await expect(box(page)).toHaveValue("")
  await expect(box(page)).toBeFocused()
  await filters(page).click()
  await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible()
})

test("a search within the current filters keeps dates and filters and sends them along", async ({ page }) => {
  await visit(page, "full", "/?offer=none&q=ada")
  await expectMatches(page, "2 sessions")
  const request = page.waitForRequest(/\/sessions\?.*offerType/)
  await within(page).click()
  expect(asked((await request).url())).toEqual({
    mode: "live",
    from: "2026-08-25T22:00:00.000Z",
    to: "2026-11-23T23:00:00.000Z",
    search: "ada",
    offerType: "null",
  })
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=none&q=ada&within=filters")
  await filters(page).click()
  await page.getByRole("checkbox", { name: "Too expensive", exact: true }).check()
  await expectMatches(page, "1 session")
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=none&response=Too+expensive&q=ada&within=filters")
})

test("where to search can be said before searching", async ({ page }) => {
  await visit(page, "full", "/?offer=pause")
  await box(page).click()
  await expect(within(page)).toHaveCount(0)
  await box(page).fill("customer")
  await page.getByText("Search within the current filters").click()
  await expect(within(page)).toBeChecked()
  await expect(box(page)).toBeFocused()
  await box(page).press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause&q=customer&within=filters")
  await expectMatches(page, "1 session")
})

test("an address with a search and resting filters is understood by a colleague", async ({ page }) => {
  await visit(page, "full", "/?offer=pause&q=ada")
  await expect(box(page)).toHaveValue("ada")
  await expectMatches(page, "2 sessions")
  await page.getByRole("button", { name: "Clear search" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause")
  await expectMatches(page, "1 session")
})

test("a search is one step of the back button, and typing is none", async ({ page }) => {
  await visit(page, "full")
  await box(page).pressSequentially("ada")
  await box(page).press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud&q=ada")
  await box(page).press("Enter")
  await box(page).fill("grace")
  await box(page).press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud&q=grace")
  await page.goBack()
  await expect(box(page)).toHaveValue("ada")
  await expectMatches(page, "2 sessions")
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expect(box(page)).toHaveValue("")
  await expectMatches(page, "14 sessions")
})

test("a search without a match says what was searched, and leads back", async ({ page }) => {
  await visit(page, "full", "/?offer=pause&q=nobody+at+all")
  await expect(page.getByRole("heading", { name: "Nothing found for “nobody at all”" })).toBeVisible()
  await expect(page.getByText("Looked at all live sessions, whatever their date.")).toBeVisible()
  await expect(page.getByText("filters", { exact: true })).toHaveCount(0)
  await page.getByRole("button", { name: "Clear search" }).last().click()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause")
  await expectMatches(page, "1 session")
})

test("a search within filters that finds nothing can go on to all sessions", async ({ page }) => {
  await visit(page, "full", "/?offer=pause&q=ada&within=filters")
  await expect(page.getByText("Looked at live sessions, 26 Aug – 23 Nov, within your filters.")).toBeVisible()
  await page.getByRole("button", { name: "Search all sessions" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause&q=ada")
  await expectMatches(page, "2 sessions")
})

test("characters with a meaning elsewhere are searched for as they are", async ({ page }) => {
  await visit(page, "full")
  const text = "100%_\\'\"; drop table; <b>&q=x+y, ~"
  const request = page.waitForRequest(/\/sessions\?.*search=/)
  await box(page).fill(text)
  await box(page).press("Enter")
  expect(asked((await request).url())).toEqual({ mode: "live", search: text })
  await page.reload()
  await expect(box(page)).toHaveValue(text)
})

test("a search of more than 10,000 characters says so and does not run", async ({ page }) => {
  await visit(page, "full")
  await box(page).fill("x".repeat(10_001))
  await box(page).press("Enter")
  await expect(page.getByRole("alert")).toHaveText(
    "A search takes at most 10,000 characters. This text has 10,001.",
  )
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await box(page).fill("x".repeat(10_000))
  await expect(page.getByRole("alert")).toHaveCount(0)
  await box(page).press("Enter")
  await expect(page.getByRole("heading", { name: /^Nothing found for “x{120}…”$/ })).toBeVisible()
})

test("a search for nothing is no search", async ({ page }) => {
  await visit(page, "full", "/?q=ada")
  await expectMatches(page, "2 sessions")
  await box(page).fill("   ")
  await box(page).press("Enter")
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expect(box(page)).toHaveValue("")
})
