import { expect, rowOf, test, visit } from "./visit.ts"

const sessionAt = (number: number) => `/sessions/01990000-0000-7000-8000-${String(number).padStart(12, "0")}`

test("the way back from a session leads to the view one came from, through other pages and reloads", async ({
  page,
}) => {
  const view = "/?workspace=acmecloud&range=1y&not-offer=discount&q=ada&within=filters"
  await visit(page, "told", view)
  await rowOf(page, "cheaper plan").getByRole("link", { name: "Cancelled" }).click()
  await expect(page).toHaveURL(`${sessionAt(2)}?workspace=acmecloud`)
  await page.getByRole("link", { name: "Annual teams" }).click()
  await expect(page).toHaveURL("/versions/bp_2?workspace=acmecloud")
  await page.reload()
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page).toHaveURL(view)
  await expect(rowOf(page, "cheaper plan")).toBeVisible()
})

test("the way back from a link to a test session leads to the stream of test sessions", async ({ page }) => {
  await visit(page, "told", "/?range=1y")
  await expect(page.getByRole("article").first()).toBeVisible()
  await page.goto(sessionAt(6))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of an unknown customer")
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=test")
})

test("the way back from a link to a customer leads to the stream of the mode on the page", async ({
  page,
}) => {
  await visit(page, "full", "/customers/cus_ada?mode=sandbox")
  await page.getByRole("link", { name: "Activity Stream" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=sandbox")
})

test("back from a session shows the same rows at the same place, however many were loaded", async ({
  page,
}) => {
  await visit(page, "many", "/?range=1y")
  const more = page.getByRole("button", { name: "Load More" })
  for (const count of [10, 20, 30]) {
    await expect(page.getByRole("article")).toHaveCount(count)
    await more.click()
  }
  await expect(page.getByRole("article")).toHaveCount(34)
  const row = page.getByRole("article").nth(32)
  await row.scrollIntoViewIfNeeded()
  const name = (await row.getAttribute("aria-label")) ?? ""
  const place = await page.evaluate(() => scrollY)
  expect(place).toBeGreaterThan(1000)
  await row.locator("a:has([data-outcome])").click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Session of customer")
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.goBack()
  await expect(page.getByRole("article")).toHaveCount(34)
  await expect(page.getByRole("article", { name })).toBeInViewport()
  expect(await page.evaluate(() => scrollY)).toBe(place)
})
