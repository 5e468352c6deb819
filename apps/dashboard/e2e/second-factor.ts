import type { Page } from "@playwright/test"
import { fixtureCode } from "./fixture-account.ts"
import { fixtureOwner } from "./fixture-state.ts"
import { expect } from "./visit.ts"

/** On the account's page: up to the QR code. */
export async function askForPassword(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Set up" }).click()
  await page.getByRole("textbox", { name: "Your password" }).fill(fixtureOwner.password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible()
}

/** On the account's page: up to the recovery codes. */
export async function turnOnSecondFactor(page: Page): Promise<void> {
  await askForPassword(page)
  await page.getByLabel("Code from your app").fill(fixtureCode)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible()
}
