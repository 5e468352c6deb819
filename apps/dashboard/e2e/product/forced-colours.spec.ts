import type { Locator } from "@playwright/test"
import { expect, test, visit } from "./visit.ts"

test.use({ forcedColors: "active" })

const groundOf = (place: Locator) => place.evaluate((element) => getComputedStyle(element).backgroundColor)
const outlineOf = (place: Locator) => place.evaluate((element) => getComputedStyle(element).outlineStyle)

test("where colours are forced, the calendar shows the chosen days, and the side bar where one is", async ({
  page,
}) => {
  await visit(page, "full", "/?from=2026-11-02&to=2026-11-06")
  await page.getByRole("button", { name: /^Date range/ }).click()
  const day = (date: number) => page.getByRole("button", { name: `${date} November 2026`, exact: true })
  await expect(day(2)).toBeVisible()
  const grounds = await Promise.all([2, 3, 6].map((date) => groundOf(day(date))))
  const other = await groundOf(day(7))
  expect(grounds.map((ground) => ground === grounds[0] && ground !== other)).toEqual([true, true, true])
  expect(await outlineOf(page.getByRole("link", { name: "Cancellation Analytics" }))).toBe("solid")
  expect(await outlineOf(page.getByRole("link", { name: "People" }))).toBe("none")
})

test("where colours are forced, a dialog has an edge", async ({ page }) => {
  await visit(page, "full", "/alerts")
  await page.getByRole("button", { name: "Add alert" }).click()
  await expect(page.getByRole("dialog")).toBeVisible()
  expect(await outlineOf(page.getByRole("dialog"))).toBe("solid")
})

test("where colours are forced, a ticked column is told from one that is not", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: "Export Data" }).click()
  const boxes = page.getByRole("dialog").getByRole("checkbox")
  const ticked = page.getByRole("dialog").getByRole("checkbox", { checked: true }).first()
  await expect(ticked).toBeVisible()
  expect(await boxes.count()).toBeGreaterThan(20)
  const [tick, ground] = await ticked.evaluate((input) => {
    const mark = input.parentElement?.querySelector("svg")
    return [mark ? getComputedStyle(mark).color : "", getComputedStyle(input).backgroundColor]
  })
  expect(tick).not.toBe(ground)
})
