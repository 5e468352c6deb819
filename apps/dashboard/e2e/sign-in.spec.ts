import { fixtureOwner } from "./fixture-state.ts"
import { expect, test, visit } from "./visit.ts"

test("a stranger signs in and goes on to the page they asked for", async ({ page }) => {
  await visit(page, "out", "/?mode=test&range=7d")
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await expect(page.getByLabel("Email")).toBeFocused()
  await page.keyboard.type(fixtureOwner.email)
  await page.keyboard.press("Tab")
  await page.keyboard.type(fixtureOwner.password)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cancellation Analytics")
  await expect(page).toHaveURL("/?workspace=app_acme&mode=test&range=7d")
})

test("a password manager finds what it looks for", async ({ page }) => {
  await visit(page, "out", "/sign-in")
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username")
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveAttribute(
    "autocomplete",
    "current-password",
  )
})

test("another site is nowhere to go after signing in", async ({ page }) => {
  await visit(page, "full", "/sign-in?to=%2F%2Fevil.example%2F")
  await expect(page).toHaveURL("/?workspace=app_acme")
})

for (const { title, password, words } of [
  {
    title: "a wrong password is said to be wrong, and stands selected to be typed anew",
    password: "wrong",
    words: "This email and password do not belong together.",
  },
  {
    title: "too many tries say how long to wait",
    password: "too often",
    words: "Wait 11 minutes, then try again.",
  },
]) {
  test(title, async ({ page }) => {
    await visit(page, "out", "/sign-in")
    await page.getByLabel("Email").fill(fixtureOwner.email)
    const field = page.getByRole("textbox", { name: "Password" })
    await field.fill(password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await expect(page.getByRole("alert")).toContainText(words)
    await expect(field).toBeFocused()
    await page.keyboard.type("x")
    await expect(field).toHaveValue("x")
  })
}

test("a server that does not answer keeps what was typed", async ({ page }) => {
  await visit(page, "out", "/sign-in")
  await page.route("**/api/auth/**", (route) => route.abort())
  await page.getByLabel("Email").fill(fixtureOwner.email)
  await page.getByRole("textbox", { name: "Password" }).fill("secret")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert")).toContainText("Holdfast did not answer.")
  await expect(page.getByLabel("Email")).toHaveValue(fixtureOwner.email)
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

test("a sign-out that does not arrive says that the person is still signed in", async ({ page, context }) => {
  await context.addCookies([{ name: "sign-out", value: "fails", url: "http://127.0.0.1" }])
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
  await context.addCookies([{ name: "scenario", value: "out", url: "http://127.0.0.1" }])
  await page.getByRole("button", { name: /^Mode/ }).click()
  await page.getByRole("menuitemradio", { name: "Test" }).click()
  await expect(page).toHaveURL(/\/sign-in\?to=%2F%3Fworkspace%3Dapp_acme%26mode%3Dtest%26range%3D30d$/)
})
