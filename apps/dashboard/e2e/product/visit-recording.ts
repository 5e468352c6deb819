import type { Page } from "@playwright/test"
import { goTo, signInAs } from "./visit.ts"

export const flowIn = (page: Page) => page.frameLocator("iframe[title='What the customer saw']")
export const time = (page: Page) => page.getByRole("slider", { name: "Time" })
export const speed = (page: Page, name: string) =>
  page.getByRole("group", { name: "Speed" }).getByRole("button", { name })
export const words = (page: Page) => page.getByRole("region", { name: "In words" })
export const current = (page: Page) => words(page).locator("[aria-current=true]")

/** Watches a session as Ada, from a moment on where one is named: whoever is led to one looks at it first. */
export async function watch(page: Page, sessionId: string, hash = "#at=0"): Promise<void> {
  await signInAs("ada", page.context())
  await goTo(page, `/sessions/${sessionId}/recording${hash}`)
}

export const headings = {
  survey: "What makes you want to cancel?",
  offer: "Take a break instead?",
  feedback: "Is there anything else we should know?",
  confirm: "Cancel your subscription",
}
