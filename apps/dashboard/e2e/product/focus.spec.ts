import { expect, rowOf, test, visit } from "./visit.ts"

const title = { level: 1 } as const

test("a page that is opened has the focus on its title, also once its words are there", async ({ page }) => {
  await visit(page, "full")
  await rowOf(page, "cheaper plan").focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", title)).toHaveText("Session of ada@example.com")
  await expect(page.getByRole("heading", title)).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1)
})

test("back on the stream the row has the focus from which one came, and the keys go on from it", async ({
  page,
}) => {
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  const row = rowOf(page, "cheaper plan")
  await row.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", title)).toBeFocused()
  await page.goBack()
  await expect(row).toBeFocused()
  await row.getByRole("link", { name: "ada@example.com" }).click()
  await expect(page.getByRole("heading", title)).toBeFocused()
  await page.getByRole("link", { name: "Activity Stream" }).press("Enter")
  await expect(row).toBeFocused()
  await page.keyboard.press("k")
  await expect(page.getByRole("article").first()).toBeFocused()
})

test("a link of the side bar leads to the title of its page, and back to that of the stream", async ({
  page,
}) => {
  await visit(page, "full")
  await expect(page.getByRole("article").first()).toBeVisible()
  for (const [link, words] of [
    ["Keys", "Keys"],
    ["People", "People"],
    ["Cancellation Analytics", "Cancellation Analytics"],
  ] as const) {
    await page.getByRole("link", { name: link, exact: true }).click()
    await expect(page.getByRole("heading", title)).toHaveText(words)
    await expect(page.getByRole("heading", title)).toBeFocused()
  }
})

test("a first page, and another view of the same page, leave the focus where it is", async ({ page }) => {
  await visit(page, "full", "/?response=Too+expensive")
  await expect(page.getByRole("article").first()).toBeVisible()
  await expect(page.locator("body")).toBeFocused()
  const mode = page.getByRole("button", { name: /^Mode/ })
  await mode.press("Enter")
  await page.getByRole("menuitemradio", { name: "Test" }).press("Enter")
  await expect(page.getByText("You see test sessions.")).toBeVisible()
  await expect(mode).toBeFocused()
})
