import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import type { Scenario } from "./fixture-state.ts"
import { accountPages, doorPages } from "./looks-account.ts"
import { expect, test, visit } from "./visit.ts"

const pages: { name: string; scenario: Scenario; address: string; ready: (page: Page) => Promise<void> }[] = [
  { name: "sign-in", scenario: "out", address: "/sign-in", ready: (page) => see(page, "Sign in") },
  {
    name: "every state of a row",
    scenario: "full",
    address: "/",
    ready: (page) => see(page, "grace.hopper"),
  },
  {
    name: "test mode, empty",
    scenario: "empty",
    address: "/?mode=test",
    ready: (page) => see(page, "No test"),
  },
  { name: "loading", scenario: "slow", address: "/", ready: (page) => see(page, "Activity Stream") },
  {
    name: "fault",
    scenario: "fault",
    address: "/?mode=x",
    ready: (page) => see(page, "went wrong on its side"),
  },
  { name: "several workspaces", scenario: "teams", address: "/", ready: (page) => see(page, "grace.hopper") },
  {
    name: "hostile text",
    scenario: "hostile",
    address: "/",
    ready: (page) => expect(page.getByRole("article")).toHaveCount(10),
  },
  {
    name: "filters open",
    scenario: "full",
    address: "/?offer=pause&not-billing=annual",
    ready: openFilters,
  },
  { name: "filters of hostile values", scenario: "hostile", address: "/", ready: openFilters },
  {
    name: "chips",
    scenario: "full",
    address:
      "/?offer=none&segment=primary&not-response=Too+expensive,Missing+features&status=on-trial,active",
    ready: (page) => see(page, "Missing features"),
  },
  {
    name: "a search with resting filters",
    scenario: "full",
    address: "/?offer=pause&not-response=Too+expensive&q=ada",
    ready: (page) => see(page, "Searching all live sessions"),
  },
  {
    name: "a search without a match",
    scenario: "full",
    address: "/?q=nobody&within=filters",
    ready: (page) => see(page, "Nothing found for"),
  },
  {
    name: "filters without a match",
    scenario: "full",
    address: "/?offer=pause&billing=annual",
    ready: (page) => see(page, "No session matches these filters"),
  },
  {
    name: "session",
    scenario: "full",
    address: sessionAt(2),
    ready: (page) => see(page, "Customer at the time"),
  },
  {
    name: "bounced session",
    scenario: "full",
    address: sessionAt(3),
    ready: (page) => see(page, "set aside by"),
  },
  {
    name: "session in progress",
    scenario: "full",
    address: sessionAt(1),
    ready: (page) => see(page, "still open"),
  },
  { name: "bare session", scenario: "full", address: sessionAt(6), ready: (page) => see(page, "no steps") },
  {
    name: "hostile session",
    scenario: "hostile",
    address: sessionAt(1),
    ready: (page) => see(page, "Timeline"),
  },
  {
    name: "no session",
    scenario: "full",
    address: sessionAt(99),
    ready: (page) => see(page, "no such session"),
  },
  { name: "old flow", scenario: "full", address: "/flows/bp_2", ready: (page) => see(page, "Changed since") },
  {
    name: "published flow",
    scenario: "full",
    address: "/flows/bp_3",
    ready: (page) => see(page, "is published now."),
  },
  {
    name: "hostile flow",
    scenario: "hostile",
    address: "/flows/0",
    ready: (page) => see(page, "Look and settings"),
  },
  {
    name: "no flow",
    scenario: "full",
    address: "/flows/step-0",
    ready: (page) => see(page, "not kept here"),
  },
  {
    name: "customer",
    scenario: "full",
    address: "/customers/cus_ada",
    ready: (page) => see(page, "Plan and price"),
  },
  {
    name: "hostile customer",
    scenario: "hostile",
    address: "/customers/x",
    ready: (page) => see(page, "Plan and price"),
  },
  {
    name: "no customer",
    scenario: "full",
    address: "/customers/cus_nobody",
    ready: (page) => see(page, "no live session"),
  },
  {
    name: "page on its way",
    scenario: "slow",
    address: sessionAt(2),
    ready: (page) => see(page, "Activity Stream"),
  },
  {
    name: "page with a fault",
    scenario: "fault",
    address: "/customers/x",
    ready: (page) => see(page, "on its side"),
  },
  {
    name: "people without mail",
    scenario: "no-mail",
    address: "/people",
    ready: (page) => see(page, "Mail is not configured."),
  },
  { name: "people", scenario: "full", address: "/people", ready: (page) => see(page, "Expired") },
  { name: "hostile people", scenario: "hostile", address: "/people", ready: (page) => see(page, "<img") },
  {
    name: "people on their way",
    scenario: "slow",
    address: "/people",
    ready: (page) => see(page, "Members"),
  },
  { name: "inviting", scenario: "full", address: "/people", ready: (page) => ask(page, "Invite") },
  {
    name: "removing",
    scenario: "hostile",
    address: "/people",
    ready: (page) => ask(page, /^Remove <img/),
  },
  {
    name: "handing over",
    scenario: "full",
    address: "/people",
    ready: (page) => ask(page, "Hand over ownership"),
  },
  {
    name: "an invitation for somebody new",
    scenario: "out",
    address: "/invitation?token=new",
    ready: (page) => see(page, "Choose a password"),
  },
  {
    name: "an invitation for somebody else",
    scenario: "full",
    address: "/invitation?token=new",
    ready: (page) => see(page, "You are signed in as"),
  },
  {
    name: "an invitation that has expired",
    scenario: "out",
    address: "/invitation?token=expired",
    ready: (page) => see(page, "has expired"),
  },
  { name: "mail", scenario: "full", address: "/outbox", ready: (page) => see(page, "ECONNREFUSED") },
  {
    name: "no mail server",
    scenario: "no-mail",
    address: "/outbox",
    ready: (page) => see(page, "nothing is sent"),
  },
  { name: "hostile mail", scenario: "hostile", address: "/outbox", ready: (page) => see(page, "Waiting") },
  { name: "empty outbox", scenario: "empty", address: "/outbox", ready: (page) => see(page, "No mail yet") },
  { name: "audit log", scenario: "full", address: "/audit-log", ready: openActions },
  {
    name: "hostile audit log",
    scenario: "hostile",
    address: "/audit-log",
    ready: (page) => see(page, "192.0.2.7"),
  },
  {
    name: "empty audit log",
    scenario: "empty",
    address: "/audit-log?q=x&nonsense=1",
    ready: (page) => see(page, "Nothing in the log matches"),
  },
  {
    name: "a page for others",
    scenario: "teams",
    address: "/audit-log?workspace=app_north",
    ready: (page) => see(page, "Only Owners and Admins"),
  },
  ...doorPages,
  ...accountPages,
  { name: "no page", scenario: "full", address: "/nowhere", ready: (page) => see(page, "There is no page") },
]

