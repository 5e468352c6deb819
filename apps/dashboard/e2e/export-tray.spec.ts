import type { Page } from "@playwright/test"
import { fixtureSum } from "./fixture-export-list.ts"
import { expectInNobodysWay, widths } from "./nobodys-way.ts"
import { fixtureNow } from "./rows.ts"
import { expect, setCookie, setScenario, test } from "./visit.ts"
import { dialog, move, openDialog, openTray, tray, trayButton, visitWith } from "./visit-exports.ts"

const items = (page: Page) => tray(page).getByRole("listitem")
const toast = (page: Page) => page.getByRole("alert")

async function startLarge(page: Page) {
  await openDialog(page)
  await dialog(page).getByRole("button", { name: "Export 20,000 sessions" }).click()
  await expect(dialog(page)).toHaveCount(0)
}

test("the tray says what will be in it", async ({ page }) => {
  await visitWith(page, null)
  await openTray(page)
  await expect(tray(page)).toContainText("Nothing has been exported yet.")
  await expect(tray(page)).toContainText("Export Data above the Activity Stream")
})

test("an export is followed from its turn to its file, which announces itself on any page", async ({
  page,
}) => {
  await visitWith(page, "large")
  await startLarge(page)
  await openTray(page)
  await expect(items(page)).toContainText(["20,000 sessions, SpreadsheetLive, last 90 days"])
  await expect(items(page)).toContainText(["Waiting for its turn"])
  await move(page, "rows=8400")
  await expect(items(page)).toContainText(["8,400 of 20,000 rows · 1.3 MB"])
  await expect(tray(page).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "42")
  await tray(page).getByRole("button", { name: "Close the exports" }).click()
  await expect(tray(page)).toHaveCount(0)
  await expect(trayButton(page)).toBeFocused()
  await page.getByRole("link", { name: "Abandoned" }).first().click()
  await expect(page).toHaveURL(/\/sessions\//)
  await move(page, "state=done")
  const ready = toast(page).filter({ hasText: "Export is ready" })
  await expect(ready).toContainText("20,000 rows, 3.1 MB.")
  const saved = page.waitForEvent("download")
  await ready.getByRole("link", { name: "Download" }).click()
  expect((await saved).suggestedFilename()).toBe("sessions.csv")
  await expect(trayButton(page)).toHaveAccessibleName("Exports")
})

test("an export that fails says why, also to those who do not look", async ({ page }) => {
  await visitWith(page, "large")
  await startLarge(page)
  await move(page, "state=failed")
  await expect(toast(page).filter({ hasText: "Export failed" })).toContainText(
    "The disk of the server is full.",
  )
  await openTray(page)
  await expect(items(page)).toContainText(["Failed: The disk of the server is full."])
})

test("a colleague's export ends quietly in the tray", async ({ page }) => {
  await visitWith(page, "colleague")
  await expect(trayButton(page)).toHaveAccessibleName("Exports, 1 in progress")
  await move(page, "state=done")
  await expect(trayButton(page)).toHaveAccessibleName("Exports")
  await expect(toast(page)).toHaveCount(0)
  await openTray(page)
  await expect(items(page)).toContainText(["20,000 rows · 3.1 MB"])
  await expect(items(page)).toContainText(["by grace@example.com"])
})

test("past exports are there newest first, each with what can be done", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await visitWith(page, "past")
  await openTray(page)
  await expect(items(page)).toHaveCount(5)
  await expect(items(page)).toContainText([
    "8,400 of 20,000 rows",
    "20,000 rows · 3.1 MB · link works until 24 Nov 2026, 10:00",
    "Failed: The disk of the server is full.",
    "Cancelled",
    "Expired: the file was removed after its 24 hours.",
  ])
  await expect(items(page).nth(4)).toContainText("by grace@example.com")
  const done = items(page).nth(1)
  await expect(done).toContainText("acme-sessions-2026-11-23.csv")
  await done.getByRole("button", { name: "Copy SHA-256" }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fixtureSum)
  const path = "/api/workspaces/app_acme/exports/01990000-0000-7000-a000-000000000003"
  await expect(done.getByRole("link", { name: "Download" })).toHaveAttribute("href", `${path}/file`)
  await expect(done.getByRole("link", { name: "Manifest" })).toHaveAttribute("href", `${path}/manifest`)
})

test("a file is no longer offered at the moment it expires", async ({ page }) => {
  await visitWith(page, "past")
  await page.clock.setFixedTime(new Date("2026-11-24T09:00:00Z"))
  await page.reload()
  await openTray(page)
  await expect(items(page).nth(1)).toContainText("Expired")
  await expect(tray(page).getByRole("link", { name: "Download" })).toHaveCount(0)
})

test("an export is cancelled, and one that failed is tried again as it was", async ({ page }) => {
  await visitWith(page, "past")
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
  expect([url.searchParams.get("mode"), url.searchParams.get("planId")]).toEqual(["live", "4900 usd 1 month"])
  expect((await asked).postDataJSON()).toMatchObject({ timeZone: "Europe/Berlin", separator: ";" })
  await expect(items(page)).toHaveCount(6)
  await expect(toast(page).filter({ hasText: "Export is being prepared." })).toBeVisible()
})

test("the exports are read every second only while one runs or somebody looks", async ({ page }) => {
  await setCookie(page.context(), "export", "large")
  await setScenario(page.context(), "many")
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
  await visitWith(page, null, "/", "fault")
  await openTray(page)
  await expect(tray(page).getByRole("alert")).toContainText("could not load the exports", { timeout: 10_000 })
  await expect(tray(page).getByRole("button", { name: "Try again" })).toBeVisible()
})

test("the tray is opened and left by keyboard", async ({ page }) => {
  await visitWith(page, "past")
  await trayButton(page).focus()
  await page.keyboard.press("Enter")
  await expect(tray(page).getByRole("button", { name: "Close the exports" })).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(tray(page)).toHaveCount(0)
  await expect(trayButton(page)).toBeFocused()
})

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test("the tray is a drawer as high as the screen", async ({ page }) => {
    await visitWith(page, "past")
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
    for (const whim of ["past", "hostile"] as const) {
      test(`the tray of ${whim} exports stands in nobody's way, and fits`, async ({ page }) => {
        await visitWith(page, whim)
        await openTray(page)
        await expect(items(page).first()).toBeVisible()
        await expectInNobodysWay(page)
        const hangsOut = await tray(page).evaluate((panel) => panel.scrollWidth > panel.clientWidth)
        expect(hangsOut).toBe(false)
        expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
      })
    }
    test("toasts stand in nobody's way", async ({ page }) => {
      await visitWith(page, "large")
      await startLarge(page)
      await move(page, "state=failed")
      await expect(toast(page)).toHaveCount(2)
      await expect(toast(page).last()).toHaveCSS("opacity", "1")
      await expectInNobodysWay(page)
    })
  })
}
