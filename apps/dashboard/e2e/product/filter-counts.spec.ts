import { breakDown, expect, expectMatches, hold, rowOf, test, visit } from "./visit.ts"
import { button, open, panel, value } from "./visit-filters.ts"

const facets = /\/sessions\/facets\?/

test("counts are within the filter; what no longer occurs stays with 0 until the list is opened anew", async ({
  page,
}) => {
  await visit(page, "full")
  await open(page)
  await value(page, "Annual").check()
  await value(page, "Pause").check()
  await expectMatches(page, "0 sessions")
  await expect(value(page, "Pause")).toHaveAccessibleDescription("0 sessions")
  await expect(value(page, "Support")).toHaveAccessibleDescription("0 sessions")
  await expect(value(page, "Discount")).toHaveAccessibleDescription("1 session")
  await page.keyboard.press("Escape")
  await expect(panel(page)).toHaveCount(0)
  await open(page)
  await expect(value(page, "Pause")).toHaveAccessibleDescription("0 sessions")
  await expect(value(page, "Discount")).toBeVisible()
  await expect(value(page, "Support")).toHaveCount(0)
})

test("values are counted when the list is opened, and the stream does not wait for them", async ({
  page,
}) => {
  await hold(page, facets)
  const counted: string[] = []
  page.on("request", (request) => request.url().includes("/facets") && counted.push(request.url()))
  await visit(page, "full", "/?offer=pause")
  await expect(rowOf(page, "customer5@example.com")).toBeVisible()
  expect(counted).toEqual([])
  await button(page).click()
  await expect(panel(page).getByText("Loading filters")).toBeAttached()
  await page.unrouteAll()
  await page.keyboard.press("Escape")
  await expect(panel(page)).toHaveCount(0)
  await page.reload()
  await open(page)
  await expect(value(page, "Pause")).toBeChecked()
})

test("where counting fails, what is chosen can still be removed", async ({ page }) => {
  await breakDown(page, facets)
  await visit(page, "full", "/?response=Too+expensive&not-segment=seg_1")
  await button(page).click()
  await expect(panel(page).getByRole("alert")).toContainText(
    "Holdfast could not count the values: something went wrong on its side.",
  )
  await expect(panel(page).getByRole("checkbox")).toHaveCount(2)
  await value(page, "Too expensive").uncheck()
  await expect(page).toHaveURL("/?workspace=acmecloud&not-segment=seg_1")
  await expect(value(page, "Too expensive")).toBeFocused()
  await panel(page).getByRole("button", { name: "Clear all" }).click()
  await expect(page).toHaveURL("/?workspace=acmecloud")
})

test("where counting fails, another try works", async ({ page }) => {
  await breakDown(page, facets)
  await visit(page, "full")
  await button(page).click()
  await expect(panel(page).getByRole("alert")).toContainText("req-7f3a91")
  await page.unrouteAll()
  await panel(page).getByRole("button", { name: "Try again" }).click()
  await expect(value(page, "Pause")).toBeVisible()
  await expect(panel(page).getByRole("alert")).toHaveCount(0)
})

test("rows stay in their places, dimmed, until the next answer is there", async ({ page }) => {
  await visit(page, "full")
  await expect(page.getByRole("article")).toHaveCount(10)
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/sessions\?.*offerType/, async (route) => {
    await held
    await route.continue()
  })
  await open(page)
  await value(page, "Pause").check()
  await expect(page.locator("[data-old=true]").getByRole("article")).toHaveCount(10)
  await expect(page.getByText("Loading sessions")).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Load More" })).toHaveAttribute("aria-disabled", "true")
  answer()
  await expect(page.getByRole("article")).toHaveCount(1)
  await expect(page.locator("[data-old=true]")).toHaveCount(0)
})

test("two choices in a hurry are both made", async ({ page }) => {
  await visit(page, "full")
  await open(page)
  await value(page, "Pause").evaluate((first: HTMLInputElement) => {
    first.click()
    const second = first.closest("li")?.nextElementSibling?.querySelector<HTMLInputElement>("[data-option]")
    second?.click()
  })
  await expect(page).toHaveURL("/?workspace=acmecloud&offer=pause,trial-extension")
  await expectMatches(page, "2 sessions")
})
