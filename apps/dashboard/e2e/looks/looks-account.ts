import type { Page } from "@playwright/test"
import { look, see } from "./looked-at.ts"
import { expect } from "./visit.ts"

async function askForSecondStep(page: Page) {
  await page.getByLabel("Email").fill("owner@example.com")
  await page.getByRole("textbox", { name: "Password" }).fill("whatever it is")
  await page.keyboard.press("Enter")
  await see("Code from your app")(page)
}

/** Up to the QR code. */
async function askForPassword(page: Page) {
  await page.getByRole("button", { name: "Set up" }).click()
  await page.getByRole("textbox", { name: "Your password" }).fill("whatever it is")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible()
}

async function seeRecoveryCodes(page: Page) {
  await askForPassword(page)
  await page.getByLabel("Code from your app").fill("123456")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible()
}

/** Pages before the login. */
export const doorPages = [
  look("sign-in", "out", "/sign-in", see("Sign in")),
  look("second step", "out", "/sign-in", askForSecondStep),
  look("forgotten password", "out", "/forgot-password", see("Send the link")),
  look("new password", "out", "/reset-password#token=x", see("Set the password")),
  look("broken link", "out", "/reset-password", see("This link has expired")),
  look("an invitation for somebody new", "out", "/invitation#token=new", see("Choose a password")),
  look("an invitation for somebody else", "full", "/invitation#token=new", see("You are signed in as")),
  look("an invitation that has expired", "out", "/invitation#token=expired", see("has expired")),
]

/** A person's own account, and what a workspace requires. */
export const accountPages = [
  look("account", "full", "/account", see("Safari on iPhone")),
  look("account with hostile logins", "hostile", "/account", see("This browser")),
  look("account with faults", "fault", "/account", see("load your logins")),
  look("secret of a second factor", "full", "/account", askForPassword),
  look("recovery codes", "full", "/account", seeRecoveryCodes),
  look("second factor on", "factored", "/account", see("On: signing in asks")),
  look("second factor first", "guarded", "/", see("Set up two-factor authentication first")),
  look("security", "full", "/security", see("Set up your own")),
  look("security, read only", "admin", "/security", see("Require it of everybody")),
  look("security with a fault", "fault", "/security", see("on its side")),
]
