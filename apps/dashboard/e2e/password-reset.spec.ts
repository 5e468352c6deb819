import { fixtureOwner } from "./fixture-state.ts"
import { expect, setCookie, test, visit } from "./visit.ts"

test("who forgot their password asks for a link, and is not told whether they have an account", async ({
  page,
}) => {
  await visit(page, "out", "/sign-in")
  await page.getByRole("link", { name: "Forgot password?" }).click()
  await expect(page).toHaveURL("/forgot-password")
  await expect(page.getByLabel("Email")).toBeFocused()
  await expect(page.getByText("Mail is not configured")).toHaveCount(0)
  await page.keyboard.type(fixtureOwner.email)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your mail")
  await expect(page.getByRole("status")).toHaveText(
    `If there is an account for ${fixtureOwner.email}, a mail with a link is on its way. The link works once, within an hour.`,
  )
  await page.getByRole("link", { name: "Back to the sign-in" }).click()
  await expect(page).toHaveURL("/sign-in")
})

test("where mail is not configured the page says so, and who can help", async ({ page, context }) => {
  await setCookie(context, "mail", "off")
  await visit(page, "out", "/forgot-password")
  const help =
    "Whoever runs it reads the link out for you with holdfast mail, or makes one with holdfast reset-password."
  await expect(page.getByText(help)).toBeVisible()
  await page.getByLabel("Email").fill(fixtureOwner.email)
  await page.getByRole("button", { name: "Send the link" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The mail is written")
  await expect(page.getByText("waits on this server")).toBeVisible()
  await expect(page.getByText(help)).toBeVisible()
})

test("a server that does not answer keeps what was typed", async ({ page }) => {
  await visit(page, "out", "/forgot-password")
  await page.route("**/api/password-resets", (route) => route.abort())
  await page.getByLabel("Email").fill(fixtureOwner.email)
  await page.getByRole("button", { name: "Send the link" }).click()
  await expect(page.getByRole("alert")).toContainText("Holdfast did not answer.")
  await expect(page.getByLabel("Email")).toHaveValue(fixtureOwner.email)
})

test("the link of the mail takes a new password, and leads to the sign-in", async ({ page }) => {
  await visit(page, "out", "/reset-password?token=good")
  const field = page.getByRole("textbox", { name: "New password" })
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute("autocomplete", "new-password")
  await page.keyboard.type("short")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a new password")
  await field.fill("too common")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("password is not taken.")
  await field.fill("a better one")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your new password is set")
  await page.getByRole("link", { name: "Sign in" }).click()
  await expect(page).toHaveURL("/sign-in")
})

for (const { title, address, words } of [
  { title: "that is over", address: "/reset-password?token=over", words: "more than an hour old" },
  { title: "that is not whole", address: "/reset-password", words: "It is not whole." },
]) {
  test(`a link ${title} says so, and how to get another`, async ({ page }) => {
    await visit(page, "out", address)
    if (address.includes("token")) {
      await page.getByRole("textbox", { name: "New password" }).fill("a better one")
      await page.keyboard.press("Enter")
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link is over")
    await expect(page.getByText(words)).toBeVisible()
    await page.getByRole("link", { name: "Ask for another link" }).click()
    await expect(page).toHaveURL("/forgot-password")
  })
}
