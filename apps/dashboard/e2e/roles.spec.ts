import type { Role } from "@holdfast/protocol"
import type { Page } from "@playwright/test"
import { fixtureOwner } from "./fixture-state.ts"
import { expect, setCookie, test, visit } from "./visit.ts"

/**
 * What each role finds in the dashboard. Written by hand, as the server's own test is (`permission-rows.ts`): a page or a
 * button that comes to stand for some roles only gets one line here.
 */
const all: readonly Role[] = ["owner", "admin", "developer", "member", "viewer"]
const managers: readonly Role[] = ["owner", "admin"]
const developers: readonly Role[] = ["owner", "admin", "developer"]

/** Pages of the side bar, from the top down: whose they are, and how the others are told. */
const places: { label: string; address: string; roles: readonly Role[]; who: string }[] = [
  { label: "Cancellation Analytics", address: "/", roles: all, who: "everybody" },
  { label: "People", address: "/people", roles: managers, who: "Owners and Admins" },
  { label: "Security", address: "/security", roles: managers, who: "Owners and Admins" },
  { label: "Keys", address: "/keys", roles: developers, who: "Owners, Admins and Developers" },
  { label: "Audit log", address: "/audit-log", roles: managers, who: "Owners and Admins" },
  { label: "Mail", address: "/outbox", roles: managers, who: "Owners and Admins" },
]

/** Buttons that everybody sees and some may press. */
const buttons: { name: string; at: string; roles: readonly Role[]; who: string }[] = [
  { name: "Export Data", at: "/", roles: managers, who: "Owners and Admins" },
]

const names: Record<Role, string> = {
  owner: "an Owner",
  admin: "an Admin",
  developer: "a Developer",
  member: "a Member",
  viewer: "a Viewer",
}

for (const role of all) {
  test.describe(names[role], () => {
    const refusal = (who: string) => `Only ${who} can do this; you are ${names[role]}.`

    test("signs in and finds their places in the side bar, and no others", async ({ page, context }) => {
      await setCookie(context, "role", role)
      await visit(page, "out")
      await page.getByLabel("Email").fill(fixtureOwner.email)
      await page.getByRole("textbox", { name: "Password" }).fill(fixtureOwner.password)
      await page.keyboard.press("Enter")
      const theirs = places.filter(({ roles }) => roles.includes(role)).map(({ label }) => label)
      await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(theirs)
    })

    for (const { label, address, roles, who } of places) {
      const isTheirs = roles.includes(role)
      test(
        `${isTheirs ? "opens" : "is told whose"} ${label} ${isTheirs ? "" : "is"}`.trim(),
        async ({ page, context }) => {
          await setCookie(context, "role", role)
          await visit(page, "full", address)
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(label)
          if (!isTheirs) await expect(page.getByRole("main")).toContainText(refusal(who))
          await expect(page.getByText(refusal(who))).toHaveCount(isTheirs ? 0 : 1)
        },
      )
    }

    for (const { name, at, roles, who } of buttons) {
      test(`${roles.includes(role) ? "may press" : "is told who may press"} ${name}`, async ({
        page,
        context,
      }) => {
        await setCookie(context, "role", role)
        await visit(page, "full", at)
        if (roles.includes(role)) await expectOpen(page, name)
        else await expectClosed(page, name, refusal(who))
      })
    }
  })
}

const buttonOf = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name }).first()

async function expectOpen(page: Page, name: string) {
  await expect(buttonOf(page, name)).toBeVisible()
  await expect(buttonOf(page, name)).toBeEnabled()
}

/** It can be reached, says why it is closed on hover and on focus, and does nothing. */
async function expectClosed(page: Page, name: string, why: string) {
  const button = buttonOf(page, name)
  await expect(button).toHaveAttribute("aria-disabled", "true")
  await expect(button).toHaveAccessibleDescription(why)
  await button.hover()
  await expect(page.getByRole("tooltip")).toHaveText(why)
  await page.mouse.move(0, 0)
  await expect(page.getByRole("tooltip")).toHaveCount(0)
  await button.focus()
  await expect(page.getByRole("tooltip")).toHaveText(why)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog")).toHaveCount(0)
}
