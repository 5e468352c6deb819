import type { SessionFacts } from "@holdfast/protocol"
import type { Page } from "@playwright/test"
import type { AcmeApp } from "./acme-app.ts"
import { expect, test, visit } from "./visit.ts"
import { addEnded, type Ended, figures, june, loaded, noonInJune, panel } from "./visit-figures.ts"

/** The examples by which the figures are explained, read off the screen. */
test.use({ hasFigures: true })

const headline = (page: Page, name: string) =>
  page.getByRole("list", { name: "Headline" }).getByRole("link", { name: new RegExp(`^${name}: `) })

/** One of 0 % leads nowhere, and so is no link. */
const saveRate = (page: Page) => page.locator('[data-figure="Save rate"]')

test("400 sessions, of which 200 cancelled and 10 bounced, are a save rate of 48.7 % and an offer save rate of 33.3 %", async ({
  page,
  acme,
}) => {
  await addEnded(acme, [
    { times: 200, outcome: "canceled" },
    { times: 50, outcome: "saved", offer: "PAUSE" },
    { times: 50, outcome: "saved", offer: "DISCOUNT" },
    { times: 90, outcome: "abandoned" },
    { times: 10, outcome: "abandoned", isBounced: true },
  ])
  await visit(page, "empty", june)
  await loaded(page)
  await expect(headline(page, "Sessions")).toHaveText("390")
  await expect(headline(page, "Save rate")).toHaveText("48.7%")
  await expect(headline(page, "Saved")).toHaveText("100")
  await expect(headline(page, "Cancelled")).toHaveText("200")
  // Wilson's interval of 190 of 390
  await expect(page.getByRole("list", { name: "Headline" })).toContainText("Likely 43.8–53.7%")
  await expect(panel(page, "Save rates")).toContainText(
    "48.7% did not cancel. Of those who took an offer or cancelled, 33.3% took the offer.",
  )
  // 200 of 400
  await expect(panel(page, "Bounces")).toContainText(
    "10 sessions set aside by another one of the same customer. With them the save rate would be 50.0%, and not 48.7%.",
  )
})

test("40 took an offer, 50 cancelled and 10 closed the window: 50 % and 44.4 %", async ({ page, acme }) => {
  await addEnded(acme, [
    { times: 40, outcome: "saved" },
    { times: 50, outcome: "canceled" },
    { times: 10, outcome: "abandoned" },
  ])
  await visit(page, "empty", june)
  await loaded(page)
  await expect(headline(page, "Save rate")).toHaveText("50.0%")
  await expect(panel(page, "Save rates")).toContainText("50.0% did not cancel.")
  await expect(panel(page, "Save rates")).toContainText("44.4% took the offer.")
})

/** Reports a session of one customer that ended so, so many minutes after noon. */
function report({ intake, place }: AcmeApp, minutes: number, facts: SessionFacts) {
  const at = new Date(noonInJune.getTime() + minutes * 60_000)
  return intake.record({
    ...{ workspaceId: place.acme.id, mode: "live", customerId: "cus_1", source: "widget" },
    ...{ clientKey: `run ${minutes}`, verified: true, receivedAt: at, startedAt: at, revision: 1 },
    facts: { customer: { id: "cus_1" }, ...facts },
  })
}

test("who closes the window at 9:00 and cancels at 9:05 has cancelled once", async ({ page, acme }) => {
  await report(acme, 0, { aborted: true })
  await visit(page, "empty", june)
  await loaded(page)
  await expect(headline(page, "Save rate")).toHaveText("100.0%")
  await report(acme, 5, { canceled: true })
  await page.reload()
  await expect(headline(page, "Cancelled")).toHaveText("1")
  await expect(saveRate(page)).toHaveText("0.0%")
  await expect(panel(page, "Bounces")).toContainText(
    "1 session set aside by another one of the same customer.",
  )
})

for (const [what, first, later] of [
  ["who cancels at 9:00 and closes the window at 10:00", { canceled: true }, [60, { aborted: true }]],
  [
    "who takes a discount at 9:00 and cancels at 20:00",
    { acceptedOffer: { offerType: "DISCOUNT" } },
    [11 * 60, { canceled: true }],
  ],
] as const satisfies readonly [string, SessionFacts, readonly [number, SessionFacts]][]) {
  test(`${what} has cancelled, and has not been saved`, async ({ page, acme }) => {
    await report(acme, 0, first)
    await report(acme, later[0], later[1])
    await visit(page, "empty", june)
    await loaded(page)
    await expect(headline(page, "Sessions")).toHaveText("1")
    await expect(headline(page, "Cancelled")).toHaveText("1")
    await expect(saveRate(page)).toHaveText("0.0%")
    await expect(panel(page, "Bounces")).toContainText(
      "1 session set aside by another one of the same customer.",
    )
  })
}

test("each group is kept less often and all of them more often: the page says that other customers came", async ({
  page,
  acme,
}) => {
  // C. R. Charig et al., BMJ 292 (1986): small and large stones as two billing intervals, a month apart
  const price = (interval: "MONTH" | "YEAR") => ({ minor: 2900, currency: "usd", interval })
  const inMay = new Date("2026-05-15T12:00:00.000Z")
  const group = (interval: "MONTH" | "YEAR", kept: number, of: number, at = noonInJune): Ended[] => [
    { times: kept, outcome: "abandoned", price: price(interval), at },
    { times: of - kept, outcome: "canceled", price: price(interval), at },
  ]
  await addEnded(acme, [
    ...group("MONTH", 81, 87, inMay),
    ...group("YEAR", 192, 263, inMay),
    ...group("MONTH", 234, 270),
    ...group("YEAR", 55, 80),
  ])
  await visit(page, "empty", june)
  await loaded(page)
  await expect(headline(page, "Save rate")).toHaveText("82.6%")
  const change = panel(page, "Why it changed")
  await expect(change).toContainText("The save rate rose by 4.6 points, from 78.0% to 82.6%:")
  await expect(change).toContainText(
    "Take care: the save rate rose in all, and fell in every group. By Billing Interval, each group was kept less often than before",
  )
})

test("what a subscription costs is brought to a month, each currency by itself, and rounded once", async ({
  page,
  acme,
}) => {
  const usd = { currency: "usd" } as const
  await addEnded(acme, [
    // 1.00, 52.00, 3.65, 3.00 and 8.70 a month
    { outcome: "abandoned", price: { ...usd, minor: 1200, interval: "YEAR" } },
    { outcome: "saved", price: { ...usd, minor: 1200, interval: "WEEK" } },
    { outcome: "abandoned", price: { ...usd, minor: 12, interval: "DAY" } },
    { outcome: "saved", price: { ...usd, minor: 900, interval: "MONTH", count: 3 } },
    { outcome: "saved", price: { ...usd, minor: 290, interval: "MONTH" }, quantity: 3 },
    { outcome: "canceled", price: { minor: 29_500, currency: "kwd", interval: "MONTH" } },
    { outcome: "canceled" },
  ])
  await visit(page, "empty", june)
  await loaded(page)
  await expect(headline(page, "Kept a month")).toHaveText(["$68.35"])
  await expect(headline(page, "Lost a month")).toHaveText([/^KWD\s29\.500$/])
  await expect(figures(page)).toContainText("1 session without a price, in no amount")
})
