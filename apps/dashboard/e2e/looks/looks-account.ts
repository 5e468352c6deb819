import type { Page } from "@playwright/test"
import { fixtureOwner } from "./fixture-state.ts"
import { look, see } from "./looked-at.ts"
import { askForPassword, turnOnSecondFactor } from "./second-factor.ts"
import { expect, setCookie } from "./visit.ts"

async function askForSecondStep(page: Page) {
  await page.getByLabel("Email").fill(fixtureOwner.email)
  await page.getByRole("textbox", { name: "Password" }).fill("with a factor")
  await page.keyboard.press("Enter")
  await see("Code from your app")(page)
}

async function keepCodes(page: Page) {
  await turnOnSecondFactor(page)
  await page.getByRole("button", { name: "I have kept them" }).click()
  await see("On: signing in asks")(page)
  // where the button was now stands a moment, which says more of itself to a pointer that rests on it
  await page.mouse.move(0, 0)
  await expect(page.getByRole("tooltip")).toHaveCount(0)
}

async function becomeAdmin(page: Page) {
  await setCookie(page.context(), "role", "admin")
  await page.reload()
  await see("Require it of everybody")(page)
}

/** Pages before the login. */
export const doorPages = [
  look("sign-in", "out", "/sign-in", see("Sign in")),
  look("second step", "out", "/sign-in", askForSecondStep),
  look("forgotten password", "out", "/forgot-password", see("Send the link")),
  look("new password", "out", "/reset-password?token=x", see("Set the password")),
  look("broken link", "out", "/reset-password", see("This link is over")),
  look("an invitation for somebody new", "out", "/invitation?token=new", see("Choose a password")),
  look("an invitation for somebody else", "full", "/invitation?token=new", see("You are signed in as")),
  look("an invitation that has expired", "out", "/invitation?token=expired", see("has expired")),
]

/** A person's own account, and what a workspace requires. */
export const accountPages = [
  look("account", "full", "/account", see("Safari on iPhone")),
  look("account with hostile logins", "hostile", "/account", see("This browser")),
  look("account with faults", "fault", "/account", see("load your logins")),
  look("secret of a second factor", "full", "/account", askForPassword),
  look("recovery codes", "full", "/account", turnOnSecondFactor),
  look("second factor on", "guarded", "/account", keepCodes),
  look("second factor first", "guarded", "/", see("A second factor first")),
  look("security", "full", "/security", see("Set up your own")),
  look("security, read only", "full", "/security", becomeAdmin),
  look("security with a fault", "fault", "/security", see("on its side")),
]
