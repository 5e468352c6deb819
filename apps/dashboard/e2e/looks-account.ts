import type { Page } from "@playwright/test"
import { fixtureCode } from "./fixture-account.ts"
import { fixtureOwner, type Scenario } from "./fixture-state.ts"
import { expect, setCookie } from "./visit.ts"

interface LookedAt {
  name: string
  scenario: Scenario
  address: string
  ready: (page: Page) => Promise<void>
}

const see = (text: string) => (page: Page) => expect(page.getByText(text).first()).toBeVisible()

async function askForPassword(page: Page) {
  await page.getByRole("button", { name: "Set up" }).click()
  await page.getByRole("textbox", { name: "Your password" }).fill(fixtureOwner.password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible()
}

async function turnOn(page: Page) {
  await askForPassword(page)
  await page.getByLabel("Code from your app").fill(fixtureCode)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible()
}

/** Pages before the login. */
export const doorPages: readonly LookedAt[] = [
  {
    name: "second step",
    scenario: "out",
    address: "/sign-in",
    async ready(page) {
      await page.getByLabel("Email").fill(fixtureOwner.email)
      await page.getByRole("textbox", { name: "Password" }).fill("with a factor")
      await page.keyboard.press("Enter")
      await see("Code from your app")(page)
    },
  },
  { name: "forgotten password", scenario: "out", address: "/forgot-password", ready: see("Send the link") },
  {
    name: "new password",
    scenario: "out",
    address: "/reset-password?token=x",
    ready: see("Set the password"),
  },
  { name: "broken link", scenario: "out", address: "/reset-password", ready: see("This link is over") },
]

/** A person's own account, and what a workspace requires. */
export const accountPages: readonly LookedAt[] = [
  { name: "account", scenario: "full", address: "/account", ready: see("Safari on iPhone") },
  {
    name: "account with hostile logins",
    scenario: "hostile",
    address: "/account",
    ready: see("This browser"),
  },
  { name: "account with faults", scenario: "fault", address: "/account", ready: see("load your logins") },
  { name: "secret of a second factor", scenario: "full", address: "/account", ready: askForPassword },
  { name: "recovery codes", scenario: "full", address: "/account", ready: turnOn },
  {
    name: "second factor on",
    scenario: "guarded",
    address: "/account",
    async ready(page) {
      await turnOn(page)
      await page.getByRole("button", { name: "I have kept them" }).click()
      await see("On: signing in asks")(page)
      // as somebody finds it who comes back
      await page.reload()
      await see("On: signing in asks")(page)
    },
  },
  { name: "second factor first", scenario: "guarded", address: "/", ready: see("A second factor first") },
  { name: "security", scenario: "full", address: "/security", ready: see("Set up your own") },
  {
    name: "security, read only",
    scenario: "full",
    address: "/security",
    async ready(page) {
      await setCookie(page.context(), "role", "admin")
      await page.reload()
      await see("Require it of everybody")(page)
    },
  },
  { name: "security with a fault", scenario: "fault", address: "/security", ready: see("on its side") },
]
