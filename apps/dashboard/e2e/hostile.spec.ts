import { hostileTexts } from "./hostile-rows.ts"
import { expect, test, visit } from "./visit.ts"

test("hostile text is shown as text and runs nowhere", async ({ page }) => {
  await visit(page, "hostile")
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(page.getByRole("article")).toHaveCount(hostileTexts.length)
  expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
  const links = await page.getByRole("article").getByRole("link").count()
  expect(links).toBe(0)
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
