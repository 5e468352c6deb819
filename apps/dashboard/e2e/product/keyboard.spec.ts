import { expect, expectMatches, test, visit } from "./visit.ts"

test("the first Tab offers a way past the navigation", async ({ page }) => {
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused()
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

test("/ leads to the search from anywhere, and is a character where somebody types", async ({ page }) => {
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  const box = page.getByRole("searchbox", { name: /^Search sessions/ })
  await page.keyboard.press("/")
  await expect(box).toBeFocused()
  await expect(box).toHaveValue("")
  await page.keyboard.press("/")
  await expect(box).toHaveValue("/")
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: /^Filters/ }).click()
  await page.getByRole("searchbox", { name: "Find in Offer Accepted" }).press("/")
  await expect(page.getByRole("searchbox", { name: "Find in Offer Accepted" })).toHaveValue("/")
})

test("? lists the keys, gives the focus back, and is a character where somebody types", async ({ page }) => {
  await visit(page, "full")
  const row = page.getByRole("article").first()
  await row.focus()
  await page.keyboard.press("?")
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" })
  const says = (group: string) => list.getByRole("region", { name: group })
  await expect(says("Everywhere")).toContainText("Close what is open")
  for (const does of [
    "Search",
    "Next session",
    "Session before",
    "First session",
    "Last session",
    "Open the session",
  ])
    await expect(says("Activity Stream").getByText(does, { exact: true })).toBeVisible()
  await page.keyboard.press("?")
  await expect(list).toHaveCount(1)
  await page.keyboard.press("Escape")
  await expect(list).toBeHidden()
  await expect(row).toBeFocused()
  await page.keyboard.press("/")
  await page.keyboard.press("?")
  await expect(page.getByRole("searchbox", { name: /^Search sessions/ })).toHaveValue("?")
  await expect(list).toBeHidden()
})

test("Escape in the search takes back what was typed, then the search, then leaves", async ({ page }) => {
  await visit(page, "full", "/?q=ada")
  const box = page.getByRole("searchbox", { name: /^Search sessions/ })
  await expect(box).toHaveValue("ada")
  await page.keyboard.press("/")
  await page.keyboard.type("grace")
  await expect(box).toHaveValue("grace")
  await page.keyboard.press("Escape")
  await expect(box).toHaveValue("ada")
  await page.keyboard.press("Escape")
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expect(box).toHaveValue("")
  await expect(box).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(box).not.toBeFocused()
})

test("filters are chosen, excluded and left by keyboard alone, and the matches are told", async ({
  page,
}) => {
  await visit(page, "many")
  await expect(page.getByRole("article").first()).toBeVisible()
  const value = (name: string) => page.getByRole("checkbox", { name, exact: true })
  await page.getByRole("button", { name: /^Filters/ }).focus()
  await page.keyboard.press("Enter")
  await expect(value("Pause")).toBeVisible()
  await expect(page.getByRole("dialog", { name: "Filters" }).locator(":focus")).toHaveCount(1)
  await page.keyboard.press("ArrowDown")
  await expect(value("Pause")).toBeFocused()
  await page.keyboard.press("Space")
  await expectMatches(page, "11 sessions")
  for (const name of ["No offer", "Monthly", "1 - 2 year(s)"]) {
    await page.keyboard.press("ArrowDown")
    await expect(value(name)).toBeFocused()
  }
  await page.keyboard.press("ArrowUp")
  await page.keyboard.press("ArrowRight")
  await expect(page.getByRole("button", { name: "Exclude Monthly" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expectMatches(page, "0 sessions")
  await expect(page.getByRole("button", { name: "Excluded Monthly" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expectMatches(page, "11 sessions")
  await page.keyboard.press("ArrowLeft")
  await expect(value("Monthly")).toBeFocused()
  await page.keyboard.press("End")
  await expect(value("Abandoned")).toBeFocused()
  await page.keyboard.press("Home")
  await expect(value("Pause")).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("button", { name: "Exclude Pause" })).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(value("Monthly")).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("dialog")).toHaveCount(0)
  await expect(page.getByRole("button", { name: /^Filters/ })).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("button", { name: /^Views/ })).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("button", { name: "Export Data" })).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("button", { name: "Remove Offer: Pause" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expectMatches(page, "34 sessions")
  await expect(page.getByRole("button", { name: /^Filters/ })).toBeFocused()
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

  test("the filters fit the screen", async ({ page }) => {
    await visit(page, "full")
    await page.getByRole("button", { name: /^Filters/ }).tap()
    await expect(page.getByRole("checkbox", { name: "Pause" })).toBeVisible()
    const box = await page.getByRole("dialog", { name: "Filters" }).boundingBox()
    expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 320 && box.y + box.height <= 640).toBe(
      true,
    )
    await page.getByRole("button", { name: "Exclude Annual", exact: true }).tap()
    await expectMatches(page, "13 sessions")
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
