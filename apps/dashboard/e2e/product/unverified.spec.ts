import { expect, expectMatches, test, visit } from "./visit.ts"

test("the page says how many sessions are unverified, and one click leaves them out", async ({ page }) => {
  await visit(page, "full")
  await expectMatches(page, "14 sessions")
  await expect(page.getByText("1 unverified")).toBeVisible()
  const leaveOut = page.getByRole("button", { name: "Leave out unverified sessions" })
  await leaveOut.click()
  await expectMatches(page, "13 sessions")
  await expect(page).toHaveURL("/?workspace=acmecloud&not-customer=unverified")
  await expect(page.getByText("1 unverified")).toHaveCount(0)
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeFocused()
  await page.getByRole("button", { name: "Remove Not Customer: Unverified" }).click()
  await expectMatches(page, "14 sessions")
  await expect(leaveOut).toBeVisible()
})

test("where every session is verified, nothing is said of it", async ({ page }) => {
  await visit(page, "many")
  await expectMatches(page, "34 sessions")
  await expect(page.getByText("unverified")).toHaveCount(0)
})

test("while a search spans all time, the number is told and nothing can be left out", async ({ page }) => {
  await visit(page, "full", "/?q=e")
  await expect(page.getByText("1 unverified")).toBeVisible()
  await expect(page.getByRole("button", { name: "Leave out unverified sessions" })).toHaveCount(0)
})
