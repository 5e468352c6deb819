import type { Page } from "@playwright/test"
import { seedDemo } from "../../../server/src/demo/seed-demo.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { goTo, signInAs } from "./visit.ts"

/** The workspace that has the demo's two years of sessions, as an address names it. */
export const demoWorkspace = "northwind"

/** Opens the analytics page over the demo's sessions, as the owner of a workspace that had none, and waits for the figures. */
export async function visitDemo(page: Page, acme: AcmeApp, more = "", sessions = 1_200): Promise<void> {
  await seedDemo(acme.database, acme.place.northwind.id, { now: fixtureNow, sessions })
  await signInAs("grace", page.context())
  await goTo(page, `/?workspace=${demoWorkspace}${more}`)
  await page.getByRole("region", { name: "Languages, regions and click to cancel" }).waitFor()
}

/** The panel of the demo's A/B test. */
export const demoTest = "A/B test: 25% off instead of 20%"

/** The demo's A/B test, which was decided long ago, awaits a decision: it has a panel among the figures. */
export async function reopenTest(page: Page, acme: AcmeApp): Promise<void> {
  await acme.database.db
    .updateTable("ab_test")
    .set({ state: "awaiting_decision", winner: null })
    .where("workspace_id", "=", acme.place.northwind.id)
    .execute()
  await page.reload()
  await page.getByRole("region", { name: demoTest }).waitFor()
}
