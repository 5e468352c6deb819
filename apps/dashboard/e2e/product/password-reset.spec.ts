import type { AcmeApp } from "./acme-app.ts"
import { owner } from "./people.ts"
import { expect, goTo, test } from "./visit.ts"

/** The address in the newest mail to the owner. */
async function mailedLink({ database, secret, url }: AcmeApp): Promise<string> {
  const { sealed } = await database.db
    .selectFrom("mail")
    .select("sealed")
    .where("recipient", "=", owner.email)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow()
  const { text } = JSON.parse(secret.unseal(sealed ?? Buffer.from(""))) as { text: string }
  return /\S*\/reset-password\S*/.exec(text)?.[0].replace(url, "") ?? "/no-link"
}

test("who forgot their password asks for a link, and is not told whether they have an account", async ({
  page,
}) => {
  await goTo(page, "/sign-in")
  await page.getByRole("link", { name: "Forgot password?" }).click()
  await expect(page).toHaveURL("/forgot-password")
  await expect(page.getByLabel("Email")).toBeFocused()
  await expect(page.getByText("Mail is not configured")).toHaveCount(0)
  await page.keyboard.type(owner.email)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your mail")
  await expect(page.getByRole("status")).toHaveText(
    `If there is an account for ${owner.email}, a mail with a link is on its way. The link works once, within an hour.`,
  )
  await page.getByRole("link", { name: "Back to the sign-in" }).click()
  await expect(page).toHaveURL("/sign-in")
})

test.describe("where mail is not configured", () => {
  test.use({ hasMail: false })

  test("the page says so, and who can help", async ({ page }) => {
    await goTo(page, "/forgot-password")
    const help =
      "Whoever runs it reads the link out for you with holdfast mail, or makes one with holdfast reset-password."
    await expect(page.getByText(help)).toBeVisible()
    await page.getByLabel("Email").fill(owner.email)
    await page.getByRole("button", { name: "Send the link" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("The mail is written")
    await expect(page.getByText("waits on this server")).toBeVisible()
    await expect(page.getByText(help)).toBeVisible()
  })
})

test("a server that does not answer keeps what was typed", async ({ page }) => {
  await goTo(page, "/forgot-password")
  await page.route("**/api/password-resets", (route) => route.abort())
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("button", { name: "Send the link" }).click()
  await expect(page.getByRole("alert")).toContainText("Holdfast did not answer.")
  await expect(page.getByLabel("Email")).toHaveValue(owner.email)
})

test("the link of the mail takes a new password, and leads to the sign-in", async ({ page, acme }) => {
  await acme.app.inject({
    method: "POST",
    url: "/api/password-resets",
    headers: { origin: acme.url },
    payload: { email: owner.email },
  })
  // in time: a request right behind the beginning of this may pass it by
  await page.route("**/api/password-resets/use", (route) =>
    route.fulfill({ status: 422, json: { error: { code: "invalid", message: "password is not taken." } } }),
  )
  await goTo(page, await mailedLink(acme))
  const field = page.getByRole("textbox", { name: "New password" })
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute("autocomplete", "new-password")
  await page.keyboard.type("short")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a new password")
  await field.fill("too common")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alert")).toContainText("password is not taken.")
  await page.unrouteAll()
  await field.fill("a better one")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your new password is set")
  await page.getByRole("link", { name: "Sign in" }).click()
  await expect(page).toHaveURL("/sign-in")
})

for (const { title, address, words } of [
  { title: "that is over", address: "/reset-password#token=over", words: "more than an hour old" },
  { title: "that is not whole", address: "/reset-password", words: "It is not whole." },
]) {
  test(`a link ${title} says so, and how to get another`, async ({ page }) => {
    await goTo(page, address)
    if (address.includes("token")) {
      await page.getByRole("textbox", { name: "New password" }).fill("a better one")
      await page.keyboard.press("Enter")
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link has expired")
    await expect(page.getByText(words)).toBeVisible()
    await page.getByRole("link", { name: "Ask for another link" }).click()
    await expect(page).toHaveURL("/forgot-password")
  })
}
