import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import type { Scenario } from "./fixture-state.ts"
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
  { name: "no page", scenario: "full", address: "/nowhere", ready: (page) => see(page, "There is no page") },
]

async function see(page: Page, text: string) {
  await expect(page.getByText(text).first()).toBeVisible()
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
