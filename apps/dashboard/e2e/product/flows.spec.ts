import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, test, visit } from "./visit.ts"

const rows = (page: Page) => page.getByRole("main").getByRole("listitem")
const nameOf = (page: Page) => page.getByRole("main").getByRole("listitem").getByRole("link")

test("every flow has its row: what is live, and how it did in 30 days", async ({ page }) => {
  await visit(page, "full", "/flows")
  await expect(nameOf(page)).toHaveText(["Annual teams", "Primary Flow"])
  await expect(rows(page).first()).toContainText(
    "Live: version 3 of 1 September · 1 session in 30 days · save rate 100%",
  )
  await expect(page.getByRole("checkbox", { name: "Annual teams is on" })).toBeChecked()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
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

test("a viewer reads, and has nothing to press that would be refused", async ({ page }) => {
  await visit(page, "full", "/flows", "viewer")
  await expect(page.getByRole("checkbox", { name: "Annual teams is on" })).toBeDisabled()
  await expect(page.getByRole("button", { name: /^Move/ })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "New segment" })).toHaveAttribute("aria-disabled", "true")
  await page.getByRole("button", { name: "Actions for Annual teams" }).click()
  await expect(page.getByRole("menuitem")).toHaveText(["History"])
})
