import type { Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { owner } from "./people.ts"
import { breakDown, expect, giveRole, test, visit } from "./visit.ts"

const row = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text })
const dialog = (page: Page) => page.getByRole("dialog")
const roleOf = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^Role of ${name}`) })
const news = (page: Page, words: string) => page.locator("#page").getByText(words)

/** Nobody but the owner is left, and nobody is invited. */
async function leaveAlone({ setRole, database }: AcmeApp) {
  for (const person of ["grace", "alan", "katherine"] as const) await setRole(person, null)
  await database.db.deleteFrom("invitation").execute()
}

test("the side bar leads to who belongs: names, addresses, roles, and who one is", async ({ page }) => {
  await visit(page, "full")
  await page.getByRole("link", { name: "People" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("People")
  await expect(page.getByText("4 people")).toBeVisible()
  await expect(row(page, "Ada Lovelace")).toHaveText(/You.*owner@example\.com · joined 19 Oct 2025.*Owner$/)
  await expect(roleOf(page, "Grace Hopper")).toHaveText("Admin")
  await expect(row(page, "Ada Lovelace").getByRole("button", { name: /^Remove/ })).toHaveCount(0)
})

test("a role is changed by keyboard, and each says what it is for", async ({ page }) => {
  await visit(page, "full", "/people")
  await roleOf(page, "Katherine Johnson").focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("menuitemradio", { name: /^Developer/ })).toContainText("no data keys")
  await expect(page.getByRole("menuitemradio", { name: /^Owner/ })).toHaveCount(0)
  await page.getByRole("menuitemradio", { name: /^Member/ }).focus()
  await page.keyboard.press("Enter")
  await expect(roleOf(page, "Katherine Johnson")).toHaveText("Member")
  await expect(news(page, "Katherine Johnson is a Member now.")).toBeVisible()
  await expect(roleOf(page, "Katherine Johnson")).toBeFocused()
})

test("a change that is refused says why, and the role stays", async ({ page }) => {
  await visit(page, "full", "/people")
  await expect(roleOf(page, "Alan Turing")).toBeVisible()
  await giveRole(page, "developer")
  await roleOf(page, "Alan Turing").click()
  await page.getByRole("menuitemradio", { name: /^Admin/ }).click()
  await expect(page.getByRole("alert")).toContainText("Your role (developer) may not do this.")
  await expect(roleOf(page, "Alan Turing")).toHaveText("Developer")
})

test("removing somebody names them and says what it does; the focus goes to the page", async ({ page }) => {
  await visit(page, "full", "/people")
  const remove = page.getByRole("button", { name: "Remove Grace Hopper" })
  await remove.click()
  await expect(dialog(page)).toHaveAccessibleName("Remove Grace Hopper?")
  await expect(dialog(page)).toContainText("signed out everywhere, at once")
  await expect(dialog(page)).toContainText(
    "Invitations that they sent and that are still open are taken back.",
  )
  await expect(page.getByRole("button", { name: "Keep them" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(dialog(page)).toHaveCount(0)
  await expect(remove).toBeFocused()
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Remove and sign out" }).click()
  await expect(news(page, "Grace Hopper is removed and signed out.")).toBeVisible()
  await expect(row(page, "Grace Hopper").getByText("grace@example.com")).toHaveCount(0)
  await expect(page.getByText("3 people")).toBeVisible()
  await expect(page.locator("#page")).toBeFocused()
})

test("somebody is signed out everywhere, and stays", async ({ page }) => {
  await visit(page, "full", "/people")
  const signOut = page.getByRole("button", { name: "Sign out Grace Hopper everywhere" })
  await signOut.click()
  await expect(dialog(page)).toHaveAccessibleName("Sign out Grace Hopper everywhere?")
  await expect(page.getByRole("button", { name: "Leave them signed in" })).toBeFocused()
  await page.getByRole("button", { name: "Sign out everywhere" }).click()
  await expect(news(page, "Grace Hopper is signed out everywhere.")).toBeVisible()
  await expect(page.getByText("4 people")).toBeVisible()
  await expect(signOut).toBeFocused()
  await expect(page.getByRole("button", { name: "Sign out Ada Lovelace everywhere" })).toHaveCount(0)
})

test("an invitation is sent by keyboard, and its link is shown this once", async ({ page, acme }) => {
  await visit(page, "full", "/people")
  await page.getByRole("button", { name: "Invite" }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByLabel("Email")).toBeFocused()
  await page.keyboard.type(" new@example.com ")
  await page.getByRole("radio", { name: "Member" }).check()
  await page.keyboard.press("Enter")
  await expect(dialog(page)).toHaveAccessibleName("new@example.com is invited")
  await expect(page.getByText("A mail with the link is on its way to new@example.com.")).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(
    new RegExp(`^${acme.url}/invitation#token=acmecloud-[0-9a-f]{64}$`),
  )
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
  await page.getByRole("button", { name: "Copy link" }).click()
  await expect(page.getByText("Copied", { exact: true }).first()).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/token=acmecloud-/)
  await page.getByRole("button", { name: "Done" }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Invite" })).toBeFocused()
  await expect(row(page, "new@example.com")).toContainText("Member · invited by Ada Lovelace just now")
  await expect(row(page, "new@example.com")).toContainText("expires in 7 days")
  await expect(page.getByText("/invitation#token=")).toHaveCount(0)
})

