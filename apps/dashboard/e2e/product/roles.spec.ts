import type { Action, Role } from "@holdfast/protocol"
import type { Page } from "@playwright/test"
import { owner } from "./people.ts"
import { turnOnSecondFactor } from "./second-factor.ts"
import { expect, giveRole, goTo, test, visit } from "./visit.ts"

/**
 * What each role finds in the dashboard. Written by hand, as the server's own test is (`permission-rows.ts`): a page or a
 * button that comes to stand for some roles only gets one line here.
 */
const all: readonly Role[] = ["owner", "admin", "developer", "member", "viewer"]
const managers: readonly Role[] = ["owner", "admin"]
const developers: readonly Role[] = ["owner", "admin", "developer"]

interface Place {
  label: string
  address: string
  roles: readonly Role[]
  /** How the others are told. */
  who: string
  /** A text that stands there once its data has come. */
  ready: string
}

const place = (
  label: string,
  address: string,
  roles: readonly Role[],
  who: string,
  ready: string,
): Place => ({
  label,
  address,
  roles,
  who,
  ready,
})

/** Pages of the side bar, from the top down. */
const places = [
  place("Cancellation Analytics", "/", all, "everybody", "grace.hopper"),
  place("Alerts", "/alerts", all, "everybody", "No alert yet"),
  place("Requests", "/requests", all, "everybody", "Nothing waits for a person"),
  place("Flows", "/flows", all, "everybody", "Annual teams"),
  place("People", "/people", managers, "Owners and Admins", "Ownership"),
  place("Security", "/security", managers, "Owners and Admins", "people have no second factor yet"),
  place("Click to cancel", "/click-to-cancel", managers, "Owners and Admins", "Single-Click Compliance"),
  place("Recordings", "/recordings", managers, "Owners and Admins", "Record runs of the flow"),
  place("Billing", "/billing", developers, "Owners, Admins and Developers", "Stripe's events"),
  place("Keys", "/keys", developers, "Owners, Admins and Developers", "flow_K001"),
  place("Webhooks", "/webhooks", developers, "Owners, Admins and Developers", "No endpoint yet"),
  place("Cancel link", "/cancel-link", developers, "Owners, Admins and Developers", "Return addresses"),
  place("Health", "/health", developers, "Owners, Admins and Developers", "All is well"),
  place("Audit log", "/audit-log", managers, "Owners and Admins", "192.0.2.7"),
  place("Mail", "/outbox", managers, "Owners and Admins", "ECONNREFUSED"),
]

/** A button of a page above: those who may open the page see it, closed where they may not press it. */
interface RoleButton {
  name: string
  at: string
  roles: readonly Role[]
  who: string
  /** For the others there is a sentence in its place. */
  isHidden?: true
  /** What makes it appear, on the account's page. */
  before?: (page: Page) => Promise<unknown>
}

/**
 * By what the permission table calls them: an action that is new there does not compile without its line. Empty where
 * the action is a whole page, or stands in a menu that has a test of its own.
 */
