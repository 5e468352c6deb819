import type { HealthReport } from "@holdfast/protocol/dashboard"
import type { FrameLocator, Page } from "@playwright/test"
import { mistakes } from "./embedding-mistakes.ts"
import {
  codeIn,
  codeOf,
  embed,
  flowOf,
  functionsOf,
  guide,
  hashOf,
  ofHoldfast,
  serveSite,
} from "./embedding-page.ts"
import { product, readKeys, sessionsOf } from "./product.ts"
import { expect, test } from "./signed-in.ts"
import { choose, goOn } from "./visit.ts"

/**
 * What somebody does who has nothing but `docs/embedding.md`: copies the guide's lines into a page of their own, on another
 * origin, and then makes a mistake in each option. The browser's console or the page Health says what it is.
 */

serveSite()

async function pressToTheEnd(flow: FrameLocator): Promise<void> {
  await choose(flow, "Too expensive")
  await goOn(flow)
  // the guide's first page has a handler for cancellations alone: the discount is the connected billing's
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await goOn(flow)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
}

/** The guide's calls of `init`, in its order, for a customer of ours. */
const callsFor = (customer: string) =>
  codeOf("js")
    .filter((code) => code.startsWith("holdfast.init"))
    .map((call) => call.replaceAll("cus_42", customer).replace("…", hashOf(customer)))

test("the guide's own lines open the flow on another origin, and nobody has to complain", async ({
  page,
}) => {
  const customer = "cus_of_the_guide"
  const [, call = ""] = callsFor(customer)
  const said = await embed(page, { call })
  await expect(flowOf(page).getByRole("radio").first()).toBeVisible()
  // a run that is still open is not in the Data API yet
  await flowOf(page).getByRole("button", { name: "Close" }).click()
  await expect.poll(async () => (await sessionsOf(page.request, customer)).length).toBe(1)
  const [session] = await sessionsOf(page.request, customer)
  expect(session?.customer).toMatchObject({
    ...{ id: customer, email: "noor@example.com", subscriptionId: "sub_7" },
    ...{ planId: "price_pro_monthly", planPrice: 2900, currency: "usd", billingInterval: "MONTH" },
    ...{ subscriptionStart: "2025-03-01", subscriptionPeriodEnd: "2026-12-01" },
    customAttributes: { plan: "pro", seats: 12, beta: false },
  })
  expect(said).toEqual([])
})

test("the guide's first call asks the page's own billing, and its refusal is the customer's to read", async ({
  page,
}) => {
  const [call = ""] = callsFor("cus_refused")
  await embed(page, { call })
  const flow = flowOf(page)
  await pressToTheEnd(flow)
  await expect(flow.getByText("Your bank said no. Write to us and we will do it for you.")).toBeVisible()
})

/** The guide's calls of `check`, in its order, for a customer of the demo's billing. */
const wallsFor = (customer: string) =>
  codeIn("Walls", "js").map((call) => call.replaceAll("cus_42", customer).replace("…", hashOf(customer)))

test("the guide's wall stands before a customer who is paused at the connected billing, until they resume there", async ({
  page,
}) => {
  const customer = "lan_teo"
  const [call = ""] = wallsFor(customer)
  const said = await embed(page, { call })
  const flow = flowOf(page)
  await expect(flow.getByRole("heading", { name: "Your subscription is paused" })).toBeFocused()
  await expect(flow.getByText(/^Your subscription continues on .+ You can also go on today\.$/)).toBeVisible()
  // the cancel flow opens over it, and leads back to it
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  const over = page.frameLocator("holdfast-flow:nth-of-type(2) iframe")
  await over.getByRole("radio").first().waitFor()
  await over.getByRole("button", { name: "Close" }).click()
  await expect(page.locator("holdfast-flow")).toHaveCount(1)
  await flow.getByRole("button", { name: "Resume my subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is running again" })).toBeVisible()
  await flow.getByRole("button", { name: "Back to my account" }).click()
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  expect(ofHoldfast(said)).toEqual([])
  const { account } = await (
    await page.request.get(`${product.url}/shop/api/account?customer=${customer}`)
  ).json()
  expect(account.bill).toMatchObject({ pausedUntil: null })
  const requested = await page.request.get(`${product.url}/v1/data/requests?show=done`, {
    headers: { "x-ck-app": readKeys().appId, "x-ck-api-key": readKeys().dataKeyLive },
  })
  expect(JSON.stringify(await requested.json())).toContain('"action":"resume"')
  // and nobody is held up any longer
  const answered = page.waitForResponse(/\/v1\/flow\/wall$/)
  await page.getByRole("button", { name: "Leave" }).click()
  expect(await (await answered).json()).toEqual({ standing: "fine" })
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  await page.request.post(`${product.url}/shop/api/reset`, { data: { customer } })
})

