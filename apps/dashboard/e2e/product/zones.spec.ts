import { sessionAt } from "../looks/looked-at.ts"
import { expect, rowOf, test, visit } from "./visit.ts"

test.describe("west of Greenwich a calendar day is still that day", () => {
  test.use({ timezoneId: "America/New_York" })

  test("in the tooltip of a row", async ({ page }) => {
    await visit(page, "full")
    await rowOf(page, "cheaper plan").getByRole("button", { name: "subscribed 2 yr 3 mo" }).hover()
    await expect(page.getByRole("tooltip")).toHaveText("Subscribed since 12 August 2024")
  })

  for (const { where, address } of [
    { where: "on a session's page", address: sessionAt(2) },
    { where: "on a customer's page", address: "/customers/cus_ada" },
  ]) {
    test(where, async ({ page }) => {
      await visit(page, "told", address)
      const facts = page.locator("dl").filter({ hasText: "Subscribed since" })
      await expect(facts).toContainText("12 August 2024")
      await expect(facts).toContainText("until 30 November 2026")
    })
  }

  test("while the time of a session is the reader's own", async ({ page }) => {
    await visit(page, "told", sessionAt(2))
    await expect(page.getByText(/^Monday,? 23 November 2026 at 03:55:00/)).toBeVisible()
  })
})
