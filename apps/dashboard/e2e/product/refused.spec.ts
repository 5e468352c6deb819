import type { Page } from "@playwright/test"
import { expect, test, visit } from "./visit.ts"

/** The server refuses what `paths` match, and counts how often it is asked. */
async function refuse(page: Page, paths: RegExp, status: number, code: string, message: string) {
  const asked = { times: 0 }
  await page.route(paths, (route) => {
    asked.times += 1
    return route.fulfill({ status, json: { error: { code, message } } })
  })
  return asked
}

const list = /\/sessions\?/
const count = /\/sessions\/count\?/
const tooSlow = "This took longer than 10 seconds and was stopped; narrow the dates or the search."

test("a question that took too long is told in the server's words and is not asked again", async ({
  page,
}) => {
  const asked = await refuse(page, list, 503, "too_slow", tooSlow)
  const live = page.waitForResponse(/\/sessions\/live/)
  await visit(page, "many", "/?q=e")
  await live
  const alert = page.getByRole("alert")
  await expect(alert).toContainText(`Holdfast could not load the sessions.${tooSlow}`)
  expect(asked.times).toBe(1)
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("article")).toHaveCount(10)
  await expect(alert).toHaveCount(0)
})

test("other dates are asked for after a question that took too long", async ({ page }) => {
  await refuse(page, list, 503, "too_slow", tooSlow)
  await visit(page, "many")
  await expect(page.getByRole("alert")).toContainText(tooSlow)
  await page.unrouteAll()
  await page.getByRole("button", { name: /^Date range/ }).click()
  await page.getByRole("button", { name: "Last 7 days" }).click()
  await expect(page.getByRole("article")).toHaveCount(10)
  await expect(page.getByRole("alert")).toHaveCount(0)
})

test("a server with too much to do is asked again by itself", async ({ page }) => {
  let isBusy = true
  await page.route(list, (route) => {
    if (!isBusy) return route.continue()
    isBusy = false
    const message = "Too much is being read at once; try again in a moment."
    return route.fulfill({ status: 503, json: { error: { code: "busy", message } } })
  })
  await visit(page, "many")
  await expect(page.getByRole("article")).toHaveCount(10)
  expect(isBusy).toBe(false)
  await expect(page.getByRole("alert")).toHaveCount(0)
})

test("dates that are too many for the server are a notice in its words, and fewer are a click away", async ({
  page,
}) => {
  const says = "The dates span 100 years or more; choose fewer."
  await refuse(page, list, 422, "invalid", says)
  await visit(page, "many", "/?from=2000-01-01&to=2150-01-01")
  await expect(page.getByRole("alert")).toContainText(`Holdfast could not load the sessions.It said: ${says}`)
  await page.unrouteAll()
  await page.getByRole("button", { name: "Date range: 1 Jan 2000 – 1 Jan 2150" }).click()
  await expect(page.getByText("November 2026")).toBeVisible()
  await page.getByRole("button", { name: "Last 90 days" }).click()
  await expect(page.getByRole("article")).toHaveCount(10)
  await expect(page.getByRole("alert")).toHaveCount(0)
})

test("a count that is not to be had says why, and the rows are there", async ({ page }) => {
  await refuse(page, count, 503, "too_slow", tooSlow)
  await visit(page, "many")
  await expect(page.getByRole("article")).toHaveCount(10)
  const mark = page.getByRole("status").getByRole("button", { name: "Not counted" })
  await mark.hover()
  await expect(page.getByRole("tooltip")).toHaveText(`Holdfast could not count the sessions. ${tooSlow}`)
  await expect(page.getByRole("alert")).toHaveCount(0)
})
