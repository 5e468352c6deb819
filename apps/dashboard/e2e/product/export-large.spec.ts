import { recordMore } from "./past-exports.ts"
import { expect, test, visit } from "./visit.ts"
import { answerWith, dialog, openDialog, refusal, tray, trayButton } from "./visit-exports.ts"

test("a large list is prepared in the background, and a second one is refused with everything kept", async ({
  page,
  acme,
}) => {
  await acme.record("many")
  await recordMore(acme, 5066)
  await visit(page, "empty")
  await openDialog(page)
  await expect(dialog(page)).toContainText("You get an email with a link that works for 24 hours.")
  await dialog(page).getByRole("checkbox", { name: "Compress the file (.gz)" }).check()
  await expect(dialog(page).getByRole("status").first()).toContainText("before compression")
  await dialog(page).getByRole("button", { name: "Export 5,100 sessions" }).click()
  await expect(page.getByRole("alert")).toHaveText(
    "Export is being prepared. You will receive an email with a download link shortly.",
  )
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Export Data" })).toBeFocused()
  await expect(trayButton(page)).toHaveAccessibleName("Exports, 1 in progress")
  await openDialog(page)
  await expect(dialog(page).getByText("Another export of this workspace is being prepared.")).toBeVisible()
  await page.getByRole("radio", { name: "Machine" }).check()
  await dialog(page).getByRole("button", { name: "Export 5,100 sessions" }).click()
  await expect(dialog(page).getByRole("alert")).toContainText("An export is already in progress.")
  await expect(page.getByRole("radio", { name: "Machine" })).toBeChecked()
  await expect(dialog(page).getByRole("checkbox", { name: "Compress the file (.gz)" })).toBeChecked()
})

test("a list that has grown too large meanwhile goes on in the background", async ({ page }) => {
  await answerWith(page, "/download", 409, refusal("too_many_rows", "There are 5,001 sessions now."))
  await visit(page, "many")
  await openDialog(page)
  await dialog(page).getByRole("button", { name: "Export 34 sessions" }).click()
  await expect(dialog(page).getByRole("alert")).toContainText("There are more than 5,000 sessions by now")
  await dialog(page).getByRole("button", { name: "Prepare in the background" }).click()
  await expect(page.getByRole("alert")).toHaveText(
    "Export is being prepared. You will receive an email with a download link shortly.",
  )
})

test("a refusal is told in the dialog, where everything chosen stays", async ({ page }) => {
  await answerWith(page, "/download", 422, refusal("invalid_choice", "columns: choose at least one."))
  await visit(page, "many")
  await openDialog(page)
  await page.getByRole("radio", { name: "Machine" }).check()
  await dialog(page).getByRole("button", { name: "Export 34 sessions" }).click()
  await expect(dialog(page).getByRole("alert")).toContainText("It said: columns: choose at least one.")
  await expect(page.getByRole("radio", { name: "Machine" })).toBeChecked()
  await expect(tray(page)).toHaveCount(0)
})

test("more rows than a spreadsheet program opens are a warning, of a spreadsheet only", async ({ page }) => {
  const huge = { rows: 1_200_000, bytes: 1_200_000 * 300, isSmall: false, isBusy: false }
  await answerWith(page, "/estimate", 200, huge)
  await visit(page, "many")
  await openDialog(page)
  const warning = dialog(page).getByText("A spreadsheet program opens only the first 1,048,576 rows.")
  await expect(warning).toBeVisible()
  await page.getByRole("radio", { name: "Machine" }).check()
  await expect(warning).toHaveCount(0)
})

test.describe("where mail is not configured", () => {
  test.use({ hasMail: false })

  test("nobody is promised any, and what was said gives way once the file is there", async ({
    page,
    acme,
  }) => {
    await acme.record("many")
    await recordMore(acme, 5066)
    await visit(page, "empty")
    await openDialog(page)
    await dialog(page).getByRole("button", { name: "Export 5,100 sessions" }).click()
    const toast = page.getByRole("alert")
    await expect(toast).toHaveText("Export is being prepared. It will be under Exports.")
    await acme.exports.workOff()
    await expect(toast).toHaveText([/^Export is ready5,100 rows/])
  })
})
