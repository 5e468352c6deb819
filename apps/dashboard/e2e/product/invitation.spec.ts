import { invitations, invitationToken, owner } from "./people.ts"
import { breakDown, expect, goTo, test, visit } from "./visit.ts"

const linkOf = (which: keyof typeof invitations) =>
  `/invitation?token=${invitationToken("northwind", invitations[which])}`
const name = "Your name"
const password = { name: "Choose a password" }

test("a new person reads what they are invited to, chooses a name and a password, and is in", async ({
  page,
}) => {
  await goTo(page, linkOf("new"))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Join Northwind Traders")
  await expect(page.getByText("Grace Hopper invites dorothy@example.com as a Viewer.")).toBeVisible()
  await expect(page.getByText("Can read, but change nothing.")).toBeVisible()
  await expect(page.getByText("The invitation expires in 5 days.")).toBeVisible()
  await expect(page.getByLabel(name)).toBeFocused()
  await page.keyboard.type("Dorothy Vaughan")
  await page.keyboard.press("Tab")
  await page.keyboard.type("a password of hers")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: "Activity Stream" })).toBeVisible()
  await expect(page).toHaveURL(/workspace=northwind/)
})

test("a password manager finds the address and that the password is new", async ({ page }) => {
  await goTo(page, linkOf("new"))
  await expect(page.getByLabel("Email")).toHaveValue("dorothy@example.com")
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username")
  await expect(page.getByRole("textbox", password)).toHaveAttribute("autocomplete", "new-password")
})

test("a short password and an empty name are not sent", async ({ page }) => {
  await goTo(page, linkOf("new"))
  await page.getByLabel(name).fill("   ")
  await page.getByRole("textbox", password).fill("a password of hers")
  await page.getByRole("button", { name: "Join" }).click()
  expect(await page.getByLabel(name).evaluate((field: HTMLInputElement) => field.validity.valid)).toBe(false)
  await page.getByLabel(name).fill("Dorothy")
  await page.getByRole("textbox", password).fill("")
  await page.getByRole("textbox", password).pressSequentially("short")
  await page.getByRole("button", { name: "Join" }).click()
  await expect(page).toHaveURL(/invitation/)
})

test("somebody with an account signs in first, comes back, and accepts", async ({ page }) => {
  await goTo(page, linkOf("mine"))
  await expect(page.getByText("This address has an account.")).toBeVisible()
  await page.getByRole("link", { name: "Sign in to accept" }).click()
  await page.getByLabel("Email").fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(linkOf("mine"))
  await page.getByRole("button", { name: "Accept the invitation" }).click()
  await expect(page).toHaveURL(/workspace=northwind/)
  await page.getByRole("button", { name: /^Workspace/ }).click()
  await expect(page.getByRole("menuitemradio")).toHaveText(["Acme Cloud", "Northwind Traders"])
})

test("somebody else who is signed in is told whose it is, and signs out to go on", async ({ page }) => {
  await visit(page, "full", linkOf("new"))
  await expect(page.getByText("You are signed in as owner@example.com.")).toBeVisible()
  await expect(page.getByText("This invitation is for dorothy@example.com.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Join" })).toHaveCount(0)
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page.getByLabel(name)).toBeVisible()
  await expect(page).toHaveURL(linkOf("new"))
})

for (const { token, title, advice } of [
  { token: "used", title: "This invitation has been accepted", advice: "An invitation works once." },
  { token: "expired", title: "This invitation has expired", advice: "works for seven days" },
  { token: "revoked", title: "This invitation does not hold any more", advice: "look for a later mail" },
  { token: "nonsense", title: "This link leads to no invitation", advice: "Copy the whole link" },
] as const) {
  test(`a link that is ${token} says so, and what to do`, async ({ page }) => {
    await goTo(page, token === "nonsense" ? "/invitation?token=nonsense" : linkOf(token))
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title)
    await expect(page.getByText(advice)).toBeVisible()
    await expect(page.getByRole("button", { name: "Join" })).toHaveCount(0)
  })
}

test("a link without a token leads to no invitation", async ({ page }) => {
  await goTo(page, "/invitation")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link leads to no invitation")
})

test("an invitation that ends while its page is open says so", async ({ page }) => {
  await goTo(page, linkOf("new"))
  await page.getByLabel(name).fill("Dorothy")
  await page.getByRole("textbox", password).fill("a password of hers")
  await page.route("**/api/invitations/*", (route) =>
    route.fulfill({ status: 410, json: { error: { code: "revoked_invitation", message: "Taken back." } } }),
  )
  await page.getByRole("button", { name: "Join" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation does not hold any more")
})

test("a server that does not answer keeps what was typed", async ({ page }) => {
  await goTo(page, linkOf("new"))
  await page.getByLabel(name).fill("Dorothy")
  await page.getByRole("textbox", password).fill("a password of hers")
  await page.route("**/api/invitations/accept", (route) => route.abort())
  await page.getByRole("button", { name: "Join" }).click()
  await expect(page.getByRole("alert")).toContainText("Holdfast did not answer.")
  await expect(page.getByLabel(name)).toHaveValue("Dorothy")
  await expect(page.getByRole("textbox", password)).toHaveValue("a password of hers")
})

test("too many tries say to wait", async ({ page }) => {
  await goTo(page, linkOf("new"))
  await page.getByLabel(name).fill("Dorothy")
  await page.getByRole("textbox", password).fill("a password of hers")
  const message = "Too many requests from this address; wait a minute."
  await page.route("**/api/invitations/accept", (route) =>
    route.fulfill({ status: 429, json: { error: { code: "too_many", message } } }),
  )
  await page.getByRole("button", { name: "Join" }).click()
  await expect(page.getByRole("alert")).toContainText("too many requests at once")
})

test("an invitation that cannot be read is tried again", async ({ page }) => {
  await breakDown(page, /\/api\/invitations\/look$/)
  await goTo(page, linkOf("new"))
  await expect(page.getByRole("alert")).toContainText("Holdfast could not read the invitation")
  await page.route("**/api/invitations/look", (route) =>
    route.fulfill({ status: 410, json: { error: { code: "expired_invitation", message: "Expired." } } }),
  )
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation has expired")
})
