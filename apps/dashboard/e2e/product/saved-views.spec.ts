import type { Page } from "@playwright/test"
import { expectInNobodysWay, widths } from "../nobodys-way.ts"
import { addView } from "./acme.ts"
import { breakDown, expect, test, visit, visitAs } from "./visit.ts"

const button = (page: Page) => page.getByRole("button", { name: /^View/ })
const item = (page: Page, name: string) => page.getByRole("menuitem", { name })
const choice = (page: Page, name: string) => page.getByRole("menuitemradio", { name })

async function save(page: Page, name: string) {
  await button(page).click()
  await page.getByRole("menuitem", { name: /^Save (this|as a new) view…$/ }).click()
  await page.getByRole("textbox", { name: "Name" }).fill(name)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog")).toHaveCount(0)
}

test("the view on the screen is saved under a name, by keyboard, and the focus comes back", async ({
  page,
}) => {
  await visit(page, "many", "/?range=7d")
  await button(page).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByText("come back to it with one click")).toBeVisible()
  await expect(item(page, "Save this view…")).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused()
  await page.keyboard.type("This week")
  await page.keyboard.press("Enter")
  await expect(button(page)).toHaveAccessibleName("View: This week")
  await expect(button(page)).toBeFocused()
})

test("a view is applied with one click, and its address can be sent to a colleague", async ({
  page,
  acme,
}) => {
  await addView(acme, acme.place, { name: "A year of sandbox", search: "mode=sandbox&range=1y" })
  await visit(page, "full")
  await button(page).click()
  await expect(choice(page, "A year of sandbox")).toContainText("Grace Hopper")
  await choice(page, "A year of sandbox").click()
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=sandbox&range=1y")
  await expect(button(page)).toHaveAccessibleName("View: A year of sandbox")
  await page.goBack()
  await expect(page).toHaveURL("/?workspace=acmecloud")
  await expect(button(page)).toHaveAccessibleName("Views")
})

test("a view that is left is edited, through a reload, until it is saved or applied again", async ({
  page,
}) => {
  await visit(page, "many", "/?range=7d")
  await save(page, "Recent")
  await page.getByRole("button", { name: /^Mode/ }).click()
  await choice(page, "Test").click()
  await expect(button(page)).toHaveAccessibleName("View: Recent Edited")
  await page.reload()
  await expect(button(page)).toHaveAccessibleName("View: Recent Edited")
  await button(page).click()
  await choice(page, "Recent").click()
  await expect(page).toHaveURL("/?workspace=acmecloud&range=7d")
  await expect(button(page)).toHaveAccessibleName("View: Recent")
  await page.goBack()
  await button(page).click()
  await item(page, "Save the changes to this view").click()
  await expect(button(page)).toHaveAccessibleName("View: Recent")
  await expect(page).toHaveURL(/mode=test/)
})

test("one's own view is renamed, shared, taken back and deleted", async ({ page }) => {
  await visit(page, "many", "/?range=7d")
  await save(page, "Draft")
  await button(page).click()
  await item(page, "Rename…").click()
  await page.getByRole("textbox", { name: "Name" }).fill("Final")
  await page.getByRole("button", { name: "Rename" }).click()
  await expect(button(page)).toHaveAccessibleName("View: Final")
  await button(page).click()
  await item(page, "Share with everybody here").click()
  await button(page).click()
  await expect(choice(page, "Final")).toContainText("Shared")
  await item(page, "Make private").click()
  await button(page).click()
  await expect(choice(page, "Final")).not.toContainText("Shared")
  await item(page, "Delete…").click()
  await expect(page.getByRole("dialog")).toContainText("“Final” will be gone.")
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused()
  await page.getByRole("button", { name: "Delete view" }).click()
  await expect(button(page)).toHaveAccessibleName("Views")
  await expect(button(page)).toBeFocused()
})

