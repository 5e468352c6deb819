import { expect, type Locator, type Page, test } from "@playwright/test"
import { sessionsOf } from "./product.ts"
import { choose, goOn, openShop, startCancelling } from "./visit.ts"

/**
 * What a customer of the demo shop decides, carried out by Holdfast itself at the shop's Stripe account, which is the stand-in: the
 * account page shows what is billed then.
 */

/** What stands beside a label of the account page. */
const line = (page: Page, label: string | RegExp): Locator =>
  page
    .locator("dl > div")
    .filter({ has: page.locator("dt", { hasText: label }) })
    .locator("dd")

const stateOf = async (page: Page, customer: string) => {
  const [session] = await sessionsOf(page.request, customer)
  return session?.canceled ? "canceled" : session?.saveType
}

/** Closes the flow, so that the account page asks anew. */
const close = (page: Page) =>
  page
    .frameLocator("holdfast-flow iframe")
    .getByRole("button", { name: /Back to|Close/ })
    .first()
    .click()

test("a cancellation ends the subscription with its period, and Undo takes it back", async ({ page }) => {
  await openShop(page, "lan_mira", "&handlers=off")
  const flow = await startCancelling(page)
  await choose(flow, "Too expensive")
  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await goOn(flow)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  await close(page)
  await expect(page.getByText(/^Your subscription ends on /)).toBeVisible()
  await expect(line(page, "Next invoice")).toHaveText("None")
  await expect.poll(() => stateOf(page, "lan_mira")).toBe("canceled")
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(line(page, "Next invoice")).toContainText("$12.00 on ")
})

// after the cancellation: a discount that was taken is not offered again for a while
test("a discount lowers the next invoice", async ({ page }) => {
  await openShop(page, "lan_mira", "&handlers=off")
  await expect(line(page, "Next invoice")).toContainText("$12.00 on ")
  const flow = await startCancelling(page)
  await choose(flow, "Too expensive")
  await goOn(flow)
  await flow.getByRole("button", { name: /30% off/ }).click()
  await expect(flow.getByRole("heading", { name: "Your discount is applied" })).toBeVisible()
  await close(page)
  await expect(line(page, "Next invoice")).toContainText("$8.40 on ")
  await expect(line(page, "Discount")).toContainText("30% off until ")
  await expect.poll(() => stateOf(page, "lan_mira")).toBe("DISCOUNT")
})

test("a trial that is extended ends later", async ({ page }) => {
  await openShop(page, "lan_priya", "&handlers=off")
  const before = await line(page, "Trial ends").textContent()
  const flow = await startCancelling(page)
  await flow.getByRole("button", { name: /^Add \d+ days/ }).click()
  await expect.poll(() => stateOf(page, "lan_priya")).toBe("TRIAL_EXTENSION")
  await close(page)
  await expect(page.getByText(/^Your trial goes on until /)).toBeVisible()
  expect(await line(page, "Trial ends").textContent()).not.toBe(before)
})

test("a pause lasts as long as the customer picks, and nothing is billed meanwhile", async ({ page }) => {
  await openShop(page, "lan_mira", "&handlers=off")
  const flow = await startCancelling(page)
  await choose(flow, "I am not using it enough")
  await goOn(flow)
  await flow.getByText("2 months").click()
  await flow.getByRole("button", { name: /^Pause/ }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is paused" })).toBeVisible()
  await close(page)
  await expect(page.getByText(/^Your subscription is paused until /)).toBeVisible()
  await expect(line(page, "Next invoice")).toHaveCount(0)
  await expect(line(page, "Continues")).not.toBeEmpty()
  await expect.poll(() => stateOf(page, "lan_mira")).toBe("PAUSE")
})

test("another plan is billed from now on", async ({ page }) => {
  await openShop(page, "lan_ruth", "&handlers=off")
  const flow = await startCancelling(page)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await choose(flow, "The price")
  await goOn(flow)
  await flow.getByText("Starter").first().click()
  await flow.getByRole("button", { name: "Switch plan" }).click()
  await expect.poll(() => stateOf(page, "lan_ruth")).toBe("PLAN_CHANGE")
  await close(page)
  await expect(page.locator("#plan-name")).toHaveText("Lantern Starter")
  await expect(page.locator("#price")).toHaveText("$12.00")
})
