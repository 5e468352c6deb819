import type { Page } from "@playwright/test"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { fillKeys } from "./acme.ts"
import { breakDown, expect, hold, test, visit } from "./visit.ts"

const section = (page: Page, title: string) => page.getByRole("region", { name: title })
const rowOf = (page: Page, hint: string) => page.getByRole("row").filter({ hasText: hint })
const dialog = (page: Page) => page.getByRole("dialog")
const actions = (page: Page, hint: string) =>
  page.getByRole("button", { name: new RegExp(`^Actions .*${hint}$`) })

async function choose(page: Page, hint: string, action: "Rename…" | "Replace…" | "Revoke…") {
  await actions(page, hint).click()
  await page.getByRole("menuitem", { name: action }).click()
  await expect(dialog(page)).toBeVisible()
}

test("keys are listed by kind: whose they are, when they were used, and until when they hold", async ({
  page,
  acme,
}) => {
  await visit(page, "full", "/keys")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Keys")
  await expect(section(page, "Where clients connect")).toContainText("acmecloud")
  await expect(section(page, "Where clients connect")).toContainText(acme.url)
  await expect(section(page, "Flow keys")).toContainText("3 in use")
  const texts = [
    ["flow_K001", ["Checkout server", "by Ada Lovelace", "6 minutes ago", "Active"]],
    ["flow_K002", ["Checkout server", "2 hours ago", "Being replaced, ends tomorrow"]],
    ["flow_K003", ["Made on the command line", "by command", "never", "Active"]],
    ["live_data_K006", ["Warehouse connector", "by somebody who left", "yesterday"]],
    ["test_data_K007", ["First keys", "with the workspace", "never"]],
  ] as const
  for (const [hint, parts] of texts) {
    for (const part of parts) await expect(rowOf(page, hint)).toContainText(part)
  }
  await expect(page.getByText("flow_K004")).toHaveCount(0)
  await page.getByRole("button", { name: "Show 2 ended keys" }).click()
  await expect(rowOf(page, "flow_K004")).toContainText("Revoked 11 Nov")
  await expect(rowOf(page, "flow_K005")).toContainText("Replaced 25 Oct")
  await page.getByRole("button", { name: "Hide 2 ended keys" }).click()
  await expect(page.getByText("flow_K004")).toHaveCount(0)
})

test("a key is created by keyboard, shown once, copied, and never shown again", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await visit(page, "full", "/keys")
  const create = page.getByRole("button", { name: "Create live data key" })
  await create.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused()
  await page.keyboard.type("Notebook")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog", { name: "Your new live data key" })).toContainText(
    "it is shown this once",
  )
  const copy = page.getByRole("button", { name: "Copy key" })
  const secret = /live_data_[0-9A-Za-z]{32}/.exec(await dialog(page).innerText())?.[0] ?? "no key"
  await copy.press("Enter")
  await expect(dialog(page).getByRole("status")).toHaveText("Copied.")
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
  await page.keyboard.press("Escape")
  await expect(dialog(page)).toHaveCount(0)
  await expect(create).toBeFocused()
  await expect(section(page, "Data keys, live")).toContainText("Notebook")
  await page.reload()
  await expect(section(page, "Data keys, live")).toContainText("Notebook")
  await expect(page.getByText(secret)).toHaveCount(0)
})

