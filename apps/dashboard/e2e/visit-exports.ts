import { defaultExportColumns, exportColumns } from "@holdfast/protocol/dashboard"
import { expect, type Page } from "@playwright/test"
import type { ExportWhim } from "./fixture-exports.ts"
import type { Scenario } from "./fixture-state.ts"
import { setCookie, visit } from "./visit.ts"

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

export async function visitWith(
  page: Page,
  whim: ExportWhim | null,
  address = "/",
  scenario: Scenario = "many",
): Promise<void> {
  if (whim) await setCookie(page.context(), "export", whim)
  await visit(page, scenario, address)
}

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

/** Moves what the server prepares: `rows=8400`, `state=done`, or `release` for a held download. */
export async function move(page: Page, what: string): Promise<void> {
  await page.evaluate((query) => fetch(`/api/fixture/exports?${query}`), what)
}
