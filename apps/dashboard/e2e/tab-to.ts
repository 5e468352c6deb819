import { expect, type Locator, type Page } from "@playwright/test"

/** Tabs from wherever the focus is until it is there, as somebody without a mouse does; fails after 40. */
export async function tabTo(page: Page, place: Locator) {
  const isThere = () => place.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 40 && !(await isThere()); presses++) await page.keyboard.press("Tab")
  await expect(place).toBeFocused()
}
