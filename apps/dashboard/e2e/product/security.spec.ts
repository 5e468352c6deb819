import { turnOnSecondFactor } from "./second-factor.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

test("the owner sets up a second factor of their own before they require one of everybody", async ({
  page,
}) => {
  await visit(page, "full")
  await page.getByRole("link", { name: "Security" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Security")
  await expect(page.getByText("4 of 4 people have no second factor yet.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Require it of everybody" })).toHaveCount(0)
  await page.getByRole("link", { name: "Set up your own" }).click()
  await turnOnSecondFactor(page)
  await page.getByRole("button", { name: "I have kept them" }).click()

  await page.getByRole("link", { name: "Security" }).click()
  await page.getByRole("button", { name: "Require it of everybody" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Required of everybody" })).toBeVisible()
  await expect(page.getByText("3 of 4 people have no second factor yet. They must set one up")).toBeVisible()
  await page.getByRole("button", { name: "Stop requiring it" }).click()
  await expect(page.getByRole("status").filter({ hasText: "Not required" })).toBeVisible()
})

test("an admin sees it, and reads on the button who may change it", async ({ page }) => {
  await visit(page, "full", "/security", "admin")
  const button = page.getByRole("button", { name: "Require it of everybody" })
  await expect(button).toHaveAttribute("aria-disabled", "true")
  await button.focus()
  await expect(page.getByRole("tooltip")).toHaveText("Only Owners can do this; you are an Admin.")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("status").filter({ hasText: "Not required" })).toBeVisible()
})

test("others do not find the page in the side bar, and read on it who may see it", async ({ page }) => {
  await visit(page, "empty", "/security", "viewer")
  await expect(page.getByRole("navigation", { name: "Main" })).not.toContainText("Security")
  await expect(page.getByText("Only Owners and Admins can do this; you are a Viewer.")).toBeVisible()
})

test("what is required cannot be loaded: it says so, and can be tried again", async ({ page }) => {
  await breakDown(page, /\/api\/.*\/security$/)
  await visit(page, "empty", "/security")
  await expect(page.getByRole("alert")).toContainText("could not load what this workspace requires")
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
})
