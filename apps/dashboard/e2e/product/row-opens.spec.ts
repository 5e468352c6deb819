import type { Locator, Page } from "@playwright/test"
import { tabTo } from "../tab-to.ts"
import { expect, expectMatches, rowOf, test, visit } from "./visit.ts"

const adaAddress = "/sessions/01990000-0000-7000-8000-000000000002?workspace=acmecloud"
const streamAddress = "/?workspace=acmecloud"
const rows = (page: Page) => page.getByRole("article")

/** A place of the row where nothing but the row is. */
async function bareSpot(row: Locator) {
  const box = await row.boundingBox()
  if (!box) throw new Error("The row is not on the screen")
  return { position: { x: box.width * 0.6, y: 6 } }
}

test("a click on a row opens its session", async ({ page }) => {
  await visit(page, "full")
  const row = rowOf(page, "cheaper plan")
  await row.click(await bareSpot(row))
  await expect(page).toHaveURL(adaAddress)
  await page.goBack()
  await rowOf(page, "cheaper plan").getByText("I like it, I just cannot afford it this year.").click()
  await expect(page).toHaveURL(adaAddress)
})

const apart: { how: string; options: Parameters<Locator["click"]>[0] }[] = [
  { how: "with Ctrl", options: { modifiers: ["ControlOrMeta"] } },
  { how: "with the middle button", options: { button: "middle" } },
]
for (const { how, options } of apart) {
  test(`a click ${how} opens the session in a tab of its own`, async ({ page, context }) => {
    await visit(page, "full")
    const row = rowOf(page, "cheaper plan")
    const opened = context.waitForEvent("page")
    await row.click({ ...(await bareSpot(row)), ...options })
    await expect(await opened).toHaveURL(adaAddress)
    await expect(page).toHaveURL(streamAddress)
    await expect((await opened).getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
  })
}

test("what stands in a row does its own work", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await visit(page, "full")
  const row = rowOf(page, "cheaper plan")
  await row.getByRole("button", { name: "Copy email" }).click()
  await expect(page.getByRole("status").getByText("Copied")).toHaveCount(1)
  await row.getByRole("button", { name: "Override Present" }).click()
  await expect(page.getByRole("tooltip")).toContainText("Your own code ran")
  await row.getByRole("link", { name: "Watch the recording" }).click({ modifiers: ["Alt"], trial: true })
  await expect(page).toHaveURL(streamAddress)
  await row.getByRole("link", { name: "ada@example.com" }).click()
  await expect(page).toHaveURL("/customers/cus_ada?workspace=acmecloud")
})

test("text of a row can be marked with the mouse", async ({ page }) => {
  await visit(page, "full")
  const words = rowOf(page, "cheaper plan").getByText("I like it, I just cannot afford it this year.")
  const box = await words.boundingBox()
  if (!box) throw new Error("The feedback is not on the screen")
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 1, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 1, y, { steps: 5 })
  await page.mouse.up()
  expect(await page.evaluate(() => String(getSelection()))).toContain("I just cannot afford it")
  await expect(page).toHaveURL(streamAddress)
})

test("from the toolbar through the rows to Load More by keyboard alone", async ({ page }) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  await expect(page.getByText("Updating live")).toBeVisible()
  await tabTo(page, page.getByRole("button", { name: "Export Data" }))
  await page.keyboard.press("Tab")
  for (const name of ["Show figures", "Updating live", "1 unverified", "Leave out unverified sessions"]) {
    await expect(page.getByRole("button", { name })).toBeFocused()
    await page.keyboard.press("Tab")
  }
  await expect(rows(page).first()).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press("j")
  await expect(rows(page).nth(2)).toBeFocused()
  await page.keyboard.press("k")
  await page.keyboard.press("ArrowUp")
  await page.keyboard.press("ArrowUp")
  await expect(rows(page).first()).toBeFocused()
  await page.keyboard.press("End")
  await expect(rows(page).nth(9)).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await expect(page.getByRole("button", { name: "Load More" })).toBeFocused()
  await page.keyboard.press("ArrowUp")
  await page.keyboard.press("Home")
  await page.keyboard.press("PageDown")
  await expect(rows(page).nth(1)).toBeFocused()
})

test("Tab goes into the controls of the row that has the focus, then on to Load More", async ({ page }) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  await tabTo(page, rows(page).first())
  await page.keyboard.press("j")
  const row = rowOf(page, "cheaper plan")
  await expect(row).toBeFocused()
  const passed: (string | null)[] = []
  const more = page.getByRole("button", { name: "Load More" })
  const isAtMore = () => more.evaluate((element) => element === document.activeElement)
  await page.keyboard.press("Tab")
  while (!(await isAtMore()) && passed.length < 20) {
    passed.push(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? null,
      ),
    )
    await page.keyboard.press("Tab")
  }
  expect(passed).toEqual([
    "Watch the recording on recordings.example",
    "ada@example.com",
    "Copy email",
    "FR",
    "Override Present",
    "Cancelled",
    "3 hours ago",
    "subscribed 2 yr 3 mo",
  ])
  await expect(more).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(rows(page)).toHaveCount(14)
  await expect(rows(page).nth(10)).toBeFocused()
  await page.keyboard.press("Shift+Tab")
  await expect(page.getByRole("button", { name: "Leave out unverified sessions" })).toBeFocused()
  await page.keyboard.press("Tab")
  await expect(rows(page).nth(10)).toBeFocused()
})

test("Enter opens the row that has the focus, with Ctrl in a tab of its own, and a control does its own work", async ({
  page,
  context,
}) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  await tabTo(page, rows(page).first())
  await page.keyboard.press("ArrowDown")
  const opened = context.waitForEvent("page")
  await page.keyboard.press("ControlOrMeta+Enter")
  await expect(await opened).toHaveURL(adaAddress)
  await expect(page).toHaveURL(streamAddress)
  await page.bringToFront()
  await tabTo(page, rowOf(page, "cheaper plan").getByRole("button", { name: "Copy email" }))
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(streamAddress)
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowUp")
  await expect(rowOf(page, "cheaper plan")).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(adaAddress)
})
