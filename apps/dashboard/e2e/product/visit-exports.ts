import { defaultExportColumns, exportColumns } from "@holdfast/protocol/dashboard"
import { expect, type Page } from "@playwright/test"

/** What owners and admins do with exports, in their words. */

export const dialog = (page: Page) => page.getByRole("dialog", { name: "Export sessions" })
/** A field of a record, to tick. */
export const field = (page: Page, name: string) => dialog(page).getByRole("checkbox", { name, exact: true })
/** The columns of the file, in their order. */
export const order = (page: Page) =>
  dialog(page).getByRole("list", { name: "Order of the columns" }).getByRole("listitem")
/** What everybody begins with. */
export const firstColumns = defaultExportColumns.map(
  (id) => exportColumns.find((each) => each.id === id)?.label ?? id,
)
export const tray = (page: Page) => page.getByRole("dialog", { name: "Exports" })
export const trayButton = (page: Page) => page.getByRole("button", { name: /^Exports/ })

/** Opens the dialog and waits until it is faded in, and knows how large the file will be where it is told. */
export async function openDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Export Data" }).click()
  await expect(dialog(page).getByRole("radio").first()).toBeVisible()
  await expect(dialog(page)).toHaveCSS("opacity", "1")
}

export async function openTray(page: Page): Promise<void> {
  await trayButton(page).click()
  await expect(tray(page)).toBeVisible()
}

/** The answer to what a page asks of its exports is this one. */
export async function answerWith(page: Page, path: string, status: number, json: object): Promise<void> {
  await page.route(new RegExp(`/exports${path}\\?`), (route) => route.fulfill({ status, json }))
}

/** A refusal, as the server words it. */
export const refusal = (code: string, message: string) => ({ error: { code, message } })
