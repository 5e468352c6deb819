import { type Browser, type BrowserContext, test as base, type Page } from "@playwright/test"
import type { Colleague, Scenario } from "./fixture-state.ts"
import { fixtureNow } from "./rows.ts"

/** What the browser complained about; every test ends by finding this empty. */
interface Complaints {
  /** Errors of scripts and of the content policy. */
  errors: string[]
}

/** A test whose page fails it on any script error or breach of the content policy. */
export const test = base.extend<{ complaints: Complaints }>({
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

let visitors = 0

/** Sets the state the server is in for this browser. */
export async function setScenario(context: BrowserContext, scenario: Scenario): Promise<void> {
  visitors += 1
  const url = "http://127.0.0.1"
  await context.addCookies([
    { name: "scenario", value: scenario, url },
    { name: "visitor", value: `${process.pid}-${visitors}`, url },
  ])
}

/** Sets one more thing that the server is to do for this browser. */
export async function setCookie(context: BrowserContext, name: string, value: string): Promise<void> {
  await context.addCookies([{ name, value, url: "http://127.0.0.1" }])
}

/** Opens an address as somebody who is signed in, at the moment the fixtures are made for. */
export async function visit(page: Page, scenario: Scenario, address = "/"): Promise<void> {
  await setScenario(page.context(), scenario)
  await page.clock.setFixedTime(fixtureNow)
  await page.goto(address)
}

/** Another person at the same server, in a browser of their own; their first workspace is not that of the first person. */
export async function visitAs(
  person: Colleague,
  page: Page,
  browser: Browser,
  address: string,
): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies(await page.context().cookies())
  await setCookie(context, "person", person)
  const theirs = await context.newPage()
  await theirs.clock.setFixedTime(fixtureNow)
  await theirs.goto(address)
  return theirs
}

export function rowOf(page: Page, customer: string) {
  return page.getByRole("article").filter({ hasText: customer })
}

/** The stream says how many sessions match, such as `312 sessions`. */
export async function expectMatches(page: Page, words: string): Promise<void> {
  await base.expect(page.getByRole("status").filter({ hasText: new RegExp(`^${words}$`) })).toBeVisible()
}
