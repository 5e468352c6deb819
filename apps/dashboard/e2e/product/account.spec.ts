import { readFile } from "node:fs/promises"
import type { TwoFactorSetup } from "@holdfast/protocol/dashboard"
import type { Page } from "@playwright/test"
import { owner } from "./people.ts"
import { codeOf, turnOnSecondFactor } from "./second-factor.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

const section = (page: Page, name: string) => page.getByRole("region", { name })
const factor = (page: Page) => section(page, "Two-factor authentication")

test("the person menu leads to the account", async ({ page, acme }) => {
  await acme.setRole("ada", "viewer", acme.place.northwind)
  await visit(page, "full", "/?workspace=northwind")
  await page.getByRole("button", { name: "Account: Ada Lovelace" }).click()
  await page.getByRole("menuitem", { name: "Your account" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account")
  await expect(page).toHaveURL("/account?workspace=northwind")
})

test("on a phone it does too, and the menu is closed", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await visit(page, "full")
  await page.getByRole("button", { name: "Open the menu" }).click()
  await page.getByRole("button", { name: "Account: Ada Lovelace" }).click()
  await page.getByRole("menuitem", { name: "Your account" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account")
  await expect(page.getByRole("dialog")).toHaveCount(0)
})

test("a new name is shown at once where the name stands", async ({ page }) => {
  await visit(page, "full", "/account")
  const save = page.getByRole("button", { name: "Save name" })
  await expect(save).toBeDisabled()
  await page.getByLabel("Your name").fill("Augusta King")
  await save.click()
  await expect(section(page, "Name").getByRole("status")).toHaveText("Saved")
  await expect(page.getByRole("button", { name: "Account: Augusta King" })).toBeVisible()
})

test("the password is changed with the one there is, and other browsers are signed out", async ({ page }) => {
  await visit(page, "full", "/account")
  const mine = section(page, "Password")
  await expect(section(page, "Where you are signed in").getByRole("listitem")).toHaveCount(3)
  await mine.getByRole("textbox", { name: "Current password" }).fill("wrong")
  await mine.getByRole("textbox", { name: "New password" }).fill("a better one")
  await page.keyboard.press("Enter")
  await expect(mine.getByText("This is not your password.")).toBeVisible()
  await mine.getByRole("textbox", { name: "Current password" }).fill(owner.password)
  await mine.getByRole("button", { name: "Change password" }).click()
  await expect(mine.getByRole("status")).toHaveText("Changed. Other browsers are signed out.")
  await expect(mine.getByRole("textbox", { name: "New password" })).toHaveValue("")
  await expect(section(page, "Where you are signed in").getByRole("listitem")).toHaveCount(1)
})

test("a second factor is set up in steps: password, QR code or secret, code, recovery codes", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await visit(page, "full", "/account")
  const mine = factor(page)
  await mine.getByRole("button", { name: "Set up" }).click()
  await expect(mine.getByRole("textbox", { name: "Your password" })).toBeFocused()
  await page.keyboard.type("wrong")
  await page.keyboard.press("Enter")
  await expect(mine.getByText("This is not your password.")).toBeVisible()
  await mine.getByRole("textbox", { name: "Your password" }).fill(owner.password)
  const answer = page.waitForResponse(/\/two-factor\/set-up$/)
  await page.keyboard.press("Enter")

  const { secret } = (await (await answer).json()) as TwoFactorSetup
  await expect(mine.getByRole("img", { name: "QR code" })).toBeVisible()
  await expect(mine.getByText(secret.match(/.{4}/g)?.slice(0, 4).join(" ") ?? "no secret")).toBeVisible()
  await mine.getByLabel("Code from your app").fill("999999")
  await page.keyboard.press("Enter")
  await expect(mine.getByText("This code does not fit.")).toBeVisible()
  const code = codeOf(secret)
  await mine.getByLabel("Code from your app").fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await mine.getByRole("button", { name: "Turn on" }).click()

  await expect(mine.getByRole("listitem")).toHaveCount(10)
  const codes = await mine.getByRole("listitem").allInnerTexts()
  await mine.getByRole("button", { name: "Copy codes" }).click()
  await expect(mine.getByRole("status")).toHaveText("Copied")
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join("\n"))
  const downloading = page.waitForEvent("download")
  await mine.getByRole("link", { name: "Download" }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toBe("holdfast-recovery-codes.txt")
  expect(await readFile(await file.path(), "utf8")).toBe(
    `Holdfast recovery codes of ${owner.email}. Each works once.\n\n${codes.join("\n")}\n`,
  )
  await mine.getByRole("button", { name: "I have kept them" }).click()
  await expect(mine.getByText("On: signing in asks for a code from your app.")).toBeVisible()
  await expect(mine.getByText("10 recovery codes are left.")).toBeVisible()
})

test("new recovery codes and turning off ask for the password and a code as well", async ({ page }) => {
  await visit(page, "full", "/account")
  const secret = await turnOnSecondFactor(page)
  const mine = factor(page)
  const codes = await mine.getByRole("listitem").allTextContents()
  const code = mine.getByLabel("Code from your app, or a recovery code")
  await mine.getByRole("button", { name: "I have kept them" }).click()
  await mine.getByRole("button", { name: "New recovery codes" }).click()
  await page.route("**/recovery-codes", (route) =>
    route.fulfill({
      status: 429,
      headers: { "retry-after": "700" },
      json: { error: { code: "too_many_tries", message: "Too many wrong tries; wait 12 minutes." } },
    }),
  )
  await mine.getByRole("textbox", { name: "Your password" }).fill("guessed")
  await expect(mine.getByRole("button", { name: "Make new codes" })).toBeDisabled()
  await code.fill("123456")
  await page.keyboard.press("Enter")
  await expect(mine.getByText("Too many wrong tries. Wait 12 minutes, then try again.")).toBeVisible()
  await page.unrouteAll()
  await mine.getByRole("textbox", { name: "Your password" }).fill(owner.password)
  await code.fill("another-code")
  await page.keyboard.press("Enter")
  await expect(mine.getByText("This code does not fit.")).toBeVisible()
  await code.fill(codes[0] ?? "")
  await page.keyboard.press("Enter")
  await expect(mine.getByRole("listitem")).toHaveCount(10)
  const renewed = await mine.getByRole("listitem").allTextContents()
  await mine.getByRole("button", { name: "I have kept them" }).click()
  await mine.getByRole("button", { name: "Turn off" }).click()
  await mine.getByRole("button", { name: "Cancel" }).click()
  await expect(mine.getByText("On: signing in asks")).toBeVisible()
  // the form had the focus and is gone
  await expect(mine.locator(":focus")).toContainText("On: signing in asks")
  await mine.getByRole("button", { name: "Turn off" }).click()
  await mine.getByRole("textbox", { name: "Your password" }).fill(owner.password)
  // the one that confirmed it
  await code.fill(codeOf(secret))
  await mine.getByRole("button", { name: "Turn off" }).click()
  await expect(mine.getByText("This code has been used; wait for the next one.")).toBeVisible()
  await code.fill(renewed[0] ?? "")
  await mine.getByRole("button", { name: "Turn off" }).click()
  await expect(mine.getByRole("button", { name: "Set up" })).toBeVisible()
  await expect(mine.locator(":focus")).toContainText("Signing in then takes a code")
})

test("other browsers are signed out one by one or all at once", async ({ page }) => {
  await visit(page, "full", "/account")
  const mine = section(page, "Where you are signed in")
  await expect(mine.getByRole("listitem")).toHaveCount(3)
  await expect(mine.getByRole("listitem").first()).toContainText("Firefox on LinuxThis browser")
  await expect(mine.getByText("3 logins")).toBeVisible()
  const password = mine.getByRole("textbox", { name: "Your password, once more" })
  const signOut = mine.getByRole("button", { name: "Sign out", exact: true })
  await mine.getByRole("button", { name: "Sign out curl" }).click()
  await expect(password).toBeFocused()
  await password.fill("wrong horse battery")
  await signOut.click()
  await expect(mine.getByText("This is not your password.")).toBeVisible()
  await expect(mine.getByRole("listitem")).toHaveCount(3)
  await password.fill(owner.password)
  await signOut.click()
  await expect(mine.getByRole("listitem")).toHaveCount(2)
  await expect(mine.getByRole("list")).toBeFocused()
  await mine.getByRole("button", { name: "Sign out elsewhere" }).click()
  await mine.getByRole("button", { name: "Cancel" }).click()
  await expect(password).toHaveCount(0)
  await expect(mine.getByRole("listitem")).toHaveCount(2)
  await mine.getByRole("button", { name: "Sign out elsewhere" }).click()
  await password.fill(owner.password)
  await signOut.click()
  await expect(mine.getByRole("listitem")).toHaveCount(1)
  await expect(mine.getByRole("status")).toHaveText("You are signed in only here.")
  await expect(mine.getByRole("button", { name: "Sign out elsewhere" })).toHaveCount(0)
})

test("what cannot be loaded says so, and the rest of the account stays", async ({ page }) => {
  await breakDown(page, /\/api\/me\/.+/)
  await visit(page, "empty", "/account")
  await expect(factor(page).getByRole("alert")).toContainText("could not load two-factor authentication")
  await expect(section(page, "Where you are signed in").getByRole("alert")).toContainText(
    "could not load your logins",
  )
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Lovelace")
})

test("a workspace that requires a second factor leads to setting it up, and then lets in", async ({
  page,
  acme,
}) => {
  await acme.changeWorkspace({ requires_two_factor: true })
  await visit(page, "full", "/?range=7d")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up two-factor authentication first")
  await page.getByRole("link", { name: "Set up two-factor authentication" }).click()
  await expect(page).toHaveURL("/account?workspace=acmecloud#second-factor")
  await expect(factor(page).getByText("It is required by Acme Cloud.")).toBeVisible()
  await turnOnSecondFactor(page)
  await factor(page).getByRole("button", { name: "I have kept them" }).click()
  await page.getByRole("link", { name: "Cancellation Analytics" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await expect(page.getByRole("article").first()).toBeVisible()
})
