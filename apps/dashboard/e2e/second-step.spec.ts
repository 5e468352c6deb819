import type { Page } from "@playwright/test"
import { fixtureCode, fixtureRecoveryCodes } from "./fixture-account.ts"
import { fixtureOwner } from "./fixture-state.ts"
import { expect, test, visit } from "./visit.ts"

async function reachSecondStep(page: Page, address = "/sign-in") {
  await visit(page, "out", address)
  await page.getByLabel("Email").fill(fixtureOwner.email)
  await page.getByRole("textbox", { name: "Password" }).fill("with a factor")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second factor")
}

test("after the password the code is asked for, and leads to the page that was wanted", async ({ page }) => {
  await reachSecondStep(page, "/?mode=test")
  const field = page.getByLabel("Code from your app")
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute("autocomplete", "one-time-code")
  await expect(field).toHaveAttribute("inputmode", "numeric")
  await page.keyboard.type(fixtureCode)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await expect(page).toHaveURL("/?workspace=app_acme&mode=test")
})

test("a wrong code is said to be wrong, and stands selected to be typed anew", async ({ page }) => {
  await reachSecondStep(page)
  await page.keyboard.type("111111")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("This code does not fit.")
  await page.keyboard.type("2")
  await expect(page.getByLabel("Code from your app")).toHaveValue("2")
})

test("a recovery code does as well, by keyboard alone", async ({ page }) => {
  await reachSecondStep(page)
  await page.keyboard.type("111111")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toBeVisible()
  await page.keyboard.press("Tab")
  await page.keyboard.press("Tab")
  await expect(page.getByRole("button", { name: "Use a recovery code" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByLabel("Recovery code")).toBeFocused()
  // what was said of the other code is no more
  await expect(page.getByRole("alert")).toHaveCount(0)
  await page.keyboard.type("wrong-wrong")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("This recovery code does not fit.")
  await page.getByLabel("Recovery code").fill(fixtureRecoveryCodes[3] ?? "")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
})

test("a sign-in that is over begins again with the password", async ({ page }) => {
  await reachSecondStep(page)
  await page.keyboard.type("000000")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("Start over with your password.")
  await page.getByRole("button", { name: "Start over" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in")
  await expect(page.getByLabel("Email")).toBeFocused()
})
