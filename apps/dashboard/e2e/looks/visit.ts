import { test as base, type Page } from "@playwright/test"
import { foldFigures } from "../fold-figures.ts"
import { fixtureNow } from "../rows.ts"
import type { Scenario } from "./state.ts"

/** What the browser complained about; every test ends by finding this empty. */
interface Complaints {
  /** Errors of scripts and of the content policy. */
  errors: string[]
}

/** Where `fixed-server.ts` listens. */
export const looksUrl = "http://127.0.0.1:4879"

/** A test whose page fails it on any script error or breach of the content policy. */
export const test = base.extend<{ complaints: Complaints }>({
  baseURL: looksUrl,
  complaints: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on("pageerror", ({ message }) => errors.push(message))
      page.on("console", (message) => {
        const isAnswer = message.text().startsWith("Failed to load resource")
        if (message.type() === "error" && !isAnswer) errors.push(message.text())
      })
      await use({ errors })
      base.expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

export const expect = base.expect

/** Opens an address of a page in a state, at the moment the answers are made for. */
export async function visit(page: Page, scenario: Scenario, address = "/"): Promise<void> {
  await page.context().addCookies([{ name: "scenario", value: scenario, url: looksUrl }])
  // the fixed answers are of the stream
  await foldFigures(page)
  await page.clock.setFixedTime(fixtureNow)
  await page.goto(address)
}

/** The stream says how many sessions match, such as `312 sessions`. */
export async function expectMatches(page: Page, words: string): Promise<void> {
  await base.expect(page.getByRole("status").filter({ hasText: new RegExp(`^${words}$`) })).toBeVisible()
}