function sessionAt(number: number): string {
  return `/sessions/01990000-0000-7000-8000-${String(number).padStart(12, "0")}`
}

async function see(page: Page, text: string) {
  await expect(page.getByText(text).first()).toBeVisible()
}

/** Opens a dialog. */
async function ask(page: Page, name: string | RegExp) {
  await page.getByRole("button", { name }).click()
  const dialog = page.getByRole("dialog")
  await expect(dialog).toBeVisible()
  await expect(dialog).toHaveCSS("opacity", "1")
}

async function openFilters(page: Page) {
  await page.getByRole("button", { name: /^Filters/ }).click()
  const panel = page.getByRole("dialog", { name: "Filters" })
  await expect(panel.getByRole("checkbox").first()).toBeVisible()
  // half faded in, its colours would not be its own
  await expect(panel).toHaveCSS("opacity", "1")
}

async function openActions(page: Page) {
  await page.getByRole("button", { name: "Every action" }).click()
  const panel = page.getByRole("dialog", { name: "What: Every action" })
  await expect(panel.getByRole("checkbox").first()).toBeVisible()
  await expect(panel).toHaveCSS("opacity", "1")
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [320, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })
      for (const { name, scenario, address, ready } of pages) {
        test(`${name}: nothing stands in anybody's way, nothing hangs out`, async ({ page }) => {
          await visit(page, scenario, address)
          await ready(page)
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(
            violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) })),
          ).toEqual([])
          const [content, view] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            innerWidth,
          ])
          expect(content).toBe(view)
        })
      }
    })
  }
}
