import { expect, test, visit } from "./visit.ts"

test("the first Tab offers a way past the navigation", async ({ page }) => {
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused()
  await page.keyboard.press("Enter")
  await page.keyboard.press("Tab")
  await expect(page.getByRole("button", { name: /^Mode/ })).toBeFocused()
})

test("the address of the skip link leaves the view as it is", async ({ page }) => {
  await visit(page, "full", "/?mode=test")
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(page.getByText("You see test sessions.")).toBeVisible()
})

test.describe("on a phone", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true })

  test("the menu is a drawer that Escape closes", async ({ page }) => {
    await visit(page, "full")
    const open = page.getByRole("button", { name: "Open the menu" })
    await open.click()
    await expect(page.getByRole("dialog").getByRole("link", { name: "Cancellation Analytics" })).toBeVisible()
    await page.keyboard.press("Escape")
    await expect(page.getByRole("dialog")).toHaveCount(0)
    await expect(open).toBeFocused()
  })

  test("a tap shows what a mark has to say", async ({ page }) => {
    await visit(page, "full")
    await page.getByRole("button", { name: "Override Present" }).tap()
    await expect(page.getByRole("tooltip")).toHaveText("Your own code ran: handleCancel, handleDiscount")
  })
})

test.describe("where motion is not wanted", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } })

  test("nothing pulses", async ({ page }) => {
    await visit(page, "full")
    await expect(page.getByText("In progress")).toBeVisible()
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  })
})
