import { expect, type Page, test } from "@playwright/test"
import { complaintsOf } from "../../../e2e/axe.ts"

/** The least and the usual width of a window, in pixels. */
export const widths = [320, 1440] as const

/**
 * Nothing that axe complains of, and nothing that hangs out of the window: in light and in dark, which the page as it
 * stands is switched between. What fails in one does not keep the other from being looked at.
 */
export async function expectInNobodysWay(page: Page): Promise<void> {
  const width = page.viewportSize()?.width
  const now = await page.locator("html").getAttribute("data-mantine-color-scheme")
  for (const colorScheme of now === "dark" ? (["dark", "light"] as const) : (["light", "dark"] as const)) {
    const where = `in ${colorScheme} at ${width} px`
    await test.step(where, async () => {
      await page.emulateMedia({ colorScheme })
      await page.waitForFunction(isDrawn, colorScheme)
      // an open menu and a tooltip hang beside the landmarks of the page: one comes to them from what they belong to
      const hasLayer = async () => (await page.locator('[role="menu"], [role="tooltip"]').count()) > 0
      const hadLayer = await hasLayer()
      const found = await complaintsOf(page)
      // a tooltip comes by itself, a moment after the pointer
      const isBesidePage = hadLayer || (await hasLayer())
      const complaints = found.filter(({ id }) => id !== "region" || !isBesidePage)
      expect.soft(complaints, `what axe complains of ${where}`).toEqual([])
      const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      expect.soft(content, `width of the page ${where}`).toBe(view)
    })
  }
}

/** The page has taken the colours on, and nothing is half faded in, where it has not the contrast it is going to have. */
function isDrawn(colorScheme: string): boolean {
  const root = document.documentElement
  const layers = [...document.querySelectorAll('[role="menu"], [role="dialog"], [role="tooltip"]')]
  return (
    root.getAttribute("data-mantine-color-scheme") === colorScheme &&
    layers.every((layer) => getComputedStyle(layer).opacity === "1") &&
    !document.getAnimations().some((animation) => animation instanceof CSSTransition)
  )
}
