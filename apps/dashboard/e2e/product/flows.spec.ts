import type { Page } from "@playwright/test"
import { complaintsOf } from "../../../../e2e/axe.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

const rows = (page: Page) => page.getByRole("main").getByRole("listitem")
const nameOf = (page: Page) => page.getByRole("main").getByRole("listitem").getByRole("link")

test("every flow has its row: what is live, and how it did in 30 days", async ({ page }) => {
  await visit(page, "full", "/flows")
  await expect(nameOf(page)).toHaveText(["Annual teams", "Primary Flow"])
  await expect(rows(page).first()).toContainText(
    "Live: version 3 of 1 September · 1 session in 30 days · save rate 100%",
  )
  await expect(page.getByRole("checkbox", { name: "Annual teams is on" })).toBeChecked()
  expect(await complaintsOf(page)).toEqual([])
})

test("a draft is told in the line of its flow", async ({ page }) => {
  await visit(page, "full", "/flows/flow_1")
  await page.getByRole("textbox", { name: "Heading" }).fill("")
  await expect(page.getByText("Saved", { exact: true })).toBeVisible()
  await page.getByRole("link", { name: "Flows", exact: true }).last().click()
  await expect(rows(page).first()).toContainText("draft differs in 1 place · 1 thing to mend")
})

test("a version's old address leads to the version", async ({ page }) => {
  await visit(page, "full", "/flows/bp_2")
  await expect(page).toHaveURL("/versions/bp_2?workspace=acmecloud")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Annual teams, version 2")
})

test("what is no flow and no version is said so", async ({ page }) => {
  await visit(page, "empty", "/flows/nothing")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such flow")
})

test("a segment that is turned off shows so at once, and on again where it was not done", async ({
  page,
}) => {
  await visit(page, "full", "/flows")
  const isOn = page.getByRole("checkbox", { name: "Annual teams is on" })
  await expect(isOn).toBeChecked()
  await breakDown(page, /\/segments\/[^/]+$/)
  // looked at within the very click: a moment later the answer may be here
  const clicked = await isOn.evaluate((box: HTMLInputElement) => {
    box.click()
    return box.checked
  })
  expect(clicked).toBe(false)
  await expect(page.getByRole("alert")).toContainText("could not turn the segment off")
  await expect(isOn).toBeChecked()
})

test("a viewer reads, and has nothing to press that would be refused", async ({ page }) => {
  await visit(page, "full", "/flows", "viewer")
  await expect(page.getByRole("checkbox", { name: "Annual teams is on" })).toBeDisabled()
  await expect(page.getByRole("button", { name: /^Move/ })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "New segment" })).toHaveAttribute("aria-disabled", "true")
  await page.getByRole("button", { name: "Actions for Annual teams" }).click()
  await expect(page.getByRole("menuitem")).toHaveText(["History"])
})

test("a new segment begins as a copy, is put in order by keyboard, and is archived", async ({ page }) => {
  await visit(page, "full", "/flows")
  await page.getByRole("button", { name: "New segment" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Big teams")
  await page.getByRole("button", { name: "Create segment" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Big teams")
  await expect(page.getByText("Never published")).toBeVisible()
  await page.getByRole("navigation", { name: "Way back" }).getByRole("link").click()
  await expect(nameOf(page)).toHaveText(["Annual teams", "Big teams", "Primary Flow"])
  const up = page.getByRole("button", { name: "Move Big teams up" })
  await up.press("Enter")
  await expect(page.getByRole("status").filter({ hasText: "Big teams is now 1 of 2" })).toBeAttached()
  await expect(up).toBeFocused()
  await page.keyboard.press("Alt+ArrowDown")
  await page.keyboard.press("Alt+ArrowUp")
  // each move is sent by itself, and a page that is loaded anew takes what is on its way with it
  const stored = "fetch('/api/workspaces/acmecloud/flows').then((answer) => answer.json())"
  const names = async () =>
    ((await page.evaluate(stored)) as { flows: { name: string }[] }).flows.map(({ name }) => name)
  await expect.poll(names).toEqual(["Primary Flow", "Big teams", "Annual teams"])
  await page.reload()
  await expect(nameOf(page)).toHaveText(["Big teams", "Annual teams", "Primary Flow"])
  await page.getByRole("checkbox", { name: "Big teams is on" }).click()
  await expect(page.getByRole("alert")).toBeVisible()
  await expect(page.getByRole("checkbox", { name: "Big teams is on" })).not.toBeChecked()
  await page.getByRole("button", { name: "Actions for Big teams" }).click()
  await page.getByRole("menuitem", { name: "Archive" }).click()
  await expect(nameOf(page)).toHaveText(["Annual teams", "Primary Flow"])
  await page.getByRole("button", { name: "Show 1 archived" }).click()
  await expect(page.getByRole("list", { name: "Archived" })).toContainText("Big teams")
})
