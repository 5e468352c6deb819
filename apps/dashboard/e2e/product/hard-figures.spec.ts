import type { Page } from "@playwright/test"
import { expect, test, visit } from "./visit.ts"
import { addEnded, type Ended, figures, june, loaded } from "./visit-figures.ts"

/** Sessions and ranges of which it is hard to say something true: every panel is calm about them. */
test.use({ hasFigures: true })

/** Nothing that is no number, in words and in what is drawn. */
async function expectCalm(page: Page): Promise<void> {
  await loaded(page)
  const place = figures(page)
  await expect(place).not.toContainText(/NaN|Infinity|undefined|\[object|\bnull\b/)
  expect(await place.innerHTML()).not.toMatch(/NaN|Infinity|undefined/)
  for (const region of await place.getByRole("region").all()) expect(await region.innerText()).not.toBe("")
}

const charts = (page: Page) => figures(page).locator("[aria-roledescription=chart]")

/** Every sign and code of a currency that the figures show. */
const currencies = async (page: Page) => [
  ...new Set((await figures(page).innerText()).match(/[$€¥£]|\b(?:KWD|BHD|USD|EUR|JPY)\b/g) ?? []),
]

/** What bounced sessions would change is drawn where there is nothing else. */
const nothing: readonly [string, readonly Ended[], string, number][] = [
  ["no session", [], june, 0],
  ["only bounced sessions", [{ times: 3, outcome: "canceled", isBounced: true }], june, 1],
  ["only open sessions", [{ times: 3, outcome: "open" }], june, 0],
  ["a range in 1970", [{ outcome: "canceled" }], "/?from=1970-01-01&to=1970-01-05", 0],
]
for (const [what, sessions, address, drawn] of nothing) {
  test(`${what}: no rate, no amount, no empty axes, and calm words`, async ({ page, acme }) => {
    if (sessions.length > 0) await addEnded(acme, sessions)
    await visit(page, "empty", address)
    await expectCalm(page)
    await expect(figures(page)).toContainText(
      "No session has ended in these days, so there is nothing to say yet.",
    )
    const save = page
      .getByRole("list", { name: "Headline" })
      .getByRole("listitem")
      .filter({ hasText: "Save rate" })
    await expect(save).toContainText("–")
    await expect(save).not.toContainText(/\b0\.0%/)
    await expect(charts(page)).toHaveCount(drawn)
    expect(await currencies(page)).toEqual([])
  })
}

test("one session is told with its few words, and nothing is compared with it", async ({ page, acme }) => {
  await addEnded(acme, [{ outcome: "abandoned", price: { minor: 2900, currency: "usd", interval: "MONTH" } }])
  await visit(page, "empty", june)
  await expectCalm(page)
  await expect(figures(page)).toContainText("Only 1 session: too few to tell.")
  await expect(figures(page)).not.toContainText(/[▲▼]/)
  expect(await currencies(page)).toEqual(["$"])
})

test("the last days stand beside the range, and say of how few they are", async ({ page, acme }) => {
  // of the clock of the database, by which the last days are told
  const ago = (days: number) => new Date(Date.now() - days * 24 * 3_600_000)
  await addEnded(acme, [
    { times: 2, outcome: "abandoned", at: ago(1) },
    { times: 1, outcome: "canceled", at: ago(2) },
    { times: 30, outcome: "canceled", at: ago(20) },
  ])
  await visit(page, "empty", june)
  await loaded(page)
  await expect(page.getByRole("list", { name: "Headline" })).toContainText(
    "7 d 66.7% (of 3), 30 d 6.1%, 90 d 6.1%",
  )
})

test("where no session has a price, no amount and no currency stands anywhere", async ({ page, acme }) => {
  await addEnded(acme, [
    { times: 20, outcome: "canceled" },
    { times: 20, outcome: "saved" },
  ])
  await visit(page, "empty", june)
  await expectCalm(page)
  await expect(figures(page)).toContainText("40 sessions without a price, in no amount")
  expect(await currencies(page)).toEqual([])
})

test("mixed currencies have a line each, with three decimals, none, and prices of 10^12", async ({
  page,
  acme,
}) => {
  const price = (minor: number, currency: string) => ({ minor, currency, interval: "MONTH" as const })
  await addEnded(acme, [
    { times: 20, outcome: "canceled", price: price(1e12, "usd") },
    { times: 10, outcome: "saved", price: price(1500, "kwd") },
    { times: 10, outcome: "abandoned", price: price(3000, "jpy") },
    { times: 5, outcome: "canceled" },
    { outcome: "canceled", price: price(2900, "usd"), quantity: 0 },
  ])
  await visit(page, "empty", june)
  await expectCalm(page)
  const headline = page.getByRole("list", { name: "Headline" })
  await expect(headline.getByRole("link", { name: /^Lost a month: / })).toHaveText(["$200,000,000,000"])
  await expect(headline.getByRole("link", { name: /^Kept a month: / })).toHaveText([
    /^¥30,000$/,
    /^KWD\s15\.000$/,
  ])
  expect((await currencies(page)).sort()).toEqual(["$", "KWD", "¥"])
})

test("over a change of clocks and up to tomorrow every day is there once", async ({ page, acme }) => {
  await acme.database.db
    .updateTable("workspace")
    .set({ time_zone: "Europe/Berlin" })
    .where("id", "=", acme.place.acme.id)
    .execute()
  const day = (n: number) => new Date(Date.parse("2026-10-20T12:00:00Z") + n * 24 * 3_600_000)
  await addEnded(
    acme,
    Array.from({ length: 30 }, (_, n): Ended => ({ outcome: n % 2 ? "canceled" : "abandoned", at: day(n) })),
  )
  await visit(page, "empty", "/?from=2026-10-20&to=2026-11-24")
  await expectCalm(page)
  await expect(charts(page).first()).toBeVisible()
  const sessions = page.getByRole("list", { name: "Headline" }).getByRole("link", { name: /^Sessions: / })
  await expect(sessions).toHaveText("30")
})
