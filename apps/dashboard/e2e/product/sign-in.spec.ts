import type { Page } from "@playwright/test"
import { owner } from "./people.ts"
import { endLogin, expect, goTo, test, visit } from "./visit.ts"

test("somebody signed out signs in and goes on to the page they asked for", async ({ page }) => {
  await goTo(page, "/?mode=test&range=7d")
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await expect(page.getByLabel("Email")).toBeFocused()
  await page.keyboard.type(owner.email)
  await page.keyboard.press("Tab")
  await page.keyboard.type(owner.password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await expect(page).toHaveURL("/?workspace=acmecloud&mode=test&range=7d")
})

test("a password manager finds what it looks for", async ({ page }) => {
  await goTo(page, "/sign-in")
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username")
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveAttribute(
    "autocomplete",
    "current-password",
  )
})

test("another site is nowhere to go after signing in", async ({ page }) => {
  await visit(page, "full", "/sign-in?to=%2F%2Fevil.example%2F")
  await expect(page).toHaveURL("/?workspace=acmecloud")
})

for (const { title, isTooOften, words } of [
  {
    title: "a wrong password is said to be wrong, and stands selected to be typed anew",
    isTooOften: false,
    words: "This email and password do not belong together.",
  },
  {
    title: "too many tries say how long to wait",
    isTooOften: true,
    words: "Wait 11 minutes, then try again.",
  },
]) {
  test(title, async ({ page }) => {
    await goTo(page, "/sign-in")
    await page.getByLabel("Email").fill(owner.email)
    const field = page.getByRole("textbox", { name: "Password" })
    await field.fill("wrong")
    if (isTooOften) await refuseTries(page)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("alert")).toContainText(words)
    await expect(field).toBeFocused()
    await page.keyboard.type("x")
    await expect(field).toHaveValue("x")
  })
}

const refuseTries = (page: Page) =>
  page.route("**/api/auth/sign-in/email", (route) =>
    route.fulfill({
      status: 429,
      headers: { "retry-after": "660" },
      json: { error: { code: "too_many_tries", message: "Too many wrong tries; wait 11 minutes." } },
    }),
  )

test("a server that does not answer keeps what was typed", async ({ page }) => {
  await goTo(page, "/sign-in")
  await page.route("**/api/auth/**", (route) => route.abort())
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill("secret")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert")).toContainText("Holdfast did not answer.")
  await expect(page.getByLabel("Email")).toHaveValue(owner.email)
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("secret")
})

test("signing out leads to the sign-in page, and back does not lead in again", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("button", { name: "Account: Ada Lovelace" }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in")
  await page.goBack()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in")
})

test("a sign-out that does not arrive says that the person is still signed in", async ({ page }) => {
  await page.route("**/api/auth/sign-out", (route) => route.abort())
  await visit(page, "full")
  await page.getByRole("button", { name: "Account: Ada Lovelace" }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page.getByRole("alert")).toContainText("You are still signed in")
})

test("a login that runs out leads to the sign-in page and back to the same view", async ({
  page,
  context,
}) => {
  await visit(page, "full", "/?range=30d")
  await expect(page.getByRole("article").first()).toBeVisible()
  // with the question of the other mode, and no sooner: what the page still asks by itself would find it out first
  await page.route(/\/api\/workspaces\/.*mode=test/, async (route) => {
    await endLogin(context)
    await route.fulfill({ status: 401, json: { error: { code: "signed_out", message: "Sign in first." } } })
  })
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Test" }).click()
  await expect(page).toHaveURL(/\/sign-in\?to=%2F%3Fworkspace%3Dacmecloud%26mode%3Dtest%26range%3D30d$/)
})
