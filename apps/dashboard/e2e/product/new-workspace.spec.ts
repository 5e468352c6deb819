import { expect, test, visit } from "./visit.ts"

test("an owner makes another workspace, and is in it as its owner", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: /^Workspace/ }).click()
  await page.getByRole("menuitem", { name: "New workspace…" }).click()
  const dialog = page.getByRole("dialog", { name: "New workspace" })
  await expect(dialog.getByRole("button", { name: "Create workspace" })).toBeDisabled()
  await dialog.getByLabel("Name").fill("  Corner   shop ")
  await dialog.getByLabel("Name").press("Enter")
  await expect(dialog).toBeHidden()
  await expect(page).toHaveURL(/\/\?workspace=(?!acmecloud)[a-z0-9]{9}$/)
  await expect(page.getByRole("button", { name: /^Workspace/ })).toContainText("Corner shop")
  await page.getByRole("link", { name: "Audit log" }).click()
  await expect(page.getByRole("list", { name: "Entries, newest first" })).toContainText(
    "created the workspace",
  )
})

test("an admin gives it another name, and makes none", async ({ page }) => {
  await visit(page, "full", "/", "admin")
  await page.getByRole("button", { name: /^Workspace/ }).click()
  await expect(page.getByRole("menuitem")).toHaveText(["Rename…"])
  await page.getByRole("menuitem", { name: "Rename…" }).click()
  const dialog = page.getByRole("dialog", { name: "Rename this workspace" })
  await expect(dialog.getByLabel("Name")).toHaveValue("Acme Cloud")
  await dialog.getByLabel("Name").fill("Acme")
  await dialog.getByRole("button", { name: "Rename" }).click()
  await expect(page.getByRole("button", { name: /^Workspace/ })).toHaveText(/^WorkspaceAcme$/)
})

test("a developer reads its name and can change nothing of it", async ({ page }) => {
  await visit(page, "full", "/", "developer")
  await expect(page.getByText("Acme Cloud", { exact: true })).toBeVisible()
  await expect(page.getByRole("button", { name: /^Workspace/ })).toHaveCount(0)
})