test("somebody who belongs already is told at the field, and what was typed stays", async ({ page }) => {
  await visit(page, "full", "/people")
  await page.getByRole("button", { name: "Invite" }).click()
  await page.getByLabel("Email").fill("grace@example.com")
  await page.getByRole("button", { name: "Send invitation" }).click()
  await expect(page.getByText("Somebody with this address belongs to the workspace already.")).toBeVisible()
  await expect(page.getByLabel("Email")).toHaveValue("grace@example.com")
})

test("an expired invitation is sent again, and an open one taken back", async ({ page }) => {
  await visit(page, "full", "/people")
  await expect(row(page, "mary@example.com")).toContainText("Expired")
  const again = page.getByRole("button", { name: "Send again the invitation of mary@example.com" })
  await again.click()
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/token=acmecloud-/)
  await page.getByRole("button", { name: "Done" }).click()
  await expect(row(page, "mary@example.com")).not.toContainText("Expired")
  await expect(again).toBeFocused()
  await page.getByRole("button", { name: "Revoke the invitation of dorothy@example.com" }).click()
  await expect(
    news(page, "The invitation of dorothy@example.com is revoked; its link no longer works."),
  ).toBeVisible()
  await expect(page.getByText("1 open")).toBeVisible()
})

test.describe("without mail", () => {
  test.use({ hasMail: false })

  test("the page says that nothing is sent, and so does an invitation", async ({ page, acme }) => {
    await leaveAlone(acme)
    await visit(page, "empty", "/people")
    await expect(page.getByText("Mail is not configured.")).toBeVisible()
    await expect(page.getByText("Nobody is invited right now.")).toBeVisible()
    await page.getByRole("button", { name: "Invite" }).click()
    await page.getByLabel("Email").fill("new@example.com")
    await page.keyboard.press("Enter")
    await expect(dialog(page)).toContainText("so nothing is sent: hand the link over")
  })
})

test("the owner hands over with their password, and sees the page as an admin", async ({ page }) => {
  await visit(page, "full", "/people")
  await page.getByRole("button", { name: "Hand over ownership" }).click()
  await expect(page.getByLabel("New owner")).toBeFocused()
  await page.getByLabel("New owner").selectOption({ label: "Grace Hopper, grace@example.com (Admin)" })
  const password = page.getByRole("textbox", { name: "Your password" })
  await password.fill("wrong")
  await page.getByRole("button", { name: "Make Grace Hopper the owner" }).click()
  await expect(page.getByText("This is not your password.")).toBeVisible()
  await expect(password).toBeFocused()
  await page.keyboard.type(owner.password)
  await page.keyboard.press("Enter")
  await expect(news(page, "Grace Hopper is the owner now, and you are an Admin.")).toBeVisible()
  await expect(row(page, "grace@example.com")).toContainText("Owner")
  const button = page.getByRole("button", { name: "Hand over ownership" })
  await expect(button).toHaveAttribute("aria-disabled", "true")
  await button.focus()
  await expect(page.getByRole("tooltip")).toHaveText("Only Owners can do this; you are an Admin.")
})

test("an owner who is alone has nobody to hand over to", async ({ page, acme }) => {
  await leaveAlone(acme)
  await visit(page, "empty", "/people")
  await expect(page.getByText("invite somebody first")).toBeVisible()
  await expect(page.getByRole("button", { name: "Hand over ownership" })).toBeDisabled()
})

for (const role of ["developer", "member", "viewer"] as const) {
  test(`a ${role} does not see the page, nor the way to it`, async ({ page }) => {
    await visit(page, "full", "/people", role)
    await expect(page.getByText("Only Owners and Admins can do this")).toBeVisible()
    await expect(page.getByRole("link", { name: "People" })).toHaveCount(0)
    await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0)
  })
}

test("a person leaves from their own menu; the owner reads why they cannot", async ({ page }) => {
  const account = page.getByRole("button", { name: "Account: Ada Lovelace" })
  const leave = page.getByRole("menuitem", { name: /^Leave workspace/ })
  await visit(page, "full")
  await account.click()
  await expect(leave).toHaveAttribute("aria-disabled", "true")
  await expect(leave).toContainText("You own it: hand over ownership first.")
  await leave.focus()
  await page.keyboard.press("Enter")
  await expect(dialog(page)).toHaveCount(0)

  await giveRole(page, "viewer")
  await page.reload()
  await account.click()
  await leave.click()
  await expect(dialog(page)).toContainText("You lose Acme Cloud at once")
  await page.keyboard.press("Escape")
  await expect(account).toBeFocused()
  await account.click()
  await leave.click()
  await page.getByRole("button", { name: "Leave workspace" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are in no workspace yet")
  await page.getByRole("button", { name: "Sign out" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in")
})

test("people that cannot be loaded are said to be, and another try brings them", async ({ page }) => {
  await breakDown(page, /\/api\/.*\/(people|invitations)$/)
  await visit(page, "full", "/people")
  const faults = page.getByRole("alert")
  await expect(faults).toHaveCount(2)
  await expect(faults.first()).toContainText("Holdfast could not load the people")
  await expect(faults.first()).toContainText("req-7f3a91")
  await page.unrouteAll()
  await page.getByRole("button", { name: "Try again" }).first().click()
  await expect(page.getByText("4 people")).toBeVisible()
})
