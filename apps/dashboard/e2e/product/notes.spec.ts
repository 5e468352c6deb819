import type { Page } from "@playwright/test"
import { expectInNobodysWay } from "../nobodys-way.ts"
import { expect, test, visit, visitAs } from "./visit.ts"

test.use({ hasFigures: true })

const panel = (page: Page) => page.getByRole("region", { name: "Save rate over time", exact: true })
const dialog = (page: Page) => page.getByRole("dialog")

async function choose(page: Page, item: string) {
  await panel(page).getByRole("button", { name: "Save, and more: Save rate over time" }).click()
  await page.getByRole("menuitem", { name: item }).click()
}

async function addNote(page: Page, text: string, day?: string) {
  await choose(page, "Add a note…")
  await expect(dialog(page).getByRole("heading", { name: "Add a note" })).toBeVisible()
  if (day) await dialog(page).getByLabel("Day").fill(day)
  await dialog(page).getByLabel("What happened").fill(text)
  await dialog(page).getByRole("button", { name: "Add note" }).click()
  await expect(dialog(page)).toHaveCount(0)
  // the item that opened the dialog is gone with its menu
  await expect(panel(page).getByRole("button", { name: "Save, and more: Save rate over time" })).toBeFocused()
}

/** What the chart says of the days, as a table reads it. */
async function expectMarks(page: Page, texts: string[]) {
  await expect(async () => {
    const marks = await panel(page)
      .locator("[data-stop^=mark]")
      .evaluateAll((stops) => stops.length)
    expect(marks).toBeGreaterThanOrEqual(texts.length)
  }).toPass()
  await choose(page, "Notes of these days…")
  await expect(dialog(page).getByRole("list", { name: "Notes" }).locator("bdi")).toHaveText(texts)
}

test("a note is added from the menu, marked on the chart, changed and deleted", async ({ page }) => {
  await visit(page, "full")
  await addNote(page, "Prices went up", "2026-11-02")
  await addNote(page, "Newsletter")
  await expectMarks(page, ["Prices went up", "Newsletter"])
  await expect(dialog(page)).toContainText("2 November 2026, by Ada Lovelace")
  await expectInNobodysWay(page)

  await dialog(page).getByRole("button", { name: "Change the note “Prices went up”" }).click()
  await expect(dialog(page).getByLabel("Day")).toHaveValue("2026-11-02")
  await dialog(page).getByLabel("What happened").fill("Prices fell")
  await dialog(page).getByRole("button", { name: "Save note" }).click()
  const texts = dialog(page).getByRole("list", { name: "Notes" }).locator("bdi")
  await expect(texts).toHaveText(["Prices fell", "Newsletter"])

  await dialog(page).getByRole("button", { name: "Delete the note “Newsletter”" }).click()
  await expect(dialog(page)).toContainText("“Newsletter” will be gone for everybody in this workspace.")
  await dialog(page).getByRole("button", { name: "Delete note" }).click()
  await expect(texts).toHaveText(["Prices fell"])
  await page.keyboard.press("Escape")
  await page.reload()
  await expectMarks(page, ["Prices fell"])
})

test("others than the author, owners and admins read a note and leave it as it is", async ({
  page,
  browser,
}) => {
  await visit(page, "full")
  await addNote(page, "Prices went up", "2026-11-02")
  for (const [person, mayWrite, mayChange] of [
    ["grace", true, true],
    ["alan", true, false],
    ["katherine", false, false],
  ] as const) {
    const theirs = await visitAs(person, page, browser, "/?workspace=acmecloud")
    await theirs.getByRole("button", { name: "Show figures" }).click()
    await choose(theirs, "Notes of these days…")
    await expect(dialog(theirs)).toContainText("Prices went up")
    await expect(dialog(theirs).getByRole("button", { name: /^Change the note/ })).toHaveCount(
      mayChange ? 1 : 0,
    )
    await theirs.keyboard.press("Escape")
    await expect(dialog(theirs)).toHaveCount(0)
    await panel(theirs).getByRole("button", { name: "Save, and more: Save rate over time" }).click()
    const item = theirs.getByRole("menuitem", { name: "Add a note…" })
    if (mayWrite) await expect(item).toBeEnabled()
    else {
      await expect(item).toBeDisabled()
      await expect(item).toContainText("you are a Viewer")
    }
    await theirs.context().close()
  }
})