test("a colleague sees what is shared and whose it is, and nothing that is kept to oneself", async ({
  page,
  browser,
  acme,
}) => {
  await acme.setRole("grace", "member")
  await visit(page, "many", "/?range=7d")
  await save(page, "For me")
  await button(page).click()
  await item(page, "Save as a new view…").click()
  await page.getByRole("textbox", { name: "Name" }).fill("For all")
  await page.getByRole("checkbox", { name: "Share with everybody in this workspace" }).check()
  await page.getByRole("button", { name: "Save view" }).click()
  await expect(button(page)).toHaveAccessibleName("View: For all")

  const colleague = await visitAs("grace", page, browser, "/?workspace=acmecloud")
  await button(colleague).click()
  await expect(colleague.getByRole("menuitemradio")).toHaveText(["For allAda Lovelace"])
  await expect(colleague.getByText("Shared with the workspace")).toBeVisible()
  await choice(colleague, "For all").click()
  await expect(colleague).toHaveURL("/?workspace=acmecloud&range=7d")
  await button(colleague).click()
  await expect(colleague.getByRole("menuitem")).toHaveText([
    "Save as a new view…",
    "Mail me this view every week…",
  ])

  await button(page).click()
  await item(page, "Make private").click()
  await expect(page.getByRole("menu")).toHaveCount(0)
  await colleague.reload()
  await button(colleague).click()
  await expect(colleague.getByText("come back to it with one click")).toBeVisible()
  await expect(colleague.getByRole("menuitemradio")).toHaveCount(0)
  await colleague.context().close()
})

test("a name that is taken is told at its field, and nothing that was typed is lost", async ({ page }) => {
  await visit(page, "many", "/?range=7d")
  await save(page, "Recent")
  await button(page).click()
  await item(page, "Save as a new view…").click()
  await page.getByRole("textbox", { name: "Name" }).fill("Recent")
  await page.getByRole("checkbox", { name: "Share with everybody in this workspace" }).check()
  await page.getByRole("button", { name: "Save view" }).click()
  await expect(page.getByText('You have a view named "Recent" already; choose another name.')).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Recent")
  await page.getByRole("textbox", { name: "Name" }).fill("Recent too")
  await page.getByRole("button", { name: "Save view" }).click()
  await button(page).click()
  await expect(choice(page, "Recent too")).toContainText("Shared")
})

test("a viewer keeps views and shares none", async ({ page }) => {
  await visit(page, "many", "/?range=7d", "viewer")
  await button(page).click()
  await item(page, "Save this view…").click()
  await expect(page.getByRole("checkbox")).toBeDisabled()
  await expect(page.getByText("Viewers keep views for themselves.")).toBeVisible()
  await page.getByRole("textbox", { name: "Name" }).fill("Mine")
  await page.keyboard.press("Enter")
  await expect(button(page)).toHaveAccessibleName("View: Mine")
  await expect(page).toHaveURL("/?workspace=acmecloud&range=7d")
  await button(page).click()
  await expect(item(page, "Rename…")).toBeVisible()
  await expect(item(page, "Share with everybody here")).toHaveCount(0)
})

test("a fault says what did not work, and another try does", async ({ page }) => {
  await breakDown(page, /\/views(\/|$)/)
  await visit(page, "many", "/?range=7d")
  await button(page).click()
  const again = item(page, "Your views could not be loaded. Try again")
  await expect(again).toBeVisible()
  await item(page, "Save this view…").click()
  await page.getByRole("textbox", { name: "Name" }).fill("Recent")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Holdfast could not save the view")).toBeVisible()
  await page.unrouteAll()
  await page.keyboard.press("Enter")
  await expect(button(page)).toHaveAccessibleName("View: Recent")
})

test("a view named to do harm is text, and one with an address that cannot be read says so", async ({
  page,
  acme,
}) => {
  const name = "<img src=x onerror='window.hasRun=true'>\u202e👩‍👩‍👧‍👦"
  await addView(acme, acme.place, { name, search: "range=banana&__proto__=x" })
  await visit(page, "full")
  await button(page).click()
  await choice(page, "<img").click()
  await expect(page.getByText("dates that cannot be read")).toBeVisible()
  await expect(button(page)).toContainText("<img")
  expect(await page.evaluate(() => Reflect.get(window, "hasRun"))).toBeUndefined()
})

for (const width of widths) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } })
    test("the menu and its dialogs stand in nobody's way", async ({ page }) => {
      await visit(page, "full", "/?range=7d")
      await save(page, "W".repeat(80))
      await page.getByRole("button", { name: /^Mode/ }).click()
      await choice(page, "Test").click()
      await button(page).click()
      await expect(item(page, "Save the changes to this view")).toBeVisible()
      await expectInNobodysWay(page)
      await item(page, "Save as a new view…").click()
      await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused()
      await expectInNobodysWay(page)
      await page.keyboard.press("Escape")
      await expect(button(page)).toBeFocused()
      await button(page).click()
      await item(page, "Delete…").click()
      await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused()
      await expectInNobodysWay(page)
    })
  })
}
