import { customerPathPart } from "@holdfast/protocol/dashboard"
import { takeEvents } from "../../../server/src/billing/events/take-events.ts"
import { writeStates } from "../../../server/src/billing/events/write-state.ts"
import { fixtureNow } from "../rows.ts"
import { oddIds } from "./sessions.ts"
import { expect, signInAs, test, visit } from "./visit.ts"

test("a profile has all sessions, what they add up to, and what the customer paid", async ({ page }) => {
  await visit(page, "history", "/customers/cus_ada")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ada@example.com")
  const totals = page.locator("dl").first()
  await expect(totals).toHaveText(
    /Sessions4Valid2Cancelled1Saved by an offer1Abandoned0Bounced1In progress1First seen25 AugLast seen3 minutes ago/,
  )
  const plans = page.getByRole("region", { name: "Plan and price" }).getByRole("listitem")
  await expect(plans).toHaveText([
    "$29.00 / monthOn Trialprice_proseen on 23 November 2026",
    "$19.00 / monthprice_starterseen on 25 August 2026",
  ])
  await expect(page.getByRole("region", { name: "Attributes" })).toContainText("teamSize")
  await page.getByRole("link", { name: "as of 23 November 2026" }).click()
  await expect(page).toHaveURL("/sessions/01990000-0000-7000-8000-000000000002?workspace=acmecloud")
})

test("what the billing says stands beside the sessions: who left outside the flow, and what was paid since a save", async ({
  page,
  acme,
}) => {
  const { db } = acme.database
  const place = { workspaceId: acme.place.acme.id, mode: "live" } as const
  const customerId = "cus_ada"
  const endsAt = new Date("2026-10-01T12:00:00.000Z")
  await writeStates(db, place, "stripe", [
    {
      ...{ subscriptionId: "sub_ada", customerId, status: "ended", endsAt, resumesAt: null },
      ...{ decidedAt: endsAt, endedBy: "customer", asOf: endsAt },
    },
  ])
  const paid = ["2026-08-01", "2026-09-01", "2026-09-15", "2026-10-01"].map((day) => ({
    ...{ id: day, at: new Date(day), customerId, subscriptionId: "sub_ada" },
    ...({ kind: "invoicePaid", amountMinor: 2900, currency: "usd" } as const),
  }))
  await takeEvents(db, place, "stripe", paid, fixtureNow)
  await visit(page, "history", "/customers/cus_ada")
  const billing = page.getByRole("region", { name: "Billing" }).getByRole("listitem")
  await expect(billing).toHaveText([
    "Paid 3 invoices since the save, $87.00saved on 25 August 2026",
    "Ended at Stripe on 1 October 2026, outside the flowsub_adaas of 1 October 2026",
  ])
  await expect(page.getByText("4 sessions")).toBeVisible()
  await page.getByRole("link", { name: "saved on 25 August 2026" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
})

test("a session in progress settles before one's eyes, and the profile is read no more often than that", async ({
  page,
  context,
  acme,
}) => {
  const looks: string[] = []
  page.on("request", (request) => {
    if (/api\/.*\/customers\//.test(request.url())) looks.push(request.url())
  })
  await page.clock.install({ time: fixtureNow })
  await acme.record("history")
  await signInAs("ada", context)
  await page.goto("/customers/cus_ada")
  const totals = page.locator("dl").first()
  await expect(totals).toContainText("In progress1")
  const watched = page.waitForResponse(/\/sessions\/01990000-0000-7000-8000-000000000001$/)
  await page.clock.fastForward(10_500)
  await watched
  expect(looks).toHaveLength(1)
  await acme.settle(1)
  await page.clock.fastForward(10_500)
  await expect(totals).toContainText("Abandoned1")
  await expect(totals).not.toContainText("In progress")
  await page.clock.fastForward(20_500)
  expect(looks).toHaveLength(2)
})

test("a winner and what it set aside are tied together, and lead to each other", async ({ page }) => {
  await visit(page, "history", "/customers/cus_ada")
  const tied = page.getByRole("list", { name: "Within 24 hours: one of these counts" })
  await expect(tied).toHaveCount(1)
  await expect(tied.getByRole("listitem")).toHaveText([
    /^Cancelled23 Nov 2026, 09:55.*Counts; the other one does not$/,
    /^Abandoned.*Bounced: replaced by the session of 23 November 2026 at 09:55$/,
  ])
  await tied.getByRole("link", { name: "session of 23 November 2026 at 09:55" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Session of ada@example.com")
})

test("of very many sessions the newest 500 are there, and the page says so", async ({ page }) => {
  await visit(page, "crowd", "/customers/cus_many")
  await expect(page.getByText("734 sessions")).toBeVisible()
  const sessions = page.getByRole("list", { name: "Sessions, newest first" }).locator("> li")
  await expect(sessions).toHaveCount(50)
  await page.getByRole("button", { name: "Show 50 more" }).click()
  await expect(sessions).toHaveCount(100)
  await expect(page.getByText("These are the 500 newest of 734.")).toBeVisible()
})

for (const id of oddIds) {
  test(`a customer called ${id} has an address that can be sent`, async ({ page }) => {
    await visit(page, "oddlyNamed", `/customers/${customerPathPart(id)}`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("ada@example.com")
    await expect(page.getByText(id, { exact: true })).toBeVisible()
    await page.getByRole("button", { name: /^Mode/ }).click()
    await page.getByRole("menuitemradio", { name: "Test" }).click()
    await expect(page).toHaveURL(/\?workspace=acmecloud&mode=test$/)
    await expect(page.getByText("This customer has no test session in this workspace.")).toBeVisible()
    await page.reload()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(id)
  })
}

test("where profiles are off the page says who can turn them on", async ({ page, acme }) => {
  await acme.changeWorkspace({ customer_profiles: false })
  await visit(page, "history", "/customers/cus_ada")
  await expect(page.getByText("Customer profiles are switched off in this workspace.")).toBeVisible()
  await expect(page.getByText("holdfast workspace --customer-profiles on")).toBeVisible()
})