const buttonsOf: Record<Action, readonly RoleButton[]> = {
  "session:read": [],
  // beside a request, which `requests.spec.ts` makes
  "billing:read": [],
  "billing:manage": ["live", "test", "sandbox"].map((mode) => ({
    name: `Connect Stripe for ${mode}`,
    at: "/billing",
    roles: managers,
    who: "Owners and Admins",
  })),
  "request:settle": [],
  "recording:watch": [],
  "recording:delete": [],
  "recording:manage": [],
  // two switches, of which `recordings.spec.ts` has the refusal
  "recording:open-up": [],
  "view:keep": [],
  "view:share": [],
  "view:delete-shared": [],
  "export:take": [{ name: "Export Data", at: "/", roles: managers, who: "Owners and Admins" }],
  "people:manage": [{ name: "Invite", at: "/people", roles: managers, who: "Owners and Admins" }],
  "ownership:hand-over": [{ name: "Hand over ownership", at: "/people", roles: ["owner"], who: "Owners" }],
  "workspace:create": [],
  "workspace:rename": [],
  "workspace:leave": [],
  "flow:edit": [
    {
      name: "New segment",
      at: "/flows",
      roles: ["owner", "admin", "developer", "member"],
      who: "Owners, Admins, Developers and Members",
    },
  ],
  "alert:edit": [
    {
      name: "Add alert",
      at: "/alerts",
      roles: ["owner", "admin", "developer", "member"],
      who: "Owners, Admins, Developers and Members",
    },
  ],
  "config-key:manage": [],
  // in a dialog that `notes.spec.ts` opens
  "note:manage": [],
  "cancel-link:manage": [],
  "webhook:manage": [
    { name: "Add endpoint", at: "/webhooks", roles: developers, who: "Owners, Admins and Developers" },
  ],
  "two-factor:require": [
    {
      name: "Require it of everybody",
      at: "/security",
      roles: ["owner"],
      who: "Owners",
      before: turnOnSecondFactor,
    },
  ],
  "health:read": [],
  "flow-key:manage": [
    { name: "Create flow key", at: "/keys", roles: developers, who: "Owners, Admins and Developers" },
  ],
  "data-key:manage": ["live", "test"].map((mode) => ({
    name: `Create ${mode} data key`,
    at: "/keys",
    roles: managers,
    who: "Owners and Admins",
    isHidden: true,
  })),
  "audit:read": [],
  "compliance:manage": [],
  "mail:read": [],
}
const buttons = Object.values(buttonsOf).flat()

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

    test("signs in and finds their places in the side bar, and no others", async ({ page }) => {
      await giveRole(page, role)
      await goTo(page, "/")
      await page.getByLabel("Email").fill(owner.email)
      await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
      await page.keyboard.press("Enter")
      const theirs = places.filter(({ roles }) => roles.includes(role)).map(({ label }) => label)
      await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(theirs)
    })

    for (const { label, address, roles, who, ready } of places) {
      if (roles.includes(role)) {
        test(`opens ${label}, where just what is not theirs is closed`, async ({ page }) => {
          await visit(page, "full", address, role)
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(label)
          await expect(page.getByRole("main").getByText(ready).first()).toBeVisible()
          await expect(page.getByText(refusal(who))).toHaveCount(0)
          const closed = buttons.filter(({ at, isHidden, ...each }) => {
            return at === address && !isHidden && !each.roles.includes(role)
          })
          await expect(page.getByRole("main").locator("button[aria-disabled=true]")).toHaveText(
            closed.map(({ name }) => name),
          )
        })
      } else {
        test(`is told whose ${label} is, and finds none of its buttons`, async ({ page }) => {
          await visit(page, "full", address, role)
          await expect(page.getByRole("heading", { level: 1 })).toHaveText(label)
          await expect(page.getByText(refusal(who))).toHaveCount(1)
          await expect(page.getByRole("main")).toContainText(refusal(who))
          for (const { name } of buttons.filter(({ at }) => at === address)) {
            await expect(buttonOf(page, name)).toHaveCount(0)
          }
        })
      }
    }

    const opened = places.filter(({ roles }) => roles.includes(role)).map(({ address }) => address)
    for (const { name, at, roles, who, isHidden, before } of buttons.filter((each) =>
      opened.includes(each.at),
    )) {
      if (roles.includes(role)) {
        test(`may press ${name}`, async ({ page }) => {
          await visit(page, "full", before ? "/account" : at, role)
          if (before) {
            await before(page)
            await page.goto(at)
          }
          await expectOpen(page, name)
        })
      } else {
        test(`is told who may press ${name}`, async ({ page }) => {
          await visit(page, "full", at, role)
          if (!isHidden) return expectClosed(page, name, refusal(who))
          await expect(page.getByRole("main").getByText(refusal(who))).toBeVisible()
          await expect(buttonOf(page, name)).toHaveCount(0)
        })
      }
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
