import { test as base, expect, type FrameLocator, type Page } from "@playwright/test"
import { type StandIn, startStandIn } from "./stand-in.ts"

export { expect }

/** The page's side of an embed: options by name, and what its callbacks were told. */
export interface Visit {
  standIn: StandIn
  /** Inside the flow's frame. */
  flow: FrameLocator
  /** Goes to the page and opens the flow; functions are given by the name of a page-side script. */
  open(options?: object, callbacks?: string): Promise<void>
  show(command?: string): Promise<void>
  /** What callbacks of the page pushed. */
  told(): Promise<unknown[]>
}

export const options = {
  customerId: "cus_1",
  authHash: "a".repeat(64),
  customer: { id: "cus_1", name: "Ada King" },
}

async function visitOf(page: Page, standIn: StandIn): Promise<Visit> {
  const show = (command = "show") =>
    page.evaluate((name) => {
      const home = window as unknown as { holdfast: { init: (...args: unknown[]) => void }; given: object }
      document.getElementById("leave")?.focus()
      home.holdfast.init(name, home.given)
    }, command)
  return {
    standIn,
    flow: page.frameLocator("holdfast-flow iframe"),
    async open(given = options, callbacks = "({})") {
      await page.goto(standIn.page)
      await page.waitForFunction(() => "holdfast" in window)
      await page.evaluate(
        ([base, script]) => {
          const told: unknown[] = []
          const home = window as unknown as Record<string, unknown>
          home.told = told
          const make = new Function("told", `return ${script}`)
          // what the script made is kept as it is: it may be of a class, or throw when it is read
          home.given = Object.assign(make(told), base)
        },
        [given, callbacks] as const,
      )
      await show()
    },
    show,
    told: () => page.evaluate(() => (window as unknown as { told: unknown[] }).told),
  }
}

export const test = base.extend<{ visit: Visit }>({
  visit: async ({ page }, use) => {
    const standIn = await startStandIn()
    await use(await visitOf(page, standIn))
    await standIn.close()
  },
})
