import { hostileTexts } from "./hostile-rows.ts"
import { expect, expectMatches, test, visit } from "./visit.ts"

test("hostile text is shown as text and runs nowhere", async ({ page }) => {
  await visit(page, "hostile")
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(page.getByRole("article")).toHaveCount(hostileTexts.length)
  expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
  const links = await page
    .getByRole("article")
    .getByRole("link")
    .evaluateAll((all) =>
      all.map((link) => (link instanceof HTMLAnchorElement ? link.origin + link.pathname : "")),
    )
  const ours = /^http:\/\/127\.0\.0\.1:4879\/(sessions|versions|customers)\/[^/]+$/
  expect(links.filter((link) => !ours.test(link))).toEqual([])
})

test("a row with 10,000 letters keeps to its place until the reader asks for all of them", async ({
  page,
}) => {
  await visit(page, "hostile")
  const row = page.locator("article").first()
  const more = row.locator("button[aria-expanded]").last()
  await expect(more).toHaveText("Show more of the feedback")
  await expect(more).toHaveAttribute("aria-expanded", "false")
  const short = (await row.boundingBox())?.height ?? 0
  expect(short).toBeLessThan(520)
  await more.click()
  await expect(more).toHaveText("Show less of the feedback")
  expect((await row.boundingBox())?.height ?? 0).toBeGreaterThan(short * 3)
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBe(view)
})

test("a tooltip of 10,000 letters stays on the screen", async ({ page }) => {
  await visit(page, "hostile")
  await page
    .locator("article")
    .first()
    .locator("button")
    .filter({ hasText: /^W{100}/ })
    .hover()
  const box = await page.getByRole("tooltip").boundingBox()
  expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 1440 && box.y + box.height <= 900).toBe(true)
})

/** As the filter has them: each has one session, and those are in the order of their characters. */
const offered = hostileTexts.toSorted((a, b) => (a < b ? -1 : 1))

test("hostile values are offered, chosen and shown as chips within their places", async ({ page }) => {
  await visit(page, "hostile")
  await page.getByRole("button", { name: /^Filters/ }).click()
  const responses = page.getByRole("group", { name: "Response" })
  await responses.getByRole("button", { name: /^Show all/ }).click()
  await expect(responses.getByRole("checkbox")).toHaveCount(hostileTexts.length)
  for (const [place, text] of offered.entries()) {
    // No database holds half a character, and all the long ones at once are more than an address takes.
    if (!text.isWellFormed() || text.length > 1000) continue
    await responses.getByRole("checkbox").nth(place).check()
    await expect(responses.getByRole("checkbox").nth(place)).toBeChecked()
  }
  const rows = await responses.getByRole("listitem").all()
  const heights = await Promise.all(rows.map(async (row) => (await row.boundingBox())?.height ?? 0))
  expect(Math.max(...heights)).toBeLessThanOrEqual(48)
  await page.keyboard.press("Escape")
  const chips = page.getByRole("list", { name: "Filters" }).getByRole("listitem")
  await expect(chips.first()).toBeVisible()
  for (const chip of await chips.all()) {
    const box = await chip.boundingBox()
    expect(box && box.width <= 320 && box.height <= 32).toBe(true)
  }
  const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(content).toBe(view)
  expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
})

test("a value of 10,000 letters can be chosen", async ({ page }) => {
  await visit(page, "hostile")
  await page.getByRole("button", { name: /^Filters/ }).click()
  const responses = page.getByRole("group", { name: "Response" })
  await responses.getByRole("button", { name: /^Show all/ }).click()
  const place = offered.findIndex((text) => /^W{10000}$/.test(text))
  await responses.getByRole("checkbox").nth(place).check()
  await expectMatches(page, "1 session")
  await expect(page.getByRole("list", { name: "Filters" })).toContainText(`Response: ${"W".repeat(120)}…`)
  await page.reload()
  await expectMatches(page, "1 session")
})

for (const text of hostileTexts) {
  test(`searching for ${JSON.stringify(text.slice(0, 24))} breaks nothing`, async ({ page }) => {
    await visit(page, "full")
    const box = page.getByRole("searchbox", { name: /^Search sessions/ })
    await box.fill(text)
    await box.press("Enter")
    await expect(page.getByRole("heading", { name: /^Nothing found/ })).toBeVisible()
    const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    expect(content).toBe(view)
    expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
  })
}
