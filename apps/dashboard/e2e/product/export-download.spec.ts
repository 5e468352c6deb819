import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { parse } from "csv-parse/sync"
import { plainRows } from "../rows.ts"
import { holdDownload } from "./hold-download.ts"
import { expect, test, visit } from "./visit.ts"
import { answerWith, dialog, openDialog, refusal, tray, trayButton } from "./visit-exports.ts"

const fileName = /^holdfast-acme-cloud-2026-11-23-120000-[0-9a-f]{4}\.csv/
const item = (page: Page) => tray(page).getByRole("listitem").first()

async function download(page: Page) {
  await openDialog(page)
  await dialog(page).getByRole("button", { name: "Export 34 sessions" }).click()
  await expect(dialog(page)).toHaveCount(0)
}

test("a small list downloads while the page is used, counted row by row, and is saved whole", async ({
  page,
}) => {
  const held = await holdDownload(page)
  await visit(page, "many")
  await download(page)
  await expect(item(page)).toContainText(/1 of 34 rows · \d+ bytes/)
  await expect(trayButton(page)).toHaveAccessibleName("Exports, 1 in progress")
  await expect(page.getByRole("button", { name: "Export Data" })).toBeFocused()
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Test" }).click()
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Live" }).click()
  await page.getByRole("article").first().getByRole("link").first().click()
  await expect(page).toHaveURL(/\/(sessions|customers)\//)
  await trayButton(page).click()
  await expect(item(page)).toContainText("1 of 34 rows")
  const saved = page.waitForEvent("download")
  await held.release()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(fileName)
  const text = await readFile(await file.path(), "utf8")
  const lines: Record<string, string>[] = parse(text, { columns: true, bom: true })
  expect(lines.map((line) => line["Session ID"])).toEqual(plainRows(34).map(({ id }) => id))
  const kilobytes = (Buffer.byteLength(text) / 1000).toFixed(1)
  await expect(item(page)).toContainText(`Saved: 34 rows · ${kilobytes} kB`)
  await expect(page.getByRole("alert")).toContainText(`${file.suggestedFilename()}, 34 rows`)
  await expect(trayButton(page)).toHaveAccessibleName("Exports")
  await item(page).getByRole("button", { name: "Remove from this list" }).click()
  await expect(tray(page)).toContainText("Nothing has been exported yet.")
})

test("a download that is cancelled saves nothing, and begins again as it was", async ({ page }) => {
  const held = await holdDownload(page)
  await visit(page, "many")
  await download(page)
  await item(page).getByRole("button", { name: "Cancel" }).click()
  await expect(item(page)).toContainText("Cancelled. Nothing was saved.")
  const asked = page.waitForRequest(/\/exports\/download/)
  const saved = page.waitForEvent("download")
  await item(page).getByRole("button", { name: "Try again" }).click()
  expect((await asked).postDataJSON()).toMatchObject({ profile: "spreadsheet", timeZone: "UTC" })
  await expect(item(page)).toContainText("1 of 34 rows")
  await held.release()
  await saved
  await expect(item(page)).toContainText("Saved: 34 rows")
})

test("a connection that is cut saves nothing and says so; another try may be refused with a way on", async ({
  page,
}) => {
  const held = await holdDownload(page)
  await visit(page, "many")
  const saved: string[] = []
  page.on("download", (file) => saved.push(file.suggestedFilename()))
  await download(page)
  await expect(item(page)).toContainText("1 of 34 rows")
  await held.cut()
  await expect(item(page).getByRole("alert")).toHaveText("The download broke off; nothing was saved.")
  expect(saved).toEqual([])
  await answerWith(page, "/download", 409, refusal("too_many_rows", "There are 5,001 sessions now."))
  await item(page).getByRole("button", { name: "Try again" }).click()
  await expect(item(page).getByRole("alert")).toContainText("There are 5,001 sessions now.")
  await item(page).getByRole("button", { name: "Prepare in the background" }).click()
  await expect(tray(page).getByRole("listitem")).toHaveCount(1)
  await expect(item(page)).toContainText("Waiting for its turn")
})

test("leaving the site while something downloads asks first, and afterwards no more", async ({ page }) => {
  const held = await holdDownload(page)
  await visit(page, "many")
  await download(page)
  await expect(item(page)).toContainText("1 of 34 rows")
  const asked = page.waitForEvent("dialog")
  await page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe("beforeunload")
  await question.dismiss()
  const saved = page.waitForEvent("download")
  await held.release()
  await saved
  await expect(item(page)).toContainText("Saved")
  const closed = page.waitForEvent("close")
  await page.close({ runBeforeUnload: true })
  await closed
})

test("NDJSON is counted line by line", async ({ page }) => {
  await visit(page, "many")
  await openDialog(page)
  await page.getByRole("radio", { name: "NDJSON" }).check()
  const saved = page.waitForEvent("download")
  await dialog(page).getByRole("button", { name: "Export 34 sessions" }).click()
  expect((await saved).suggestedFilename()).toMatch(/-120000-[0-9a-f]{4}\.ndjson$/)
  await expect(item(page)).toContainText("Saved: 34 rows")
})
