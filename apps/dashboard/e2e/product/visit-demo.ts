import type { Page } from "@playwright/test"
import { seedDemo } from "../../../server/src/demo/seed-demo.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { goTo, signInAs } from "./visit.ts"

/** The workspace that has the demo's two years of sessions, as an address names it. */
export const demoWorkspace = "northwind"

/** Opens the analytics page over the demo's sessions, as the owner of a workspace that had none, and waits for the figures. */
export async function visitDemo(page: Page, acme: AcmeApp, more = ""): Promise<void> {
  await seedDemo(acme.database, acme.place.northwind.id, { now: fixtureNow, sessions: 1_200 })
  await signInAs("grace", page.context())
  await goTo(page, `/?workspace=${demoWorkspace}${more}`)
  await page.getByRole("region", { name: "Languages, regions and click to cancel" }).waitFor()
}
