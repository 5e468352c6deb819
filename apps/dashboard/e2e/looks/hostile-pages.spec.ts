import type { Page } from "@playwright/test"
import { hostileTexts } from "./hostile-rows.ts"
import { sessionAt } from "./looked-at.ts"
import { expect, test, visit } from "./visit.ts"

/** Nothing runs, nothing hangs out of a narrow or a wide window, and no link leads anywhere but to pages of ours. */
async function isHarmless(page: Page) {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    const found = await page.evaluate(() => ({
      hasRun: "hasRun" in window,
      width: document.documentElement.scrollWidth,
      view: innerWidth,
      strangers: [...document.querySelectorAll("main a")].filter(
        (link) => link instanceof HTMLAnchorElement && link.origin !== location.origin,
      ).length,
    }))
    expect(found).toEqual({ hasRun: false, width, view: width, strangers: 0 })
  }
}

for (const [index] of hostileTexts.entries()) {
  test(`hostile text ${index} stays text on every page`, async ({ page }) => {
    await visit(page, "hostile", sessionAt(index + 1))
    await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible()
    await isHarmless(page)
    await page.goto(`/versions/${index}`)
    await expect(page.getByRole("heading", { name: "Look and settings" })).toBeVisible()
    await isHarmless(page)
  })
}

test("a customer who is nothing but hostile text has a page", async ({ page }) => {
  await visit(page, "hostile", "/customers/%3Cscript%3E")
  await expect(page.getByRole("heading", { name: "Plan and price" })).toBeVisible()
  await isHarmless(page)
})
