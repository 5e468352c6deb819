import { readFileSync } from "node:fs"
import type { Evidence } from "@holdfast/protocol/dashboard"
import type { Browser, Page } from "@playwright/test"
import { embed, flowOf, hashOf, serveSite } from "./embedding-page.ts"
import { product, type SessionRecord, sessionsOf } from "./product.ts"
import { expect, test } from "./signed-in.ts"
import { openRowsOf, rowOf } from "./visit-stream.ts"

/** Each rule by each thing that tells where a customer is: from the switch to the row, and the evidence. */

serveSite()

const rules = {
  "Single-Click Compliance": "single-click",
  "Maximal US Compliance": "maximal",
} as const
type RuleLabel = keyof typeof rules
const labels = Object.keys(rules) as RuleLabel[]

/** Leaves exactly this rule on, by the page of the switches. */
async function turnOn(page: Page, wanted: RuleLabel | null): Promise<void> {
  await page.goto("/click-to-cancel")
  for (const label of labels) {
    const rule = page.getByRole("switch", { name: label })
    await rule.setChecked(label === wanted)
    await expect(rule).toHaveAttribute("aria-busy", "false")
    await expect(rule).toBeChecked({ checked: label === wanted })
  }
}

test.afterAll(async ({ browser, ownerLogin }) => {
  const page = await browser.newPage({ storageState: ownerLogin, baseURL: product.url })
  await turnOn(page, null)
  await page.close()
})

interface Visit {
  addresses?: object[]
  /** What the proxy in front of Holdfast says. */
  country?: string
  timeZone: string
  locale: string
}

const somewhere = { timeZone: "UTC", locale: "ja-JP" }

/** A customer's browser on the company's page, whose flow is open. */
async function visitSite(browser: Browser, customer: string, visit: Visit): Promise<Page> {
  const { addresses, country, timeZone: timezoneId, locale } = visit
  const page = await browser.newPage({ timezoneId, locale, storageState: { cookies: [], origins: [] } })
  if (country !== undefined) {
    await page.route("**/v1/flow/open", (route) =>
      route.continue({ headers: { ...route.request().headers(), "x-e2e-country": country } }),
    )
  }
  const options = {
    customerId: customer,
    authHash: hashOf(customer),
    customer: { id: customer, email: `${customer}@example.com`, ...(addresses && { addresses }) },
    i18n: { lang: "en" },
  }
  const call = `holdfast.init("show", Object.assign(${JSON.stringify(options)}, {
    handleCancel: async () => {}, handleDiscount: async () => {} }))`
  await embed(page, { call })
  await expect(flowOf(page).getByRole("radio").first()).toBeVisible()
  return page
}

const cancelNow = (page: Page) => flowOf(page).getByRole("button", { name: "Cancel now", exact: true })

type Record = SessionRecord & {
  region?: { source: string; rule: string; matchedRegion: string | null }
  usedClickToCancel?: boolean
  clicks?: number
  secondsToCancel?: number
}
/** The cancellation of a customer, once it stands: as long as it is asked, a page that is closed leaves it so. */
async function recorded(page: Page, customer: string): Promise<Record> {
  await expect
    .poll(async () => {
      const [session] = await sessionsOf(page.request, customer)
      return [session?.canceled, session?.decisionState]
    })
    .toEqual([true, undefined])
  const [session] = await sessionsOf(page.request, customer)
  if (!session) throw new Error("the session was there a moment ago")
  return session as Record
}

const sources: [string, Visit, string | null][] = [
  [
    "billing-address",
    { ...somewhere, country: "JP", addresses: [{ type: "billing", country: "US", state: "CA" }] },
    "California",
  ],
  ["proxy", { ...somewhere, country: "US" }, "United States"],
  ["time-zone", { timeZone: "America/New_York", locale: "ja-JP" }, "United States"],
  ["language", { timeZone: "UTC", locale: "en-US" }, "United States"],
  ["unknown", { timeZone: "UTC", locale: "en" }, null],
]

