import { exportColumns } from "@holdfast/protocol/dashboard"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { recordMore } from "./past-exports.ts"
import { breakDown, expect, hold, test, visit } from "./visit.ts"
import { answerWith, dialog, field, firstColumns, openDialog, order, trayButton } from "./visit-exports.ts"

const estimate = /\/exports\/estimate\?/

for (const role of ["owner", "admin"] as const) {
  test(`a person who is ${role} takes exports`, async ({ page }) => {
    await visit(page, "many", "/", role)
    await openDialog(page)
    await expect(trayButton(page)).toHaveCount(1)
  })
}

for (const [role, words] of [
  ["developer", "Only Owners and Admins can do this; you are a Developer."],
  ["member", "Only Owners and Admins can do this; you are a Member."],
  ["viewer", "Only Owners and Admins can do this; you are a Viewer."],
] as const) {
  test(`a person who is ${role} reads who may take exports, by mouse and by keyboard`, async ({ page }) => {
    await visit(page, "many", "/", role)
    const button = page.getByRole("button", { name: "Export Data" })
    await expect(button).toHaveAttribute("aria-disabled", "true")
    await button.hover()
    await expect(page.getByRole("tooltip")).toHaveText(words)
    await page.mouse.move(0, 0)
    await expect(page.getByRole("tooltip")).toHaveCount(0)
    await page.getByRole("button", { name: /^View/ }).focus()
    await page.keyboard.press("Tab")
    await expect(button).toBeFocused()
    await expect(page.getByRole("tooltip")).toHaveText(words)
    await page.keyboard.press("Enter")
    await expect(dialog(page)).toHaveCount(0)
    await expect(trayButton(page)).toHaveCount(0)
  })
}

test("the dialog says how many, how large, and which sessions, as the toolbar does", async ({ page }) => {
  await visit(page, "many", "/?billing=monthly&not-response=Too+expensive")
  await openDialog(page)
  await expect(dialog(page).getByRole("status").first()).toHaveText("25 sessionsabout 4.9 kB")
  await expect(dialog(page).getByRole("list", { name: "What is exported" }).getByRole("listitem")).toHaveText(
    ["Mode: Live", "Days: 26 Aug – 23 Nov", "Billing: Monthly", "Not Response: Too expensive"],
  )
  await expect(dialog(page)).toContainText("Downloads at once in this browser.")
  await expect(dialog(page).getByRole("button", { name: "Export 25 sessions" })).toBeEnabled()
})

test("a search of all time takes neither days nor filters along", async ({ page }) => {
  await visit(page, "many", "/?billing=monthly&q=customer1")
  await openDialog(page)
  await expect(dialog(page).getByRole("list", { name: "What is exported" }).getByRole("listitem")).toHaveText(
    ["Mode: Live", "Days: All time", "Search: customer1"],
  )
  const asked = page.waitForRequest(/\/exports\/download/)
  await dialog(page).getByRole("button", { name: "Export 11 sessions" }).click()
  expect(new URL((await asked).url()).search).toBe("?mode=live&search=customer1")
})

test("the size follows the format and the columns", async ({ page }) => {
  await visit(page, "many")
  await openDialog(page)
  const size = dialog(page).getByRole("status").first()
  await expect(size).toContainText("about 6.6 kB")
  await page.getByRole("radio", { name: "NDJSON" }).check()
  await expect(size).toContainText("about 20 kB")
  await expect(dialog(page).getByRole("searchbox")).toHaveCount(0)
  await expect(dialog(page)).toContainText("Every line is a whole record")
  await page.getByRole("radio", { name: "Machine" }).check()
  await field(page, "Session ID").uncheck()
  await field(page, "Mode").uncheck()
  await expect(size).toContainText("about 5.5 kB")
})

test("the export does not wait for an estimate that is slow, or fails", async ({ page }) => {
  await hold(page, estimate)
  await visit(page, "many")
  await openDialog(page)
  await expect(dialog(page).getByRole("status").first()).toHaveAttribute("aria-busy", "true")
  const saved = page.waitForEvent("download")
  await dialog(page).getByRole("button", { name: "Export 34 sessions" }).click()
  await saved
  await page.unrouteAll()
  await breakDown(page, estimate)
  await page.reload()
  await openDialog(page)
  await expect(dialog(page).getByText("could not estimate the size")).toBeVisible()
  await expect(dialog(page).getByRole("button", { name: "Export 34 sessions" })).toBeEnabled()
})