test("the guide's notice of a failed payment leads to the page's form, and the wall after the days of grace to Stripe's page", async ({
  page,
}) => {
  const [, call = ""] = wallsFor("lan_owen")
  await embed(page, { call })
  const flow = flowOf(page)
  await expect(
    flow.getByText(/^Please update how you pay by .+, so that you keep your access\.$/),
  ).toBeVisible()
  await flow.getByRole("button", { name: "Close" }).click()
  await page.getByRole("button", { name: "Leave" }).click()
  await flow.getByRole("button", { name: "Update payment" }).click()
  await expect(page).toHaveURL(/\/billing\/card$/)
  const hard = call.replace("gracePeriodDays: 7", "gracePeriodDays: 1").replace(/^ +onUpdate.*$/m, "")
  await page.route("https://invoice.stripe.com/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Pay here</h1>" }),
  )
  await embed(page, { call: hard })
  await expect(flow.getByText("Please update how you pay to use your account again.")).toBeVisible()
  await expect(flow.getByRole("button", { name: "Close" })).toHaveCount(0)
  await flow.getByRole("button", { name: "Update payment" }).click()
  await expect(page.getByRole("heading", { name: "Pay here" })).toBeVisible()
})

/** How often anything that a page sent wrongly was met, by the page Health; what the billing did not say is beside it there. */
async function timesMet(page: Page): Promise<number> {
  const answer = await page.request.get(`${product.url}/api/workspaces/${readKeys().appId}/health`)
  const { problems } = (await answer.json()) as HealthReport
  return problems.filter(({ kind }) => kind !== "without_billing").reduce((sum, { times }) => sum + times, 0)
}

for (const [
  i,
  { of, what, options, tags, command = "show", policy, says, browser, health },
] of mistakes.entries()) {
  test(`${typeof of === "string" ? of : "several options"}, ${what}: the page's engineer is told`, async ({
    page,
    browser: chromium,
  }) => {
    const id = `cus_mistaken_${i}`
    const right = `customerId: "${id}", authHash: "${hashOf(id)}", handleCancel: () => {}`
    const wrong = options?.({ id, hash: hashOf(id) }) ?? ""
    const before = await timesMet(page)
    const visitor = await chromium.newPage({ storageState: { cookies: [], origins: [] } })
    // a page that is closed before its first request is answered may never have sent it
    const answered = health ? visitor.waitForResponse("**/v1/flow/*") : null
    const call = `holdfast.init("${command}", { ...{ ${right} }, ...{ ${wrong} } })`
    const said = await embed(visitor, { call, policy, tags: tags?.() })
    await expect
      .poll(() => ofHoldfast(said))
      .toEqual(says.map((sentence) => `Holdfast: ${sentence}`).toSorted())
    if (browser) await expect.poll(() => said.join("\n")).toMatch(browser)
    if (says.length === 0 && !browser) await expect(flowOf(visitor).getByRole("radio").first()).toBeVisible()
    await answered
    await visitor.close()
    if (!health) return expect(await timesMet(page)).toBe(before)
    await expect.poll(() => timesMet(page)).toBeGreaterThan(before)
    await page.goto(`${product.url}/health`)
    await expect(page.getByText(health, { exact: true }).first()).toBeVisible()
  })
}

test("each option of the guide has a mistake above", () => {
  const [section = ""] = guide.split("\n## Options\n")[1]?.split("\n### ") ?? []
  const rows = section.split("\n").filter((line) => line.startsWith("| `"))
  const inTable = rows
    .flatMap((row) => row.split("|")[1]?.match(/`\w+`/g) ?? [])
    .map((name) => name.slice(1, -1))
  const named = [...inTable, "provider", "record", ...functionsOf("Handlers"), ...functionsOf("Listeners")]
  expect(named.length).toBeGreaterThan(25)
  const tried = new Set(mistakes.flatMap(({ of }) => of))
  expect(named.filter((name) => !tried.has(name))).toEqual([])
})

test("a handler that fails, or whose server does, is named on the console, and the customer is told", async ({
  page,
}) => {
  for (const handler of [
    "() => { undefinedFunction() }",
    '() => fetch("/billing/cancel", { method: "POST" })',
  ]) {
    const id = "cus_handler"
    const call = `holdfast.init("restart", { customerId: "${id}", authHash: "${hashOf(id)}", handleCancel: ${handler} })`
    const said = await embed(page, { call })
    const flow = flowOf(page)
    await pressToTheEnd(flow)
    await expect(flow.getByRole("heading", { name: "That did not work" })).toBeVisible()
    await expect(flow.getByText("Nothing was changed. Please try again, or go back.")).toBeVisible()
    expect(ofHoldfast(said).join("\n")).toContain(
      "Holdfast: handleCancel failed; the customer can try again.",
    )
  }
})
