import type { TwoFactorSetup } from "@holdfast/protocol/dashboard"
import type { Page } from "@playwright/test"
import { totpAt } from "../../../server/src/account/two-factor/totp.ts"
import { unbase32 } from "../../../server/src/testing/unbase32.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { owner } from "./people.ts"
import { readPrepared } from "./prepared.ts"
import { expect } from "./visit.ts"

/** The code that the owner's app shows for what the server gave out; `at` the time of the tests unless another is named. */
export const codeOf = (secret: string, at = fixtureNow): string => totpAt(unbase32(secret), at)

/** On the account's page: up to the QR code. Answers the secret that is in it. */
export async function askForPassword(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Set up" }).click()
  await page.getByRole("textbox", { name: "Your password" }).fill(owner.password)
  const answer = page.waitForResponse(/\/two-factor\/set-up$/)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible()
  return ((await (await answer).json()) as TwoFactorSetup).secret
}

/** On the account's page: up to the recovery codes. Answers the secret, whose code of this half minute is used up. */
export async function turnOnSecondFactor(page: Page): Promise<string> {
  const secret = await askForPassword(page)
  await page.getByLabel("Code from your app").fill(codeOf(secret))
  await page.keyboard.press("Enter")
  await expect(page.getByRole("list", { name: "Recovery codes" })).toBeVisible()
  return secret
}

/** The owner has a second factor from now on; answers what opens it. */
export async function giveOwnerFactor(acme: AcmeApp): Promise<{ secret: string; recoveryCodes: string[] }> {
  const send = async (path: string, payload: object) => {
    const answer = await acme.app.inject({
      method: "POST",
      url: `/api/me/two-factor/${path}`,
      headers: { origin: acme.url, cookie: `holdfast.session_token=${readPrepared().cookies.ada}` },
      payload,
    })
    return answer.json()
  }
  const { secret } = await send("set-up", { password: owner.password })
  const { recoveryCodes } = await send("confirm", { code: codeOf(secret) })
  return { secret, recoveryCodes }
}
