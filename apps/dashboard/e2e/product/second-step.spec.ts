import type { Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { owner } from "./people.ts"
import { codeOf, giveOwnerFactor } from "./second-factor.ts"
import { expect, goTo, test } from "./visit.ts"

/** Answers what opens it. */
async function reachSecondStep(page: Page, acme: AcmeApp, address = "/sign-in") {
  const factor = await giveOwnerFactor(acme)
  await goTo(page, address)
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Two-factor authentication")
  return factor
}

test("after the password the code is asked for, and leads to the page that was wanted", async ({
  page,
  acme,
}) => {
  const { secret } = await reachSecondStep(page, acme, "/?mode=test")
  const field = page.getByLabel("Code from your app")
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute("autocomplete", "one-time-code")
  await expect(field).toHaveAttribute("inputmode", "numeric")
  // better-auth, which checks it here, has a clock of its own
  await page.keyboard.type(codeOf(secret, new Date()))
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=test")
})

test("a wrong code is said to be wrong, and stands selected to be typed anew", async ({ page, acme }) => {
  await reachSecondStep(page, acme)
  await page.keyboard.type("111111")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("This code does not fit.")
  await page.keyboard.type("2")
  await expect(page.getByLabel("Code from your app")).toHaveValue("2")
})

test("a recovery code does as well, by keyboard alone", async ({ page, acme }) => {
  const { recoveryCodes } = await reachSecondStep(page, acme)
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
  await page.getByLabel("Recovery code").fill(recoveryCodes[3] ?? "")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
})

test("a sign-in that is over begins again with the password", async ({ page, acme }) => {
  await reachSecondStep(page, acme)
  await page.context().clearCookies()
  await page.keyboard.type("111111")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("Start over with your password.")
  await page.getByRole("button", { name: "Start over" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in")
  await expect(page.getByLabel("Email")).toBeFocused()
})