for (const label of labels) {
  test.describe(label, () => {
    for (const [source, visit, region] of sources) {
      test(`by ${source}: one click cancels, and the row says so`, async ({ page, browser }) => {
        await turnOn(page, label)
        const customer = `cus_${rules[label].replace("-", "_")}_${source.replace("-", "_")}`
        const theirs = await visitSite(browser, customer, visit)
        await cancelNow(theirs).click()
        await expect(
          flowOf(theirs).getByRole("heading", { name: "Your subscription is cancelled" }),
        ).toBeVisible()
        const session = await recorded(page, customer)
        await theirs.close()
        expect(session).toMatchObject({
          usedClickToCancel: true,
          clicks: 1,
          secondsToCancel: expect.any(Number),
          region: { source, rule: rules[label] },
        })
        expect(session.region?.matchedRegion ?? null).toBe(region)

        await openRowsOf(page, `${customer}@example.com`)
        const row = rowOf(page, `${customer}@example.com`, "Cancelled")
        await expect(row.getByText(label)).toBeVisible()
        if (region !== null) await expect(row.getByText(region)).toBeVisible()
      })
    }

    test("elsewhere there is no such button", async ({ page, browser }) => {
      await turnOn(page, label)
      const theirs = await visitSite(browser, "cus_elsewhere", { ...somewhere, country: "JP" })
      await expect(cancelNow(theirs)).toHaveCount(0)
      await theirs.close()
    })
  })
}

test("the evidence says what was shown and pressed, as a page, as JSON and on paper in a dark theme", async ({
  page,
  browser,
}) => {
  await turnOn(page, "Single-Click Compliance")
  const customer = "cus_evidence"
  const theirs = await visitSite(browser, customer, { ...somewhere, country: "DE" })
  await flowOf(theirs).getByRole("radio", { name: "Too expensive" }).click()
  await flowOf(theirs).getByRole("button", { name: "Continue" }).click()
  await cancelNow(theirs).click()
  const { _id: id } = await recorded(page, customer)
  await theirs.close()

  await page.emulateMedia({ colorScheme: "dark" })
  await page.goto(`/sessions/${id}`)
  await expect(page.getByText("Germany, by the country that the proxy told (DE)")).toBeVisible()
  await page.getByRole("link", { name: "Evidence", exact: true }).click()
  const sheet = page.getByRole("article", { name: "Evidence" })
  for (const words of ["Germany (DE)", "Offered on every step, and used", "Too expensive", "handleCancel"]) {
    await expect(sheet.getByText(words).first()).toBeVisible()
  }
  await expect(sheet.getByText(/^Cancelled at once with “Cancel now”/)).toBeVisible()

  const downloading = page.waitForEvent("download")
  await page.getByRole("button", { name: "Download JSON" }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe(`evidence-${id}.json`)
  const evidence = JSON.parse(readFileSync(await download.path(), "utf8")) as Evidence
  expect(evidence).toMatchObject({
    format: "holdfast-evidence",
    version: 1,
    region: { code: "DE", source: "proxy", rule: "single-click" },
    cancelNow: { wasOffered: true, wasUsed: true, text: "Cancel now" },
    cancellation: { clicks: 3, state: null },
    handlers: ["handleCancel"],
  })
  expect(evidence.steps.map(({ stepType, pressed }) => [stepType, pressed.map(({ what }) => what)])).toEqual([
    ["SURVEY", ["chose"]],
    ["OFFER", ["cancelled-at-once"]],
  ])

  await page.emulateMedia({ media: "print", colorScheme: "dark" })
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden()
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden()
  await expect(sheet).toHaveCSS("color", "rgb(0, 0, 0)")
  await expect(page.locator("body")).toHaveCSS("background-color", "rgb(255, 255, 255)")
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format })
    expect(pdf.subarray(0, 4).toString()).toBe("%PDF")
  }
})