test("leaving without a copy is asked about once", async ({ page }) => {
  await visit(page, "full", "/keys")
  await page.getByRole("button", { name: "Create flow key" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Second shop")
  await page.keyboard.press("Enter")
  await expect(dialog(page)).toContainText(/flow_[0-9A-Za-z]{32}/)
  await page.keyboard.press("Escape")
  await expect(dialog(page).getByRole("status")).toHaveText(
    "You have not copied it yet. Close once more to leave without it.",
  )
  await page.keyboard.press("Escape")
  await expect(dialog(page)).toHaveCount(0)
})

test("what the server refuses is told at the name, and nothing that was typed is lost", async ({
  page,
  acme,
}) => {
  await fillKeys(acme, acme.place)
  await visit(page, "full", "/keys")
  await page.getByRole("button", { name: "Create flow key" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Twin")
  await page.getByRole("button", { name: "Create flow key" }).last().click()
  await expect(dialog(page)).toContainText("There are 20 such keys already; revoke one that nothing uses.")
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Twin")
})

test("a key is renamed, and the focus comes back to it", async ({ page }) => {
  await visit(page, "full", "/keys")
  await choose(page, "live_data_K006", "Rename…")
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Warehouse connector")
  await page.getByRole("textbox", { name: "Name" }).fill("Warehouse EU")
  await page.keyboard.press("Enter")
  await expect(rowOf(page, "live_data_K006")).toContainText("Warehouse EU")
  await expect(dialog(page)).toHaveCount(0)
  await expect(actions(page, "live_data_K006")).toBeFocused()
})

test("a key is replaced with an overlap, and says until when the old one holds", async ({ page }) => {
  await visit(page, "full", "/keys")
  await choose(page, "flow_K001", "Replace…")
  await expect(page.getByRole("radio", { name: "24 hours" })).toBeChecked()
  await page.getByRole("radio", { name: "7 days" }).check()
  await page.getByRole("button", { name: "Replace key" }).click()
  await expect(page.getByRole("dialog", { name: "Your new flow key" })).toContainText(
    /is accepted until 30 November 2026/,
  )
  await page.getByRole("button", { name: "Done" }).click()
  await expect(rowOf(page, "flow_K001")).toContainText("Being replaced, ends in 7 days")
  await expect(actions(page, "flow_K001")).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("menuitem", { name: "Revoke…" })).toBeVisible()
  await expect(page.getByRole("menuitem", { name: "Replace…" })).toHaveCount(0)
})

test("without an overlap the old key is refused at once", async ({ page }) => {
  await visit(page, "full", "/keys")
  await choose(page, "test_data_K007", "Replace…")
  await page.getByRole("radio", { name: "Not at all" }).check()
  await page.getByRole("button", { name: "Replace key" }).click()
  await expect(dialog(page)).toContainText("(test_data_K007…) is refused from now on")
  await page.getByRole("button", { name: "Done" }).click()
  await expect(page.getByRole("button", { name: "Create test data key" })).toBeFocused()
  await expect(page.getByText("test_data_K007")).toHaveCount(0)
})

test("revoking names the key and what stops; the last flow key is warned about, and missed", async ({
  page,
}) => {
  await visit(page, "full", "/keys")
  for (const hint of ["flow_K001", "flow_K002", "flow_K003"]) {
    await choose(page, hint, "Revoke…")
    await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused()
    await expect(dialog(page)).toContainText(`(${hint}…) will be refused at once, everywhere`)
    await expect(dialog(page)).toContainText("cannot enter the flow")
    await expect(dialog(page).getByText("This is the last flow key.")).toHaveCount(
      hint === "flow_K003" ? 1 : 0,
    )
    await page.getByRole("button", { name: "Revoke key" }).click()
    await expect(dialog(page)).toHaveCount(0)
  }
  await expect(page.getByText("There is no flow key, so no customer's flow is accepted.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Create flow key" })).toBeFocused()
  await page.getByRole("button", { name: "Show 5 ended keys" }).click()
  await expect(rowOf(page, "flow_K003")).toContainText("Revoked just now")
})

test("a developer sees flow keys, and who may manage data keys", async ({ page }) => {
  await visit(page, "full", "/keys", "developer")
  await expect(page.getByRole("button", { name: "Create flow key" })).toBeVisible()
  await expect(section(page, "Data keys")).toContainText(
    "Only Owners and Admins can do this; you are a Developer.",
  )
  await expect(page.getByRole("button", { name: /data key/ })).toHaveCount(0)
})

test("a fault says what did not work, and another try does", async ({ page }) => {
  await breakDown(page, /\/api\/.*\/keys$/)
  await visit(page, "full", "/keys")
  await expect(page.getByRole("alert")).toContainText("Holdfast could not load the keys")
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(rowOf(page, "flow_K001")).toBeVisible()
})

test("while the keys are on their way their places are held", async ({ page }) => {
  await hold(page, /\/api\/.*\/keys$/)
  await visit(page, "full", "/keys")
  await expect(page.getByRole("status").filter({ hasText: "Loading the keys" })).toBeAttached()
})

for (const width of widths) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })

    test("the page and its dialogs stand in nobody's way, and nothing hangs out", async ({ page }) => {
      await visit(page, "full", "/keys")
      await page.getByRole("button", { name: "Show 2 ended keys" }).click()
      await expectInNobodysWay(page)
      await actions(page, "flow_K003").click()
      await expect(page.getByRole("menuitem", { name: "Revoke…" })).toBeVisible()
      await expectInNobodysWay(page)
      await page.keyboard.press("Escape")
      for (const action of ["Rename…", "Revoke…", "Replace…"] as const) {
        await choose(page, "flow_K003", action)
        await expectInNobodysWay(page)
        if (action !== "Replace…") await page.keyboard.press("Escape")
        if (action !== "Replace…") await expect(dialog(page)).toHaveCount(0)
      }
      await page.getByRole("button", { name: "Replace key" }).click()
      await expect(page.getByRole("dialog", { name: "Your new flow key" })).toBeVisible()
      await page.keyboard.press("Escape")
      await expectInNobodysWay(page)
    })
  })
}