test("a choice that cannot be loaded is said, and the beginning is everybody's", async ({ page }) => {
  await breakDown(page, /\/exports\/choice$/)
  await visit(page, "many")
  await openDialog(page)
  await expect(dialog(page).getByText("Your last choice could not be loaded.")).toBeVisible()
  await expect(order(page)).toHaveText(firstColumns)
  await expect(dialog(page).getByRole("combobox", { name: "Time zone" })).toHaveValue(
    "Europe/Berlin (this browser)",
  )
})

test("what was chosen is sent, and is there again the next time", async ({ page }) => {
  await visit(page, "many")
  await openDialog(page)
  await expect(dialog(page).getByRole("combobox", { name: "Time zone" })).toHaveValue("UTC")
  await dialog(page).getByRole("button", { name: "Use Europe/Berlin" }).click()
  await expect(dialog(page).getByRole("combobox", { name: "Time zone" })).toHaveValue(
    "Europe/Berlin (this browser)",
  )
  await dialog(page).getByRole("combobox", { name: "Time zone" }).fill("new york")
  await page.getByRole("option", { name: "America/New York" }).click()
  await dialog(page).getByRole("combobox", { name: "Separator" }).selectOption("Semicolon")
  await dialog(page).getByRole("button", { name: "None columns" }).click()
  await field(page, "Outcome").check()
  await field(page, "Session ID").check()
  const asked = page.waitForRequest(/\/exports\/download/)
  await dialog(page).getByRole("button", { name: "Export 34 sessions" }).click()
  const choice = {
    profile: "spreadsheet",
    columns: ["outcome", "_id"],
    timeZone: "America/New_York",
    separator: ";",
    isCompressed: true,
  }
  expect((await asked).postDataJSON()).toEqual(choice)
  await expect(dialog(page)).toHaveCount(0)
  for (const reload of [false, true]) {
    if (reload) await page.reload()
    await openDialog(page)
    await expect(dialog(page).getByRole("combobox", { name: "Separator" })).toHaveValue(";")
    await expect(dialog(page).getByRole("combobox", { name: "Time zone" })).toHaveValue("America/New York")
    await expect(order(page)).toHaveText(["Outcome", "Session ID"])
    await page.keyboard.press("Escape")
  }
})

test("where nothing matches there is nothing to export", async ({ page }) => {
  await visit(page, "many", "/?q=nobody")
  await openDialog(page)
  await expect(dialog(page)).toContainText("No session matches, so there is nothing to export.")
  await expect(dialog(page).getByRole("button", { name: "Nothing to export" })).toBeDisabled()
})

test.describe("without mail", () => {
  test.use({ hasMail: false })

  test("the dialog says where the link will be", async ({ page, acme }) => {
    await acme.record("many")
    await recordMore(acme, 5066)
    await visit(page, "empty")
    await openDialog(page)
    await expect(dialog(page)).toContainText("Mail is not configured here, so the link will be under Exports")
  })
})

test("the dialog is opened, used and left by keyboard", async ({ page }) => {
  await visit(page, "many")
  const button = page.getByRole("button", { name: "Export Data" })
  await button.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("radio", { name: "Spreadsheet" })).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await expect(page.getByRole("radio", { name: "Machine" })).toBeChecked()
  await page.keyboard.press("Escape")
  await expect(dialog(page)).toHaveCount(0)
  await expect(button).toBeFocused()
})

for (const width of widths) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })

    test("the dialog with every column stands in nobody's way, and fits", async ({ page }) => {
      const huge = { rows: 1_200_000, bytes: 1_200_000 * 300, isSmall: false, isBusy: false }
      await answerWith(page, "/estimate", 200, huge)
      await visit(page, "many", "/?not-billing=annual")
      await openDialog(page)
      await dialog(page).getByRole("button", { name: "All columns" }).click()
      await expect(dialog(page).getByText(`${exportColumns.length} chosen`)).toBeVisible()
      await expectInNobodysWay(page)
      const box = await dialog(page).boundingBox()
      expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= 800).toBe(
        true,
      )
    })

    test("hostile words in the filter stay in their places", async ({ page }) => {
      const search = encodeURIComponent(`<img src=x onerror='window.hasRun=true'>${"W".repeat(3000)}`)
      await visit(page, "many", `/?q=${search}`)
      await openDialog(page)
      await expectInNobodysWay(page)
      expect(await page.evaluate(() => "hasRun" in window)).toBe(false)
    })
  })
}
