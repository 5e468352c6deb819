import { expect, test, visit } from "./visit.ts"

test("an old version is drawn as customers saw it, beside what is published now", async ({ page }) => {
  await visit(page, "full", "/versions/bp_2")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Annual teams, version 2")
  await expect(page.getByText("Published 1 Mar. Read only")).toBeVisible()
  await expect(page.getByText("Version 3 is published now (since 1 September 2026 at 11:00).")).toContainText(
    "Since this one: 1 step changed, 1 removed, 1 new, look or settings changed.",
  )
  const survey = page.getByRole("article").filter({ hasText: "1. Survey" })
  for (const words of [
    "Why do you want to cancel?",
    "Your answer helps us.",
    "2 choices, in this order",
    "Too expensive",
    "Offer: 20% off for 3 months (coupon STAY20)",
    "Take 20% off",
    "What were you missing?",
    "Reports",
    "(typed)",
    "Changed since",
  ]) {
    await expect(survey.getByText(words).first()).toBeVisible()
  }
  const heading = survey
    .getByRole("term")
    .filter({ hasText: /^Heading$/ })
    .locator("..")
  await expect(heading.getByRole("definition")).toHaveText([
    "In this versionWhy do you want to cancel?",
    "NowWhat makes you want to cancel?",
  ])
  const feedback = page.getByRole("article").filter({ hasText: "2. Feedback" })
  await expect(feedback).toContainText("Removed since")
  await expect(feedback).toContainText("An answer is required; at least 10 characters")
  const confirm = page.getByRole("article").filter({ hasText: "3. Confirmation" })
  await expect(confirm).toContainText("Confirmation box: I know that my projects become read-only")
  await expect(confirm).not.toContainText("since")
  await expect(page.getByRole("region", { name: "New in version 3" })).toContainText(
    "A pause of up to 3 months",
  )
  await expect(page.getByRole("img", { name: "Colour #7c3aed" })).toBeVisible()
})

test("the version that is published now says so, and leads to the older ones", async ({ page }) => {
  await visit(page, "full", "/versions/bp_2")
  await page.getByRole("link", { name: "Open version 3" }).click()
  await expect(page).toHaveURL("/versions/bp_3?workspace=acmecloud")
  await expect(page.getByText("This is what is published now.")).toBeVisible()
  await expect(page.getByText(/since$/)).toHaveCount(0)
  await page.getByRole("link", { name: "Version 1" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Annual teams, version 1")
})

test("an id of a client's own is explained", async ({ page }) => {
  await visit(page, "full", "/versions/step-0-survey")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This flow is not kept here")
  await expect(page.getByText("A client SDK that brings its own steps")).toBeVisible()
  await expect(page.getByText("step-0-survey")).toBeVisible()
})
