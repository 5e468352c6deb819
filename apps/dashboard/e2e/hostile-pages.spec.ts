import { hostileTexts } from "./hostile-rows.ts"
import { expect, test, visit } from "./visit.ts"

const sessionAt = (number: number) => `/sessions/01990000-0000-7000-8000-${String(number).padStart(12, "0")}`

/** Nothing runs, nothing hangs out, and no link leads anywhere but to pages of ours. */
async function isHarmless(page: import("@playwright/test").Page) {
  const found = await page.evaluate(() => ({
    hasRun: "hasRun" in window,
    width: document.documentElement.scrollWidth,
    view: innerWidth,
    strangers: [...document.querySelectorAll("main a")].filter(
      (link) => link instanceof HTMLAnchorElement && link.origin !== location.origin,
    ).length,
  }))
  expect(found).toEqual({ hasRun: false, width: found.view, view: found.view, strangers: 0 })
}

for (const width of [390, 1440]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })
    for (const [index] of hostileTexts.entries()) {
      test(`hostile text ${index} stays text on every page`, async ({ page }) => {
        await visit(page, "hostile", sessionAt(index + 1))
        await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible()
        await isHarmless(page)
        await page.goto(`/flows/${index}`)
        await expect(page.getByRole("heading", { name: "Look and settings" })).toBeVisible()
        await isHarmless(page)
      })
    }
    test("a customer who is nothing but hostile text has a page", async ({ page }) => {
      await visit(page, "hostile", "/customers/%3Cscript%3E")
      await expect(page.getByRole("heading", { name: "Plan and price" })).toBeVisible()
      await isHarmless(page)
    })
  })
}
