import type { Page } from "@playwright/test"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { addPastExports, askForExport, moveExport, recordMore } from "./past-exports.ts"
import { breakDown, expect, signInAs, test, visit } from "./visit.ts"
import { dialog, openDialog, openTray, tray, trayButton } from "./visit-exports.ts"

const items = (page: Page) => tray(page).getByRole("listitem")
const toast = (page: Page) => page.getByRole("alert")

async function visitPast(page: Page, acme: AcmeApp) {
  await acme.record("many")
  const past = await addPastExports(acme)
  await visit(page, "empty")
  return past
}

/** A list too large to be downloaded at once is exported in the background. */
async function startLarge(page: Page, acme: AcmeApp) {
  await acme.record("many")
  await recordMore(acme, 5066)
  await visit(page, "empty")
  await openDialog(page)
  await dialog(page).getByRole("button", { name: "Export 5,100 sessions" }).click()
  await expect(dialog(page)).toHaveCount(0)
}

test("the tray says what will be in it", async ({ page }) => {
  await visit(page, "many")
  await openTray(page)
  await expect(tray(page)).toContainText("Nothing has been exported yet.")
  await expect(tray(page)).toContainText("Export Data above the Activity Stream")
})

test("an export is followed from its turn to its file, which announces itself on any page", async ({
  page,
  acme,
}) => {
  await startLarge(page, acme)
  await openTray(page)
  await expect(items(page)).toContainText([/^5,100 sessions, SpreadsheetLive, /])
  await expect(items(page)).toContainText(["Waiting for its turn"])
  await moveExport(acme, { state: "running", rows_done: 2142, bytes_done: 302_000 })
  await expect(items(page)).toContainText(["2,142 of 5,100 rows · 302 kB"])
  await expect(tray(page).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "42")
  await moveExport(acme, { state: "queued", rows_done: 0, bytes_done: 0 })
  await tray(page).getByRole("button", { name: "Close the exports" }).click()
  await expect(tray(page)).toHaveCount(0)
  await expect(trayButton(page)).toBeFocused()
  await page.getByRole("link", { name: "Cancelled" }).first().click()
  await expect(page).toHaveURL(/\/sessions\//)
  await acme.exports.workOff()
  const ready = toast(page).filter({ hasText: "Export is ready" })
  await expect(ready).toContainText(/5,100 rows, [\d.]+ [kM]B\./)
  const saved = page.waitForEvent("download")
  await ready.getByRole("link", { name: "Download" }).click()
  expect((await saved).suggestedFilename()).toMatch(
    /^holdfast-acme-cloud-2026-11-23-120000-[0-9a-f]{4}\.csv\.gz$/,
  )
  await expect(trayButton(page)).toHaveAccessibleName("Exports")
})

test("an export that fails says why, also to those who do not look", async ({ page, acme }) => {
  await startLarge(page, acme)
  await moveExport(acme, { state: "failed", reason: "The disk of the server is full." })
  await expect(toast(page).filter({ hasText: "Export failed" })).toContainText(
    "The disk of the server is full.",
  )
  await openTray(page)
  await expect(items(page)).toContainText(["Failed: The disk of the server is full."])
})

test("a colleague's export ends quietly in the tray", async ({ page, acme }) => {
  await askForExport(acme, "grace")
  await visit(page, "many")
  await expect(trayButton(page)).toHaveAccessibleName("Exports, 1 in progress")
  await acme.exports.workOff()
  await expect(trayButton(page)).toHaveAccessibleName("Exports")
  await expect(toast(page)).toHaveCount(0)
  await openTray(page)
  await expect(items(page)).toContainText([/34 rows · [\d.]+ kB/])
  await expect(items(page)).toContainText(["by grace@example.com"])
})

test("past exports are there newest first, each with what can be done", async ({ page, context, acme }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  const { id, sha256 } = await visitPast(page, acme)
  await openTray(page)
  await expect(items(page)).toHaveCount(5)
  await expect(items(page)).toContainText([
    "8,400 of 20,000 rows",
    /34 rows · [\d.]+ kB · link works until 24 Nov 2026, 10:00/,
    "Failed: The disk of the server is full.",
    "Cancelled",
    "Expired: the file was removed after its 24 hours.",
  ])
  await expect(items(page).nth(4)).toContainText("by grace@example.com")
  const done = items(page).nth(1)
  await expect(done).toContainText(/holdfast-acme-cloud-2026-11-23-090000-[0-9a-f]{4}\.csv/)
  await done.getByRole("button", { name: "Copy SHA-256" }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sha256)
  const path = `/api/workspaces/acmecloud/exports/${id}`
  await expect(done.getByRole("link", { name: "Download" })).toHaveAttribute("href", `${path}/file`)
  await expect(done.getByRole("link", { name: "Manifest" })).toHaveAttribute("href", `${path}/manifest`)
})

test("a file is no longer offered at the moment it expires", async ({ page, acme }) => {
  await visitPast(page, acme)
  await page.clock.setFixedTime(new Date("2026-11-24T09:00:00Z"))
  await page.reload()
  await openTray(page)
  await expect(items(page).nth(1)).toContainText("Expired")
  await expect(tray(page).getByRole("link", { name: "Download" })).toHaveCount(0)
})

test("an export is cancelled, and one that failed is tried again as it was", async ({ page, acme }) => {
  await visitPast(page, acme)
  await openTray(page)
  await items(page).nth(2).getByRole("button", { name: "Try again" }).click()
  await expect(items(page).nth(2).getByRole("alert")).toHaveText(
    "An export is already in progress. Try again when it is done.",
  )
  await items(page).first().getByRole("button", { name: "Cancel" }).click()
  await expect(items(page).first()).toContainText("Cancelled")
  const asked = page.waitForRequest(
    (request) => request.method() === "POST" && /\/exports\?/.test(request.url()),
  )
  await items(page).nth(2).getByRole("button", { name: "Try again" }).click()
  const url = new URL((await asked).url())
  expect([url.searchParams.get("mode"), url.searchParams.get("planId")]).toEqual([
    "live",
    "price_2900_usd_1_month",
  ])
  expect((await asked).postDataJSON()).toMatchObject({ timeZone: "Europe/Berlin", separator: ";" })
  await expect(items(page)).toHaveCount(6)
  await expect(toast(page).filter({ hasText: "Export is being prepared." })).toBeVisible()
})

test("the exports are read every second only while one runs or somebody looks", async ({ page }) => {
  await signInAs("ada", page.context())
  let asked = 0
  page.on("request", (request) => {
    if (request.method() === "GET" && new URL(request.url()).pathname.endsWith("/exports")) asked += 1
  })
  await page.clock.install({ time: fixtureNow })
  await page.goto("/")
  await expect.poll(() => asked).toBe(1)
  await page.clock.runFor(20_000)
  expect(asked).toBe(1)
  await openTray(page)
  for (const seen of [2, 3, 4]) {
    await page.clock.runFor(1000)
    await expect.poll(() => asked).toBeGreaterThanOrEqual(seen)
  }
})

test("exports that cannot be loaded are said to be so", async ({ page }) => {
  await breakDown(page, /\/api\/.*\/exports$/)
  await visit(page, "many")
  await openTray(page)
  await expect(tray(page).getByRole("alert")).toContainText("could not load the exports")
  await expect(tray(page).getByRole("button", { name: "Try again" })).toBeVisible()
})

test("the tray is opened and left by keyboard", async ({ page, acme }) => {
  await visitPast(page, acme)
  await trayButton(page).focus()
  await page.keyboard.press("Enter")
  await expect(tray(page).getByRole("button", { name: "Close the exports" })).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(tray(page)).toHaveCount(0)
  await expect(trayButton(page)).toBeFocused()
})

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test("the tray is a drawer as high as the screen", async ({ page, acme }) => {
    await visitPast(page, acme)
    await trayButton(page).tap()
    await expect(items(page)).toHaveCount(5)
    await expect.poll(() => tray(page).boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    await tray(page).getByRole("button", { name: "Close the exports" }).tap()
    await expect(tray(page)).toHaveCount(0)
    await expect(trayButton(page)).toBeFocused()
  })
})

for (const width of widths) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })
    test("the tray of past exports stands in nobody's way, and fits", async ({ page, acme }) => {
      await visitPast(page, acme)
      await openTray(page)
      await expect(items(page).first()).toBeVisible()
      await expectInNobodysWay(page)
      const hangsOut = await tray(page).evaluate((panel) => panel.scrollWidth > panel.clientWidth)
      expect(hangsOut).toBe(false)
    })

    test("toasts stand in nobody's way", async ({ page, acme }) => {
      await startLarge(page, acme)
      await moveExport(acme, { state: "failed", reason: "The disk of the server is full." })
      await expect(toast(page)).toHaveText([/^Export failed/])
      await expect(toast(page)).toHaveCSS("opacity", "1")
      await expectInNobodysWay(page)
    })
  })
}
