import { merchantHmac } from "../../../server/src/testing/test-app.ts"
import type { AcmeApp } from "./acme-app.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

/** A post as the contract's SDK sends it. */
async function post(acme: AcmeApp, session: object, hash = merchantHmac("key 3", "cus_ada")): Promise<void> {
  await fetch(`${acme.url}/v1/api/sessions/sdk`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "Mozilla/5.0",
      "x-ck-app": "acmecloud",
      "x-ck-customer": "cus_ada",
      "x-ck-authorization": hash,
    },
    body: JSON.stringify({ embedVersion: "sdk-react@0.4.1", ...session }),
  })
}

test("who embeds the flow sees what was refused and what was left out, by client, without a value", async ({
  page,
  acme,
}) => {
  await post(acme, { canceled: true, customer: { planPrice: "31.40" }, stepsViewed: [{ start: "Ada, 31" }] })
  await post(acme, { canceled: true, customer: { planPrice: "31.00" } })
  await post(acme, { canceled: "Ada" })
  await post(acme, { canceled: true }, "00")
  await visit(page, "empty", "/health", "developer")
  const refused = page.getByRole("list", { name: "Reports that were refused" }).getByRole("listitem")
  const ignored = page.getByRole("list", { name: "Fields that could not be read" }).getByRole("listitem")
  await expect(ignored).toHaveText([
    /^customer\.planPrice takes a number; as a text, only a whole oneSent last: a text of 5 characters like "99\.99".*minor units.*sdk-react 0\.4\.1POST \/v1\/api\/sessions\/sdk2 timeslast/,
    /^stepsViewed\[\]\.start is no time.*Sent last: a text of 7 characters like "Aaa, 99".*1 timelast/,
  ])
  await expect(refused).toHaveCount(2)
  await expect(refused.filter({ hasText: "The customer hash does not fit." })).toContainText(
    "Sign the id of this very customer",
  )
  await expect(refused.filter({ hasText: "canceled takes true or false" })).toContainText(
    'a text of 3 characters like "Aaa"',
  )
  await expect(page.locator("main")).not.toContainText(/Ada|31/)
})

test("sessions that opened without the billing are counted by reason, with what to do", async ({ page }) => {
  const counted = { kind: "without_billing", route: "", client: "", version: "", example: null }
  const times = { firstDay: "2026-11-01", lastAt: "2026-11-01T12:00:00.000Z" }
  const problems = [
    { ...counted, ...times, field: "live", why: "refused-key", times: 12 },
    { ...counted, ...times, field: "test", why: "unknown-customer", times: 1 },
  ]
  await page.route("**/workspaces/acmecloud/health", (route) =>
    route.fulfill({ json: { days: 14, problems, figures: null } }),
  )
  await visit(page, "full", "/health", "developer")
  const section = page.getByRole("region", { name: "Sessions opened without your billing" })
  await expect(section).toContainText("13 times")
  await expect(section.getByRole("listitem")).toHaveText([
    /^Stripe refused the key, in live mode\..*on the page Billing\.Stripe12 timeslast/,
    /^Stripe does not know the customer, in test mode\..*as customerId\.Stripe1 timelast/,
  ])
})

test("what differed in the figures is told with its place, since when, and what became of it", async ({
  page,
}) => {
  const block = {
    ...{ place: "block 01a of mode live, 2026-01-01T00:00:00.000Z to 2026-02-01T00:00:00.000Z" },
    ...{ what: "bits of segmentId", since: "2026-11-01T03:00:00.000Z", isOutOfUse: true },
  }
  const figures = {
    ...{ checkedAt: "2026-11-02T03:00:00.000Z", blocks: 120, differing: 1 },
    differences: [
      { ...block, place: "session 01b", what: "rows of its offers", isOutOfUse: false, goneAt: null },
      { ...block, goneAt: "2026-11-02T03:00:00.000Z" },
    ],
  }
  await page.route("**/workspaces/acmecloud/health", (route) =>
    route.fulfill({ json: { days: 14, problems: [], figures } }),
  )
  await visit(page, "full", "/health", "developer")
  const section = page.getByRole("region", { name: "Figures" })
  await expect(section).toContainText("120 blocks of sessions and all offers, found 1 difference.")
  await expect(section.getByRole("listitem")).toHaveText([
    /^Different: rows of its offerssession 01bFigures of offers .* may be wrong until the session changes\.found /,
    /^Different: bits of segmentIdblock 01a of mode live.*the block was made anew\.found .*gone /,
  ])
  await expect(page.getByRole("heading", { name: "All is well" })).toHaveCount(0)
})

test("where nothing went wrong the page says that all is well", async ({ page }) => {
  await visit(page, "full", "/health")
  await expect(page.getByRole("heading", { name: "All is well" })).toBeVisible()
  await expect(page.getByRole("list", { name: /Reports|Fields/ })).toHaveCount(0)
})

test("a fault says what to do", async ({ page }) => {
  await breakDown(page, /\/workspaces\/acmecloud\/health/)
  await visit(page, "empty", "/health")
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
})

test("a phone shows all of it without scrolling aside", async ({ page, acme }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const long = Object.fromEntries([[`a${"very_".repeat(12)}long_name`, "\0"]])
  await post(acme, { canceled: true, customer: { planPrice: "29.00", customAttributes: long } })
  await post(acme, { canceled: true }, "00")
  await visit(page, "empty", "/health")
  await expect(page.getByText("The customer hash does not fit.")).toBeVisible()
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(excess).toBeLessThanOrEqual(0)
})
