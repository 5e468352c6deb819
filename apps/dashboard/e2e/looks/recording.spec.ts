import type { Page } from "@playwright/test"
import { tabTo } from "../tab-to.ts"
import { sessionAt } from "./looked-at.ts"
import { expect, test, visit } from "./visit.ts"

const heading = (page: Page) => page.frameLocator("iframe").locator("#heading")

for (const [width, height] of [
  [1280, 800],
  [390, 844],
] as const) {
  test(`at ${width} px a recording is watched by keyboard alone, and where one is can be seen`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await visit(page, "full", `${sessionAt(2)}/recording#at=0`)
    await expect(heading(page)).toHaveText("Why do you want to cancel?")
    const order = [
      page.getByRole("link", { name: "Next session" }),
      page.getByRole("link", { name: "Session", exact: true }),
      page.getByRole("slider", { name: "Time" }),
      page.getByRole("button", { name: "To the mark before" }),
      page.getByRole("button", { name: "Play", exact: true }),
      page.getByRole("button", { name: "To the next mark" }),
      page.getByRole("checkbox", { name: "Skip idle time" }),
      page.getByRole("button", { name: "0.5×" }),
      page.getByRole("button", { name: "4×" }),
      page.getByRole("button", { name: /^Show the/ }),
      page.getByRole("button", { name: /Was offered 20% off/ }),
    ]
    for (const place of order) {
      await tabTo(page, place)
      const ring = await place.evaluate((element) => {
        const { outlineStyle, boxShadow } = getComputedStyle(element)
        return outlineStyle !== "none" || boxShadow !== "none"
      })
      expect(ring, `the ring around ${place}`).toBe(true)
    }
    await page.keyboard.press("Enter")
    await expect(heading(page)).toHaveText("Would 20% off help?")
    await page.keyboard.press("]")
    await expect(heading(page)).toHaveText("What could we have done better?")
    // the frame itself is nothing to stop at
    await expect(page.locator("iframe")).toHaveAttribute("inert", "")
  })
}
