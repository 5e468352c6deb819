import { expect, test } from "@playwright/test"
import { askDatabase } from "./ask-database.ts"
import { sessionsOf } from "./product.ts"
import { cancelAnyway, choose, goOn, openShop, rowsOf, signIn, startCancelling } from "./visit.ts"

test("accepting a discount saves the customer", async ({ page }) => {
  await openShop(page, "lan_jonas")
  const flow = await startCancelling(page)
  await choose(flow, "Too expensive")
  await goOn(flow)
  await flow
    .getByRole("button", { name: /30% off|discount/i })
    .first()
    .click()
  await expect(flow.getByRole("heading", { name: /discount/i })).toBeVisible()

  await expect.poll(async () => (await sessionsOf(page.request, "lan_jonas"))[0]?.saveType).toBe("DISCOUNT")
  const [record] = await sessionsOf(page.request, "lan_jonas")
  expect(record).toMatchObject({
    canceled: false,
    acceptedOffer: { offerType: "DISCOUNT", couponType: "PERCENT", couponAmount: 30, couponDuration: 3 },
    customActionHandler: "handleDiscount",
  })
  await signIn(page)
  await expect(rowsOf(page, "jonas.lindqvist@example.com").first()).toHaveAccessibleName(
    "jonas.lindqvist@example.com, Discount",
  )
})

test("closing the tab in the survey is an abandonment, at once", async ({ page, context }) => {
  const shop = await context.newPage()
  await openShop(shop, "lan_priya")
  const flow = await startCancelling(shop)
  // who is on trial is offered more of it first
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await choose(flow, "Too expensive")
  await shop.close({ runBeforeUnload: true })
  await expect.poll(async () => (await sessionsOf(page.request, "lan_priya"))[0]?.saveType).toBe("ABANDON")

  await signIn(page)
  const row = rowsOf(page, "priya.raman@example.com").first()
  await expect(row).toHaveAccessibleName("priya.raman@example.com, Abandoned")
  await expect(row.getByText("Too expensive")).toBeVisible()
})

test("cancelling five minutes after an abandonment sets the abandonment aside", async ({ page }) => {
  await openShop(page, "lan_ruth")
  await startCancelling(page)
  await page.keyboard.press("Escape")
  await expect.poll(async () => (await sessionsOf(page.request, "lan_ruth"))[0]?.saveType).toBe("ABANDON")
  await fiveMinutesLater("lan_ruth")

  // she has been with the merchant for years, so her segment's flow is hers: it offers more before it lets her go
  const flow = await startCancelling(page)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await choose(flow, "The price")
  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await flow.getByRole("textbox").fill("It was a good time.")
  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  await expect.poll(async () => (await sessionsOf(page.request, "lan_ruth"))[0]?.canceled).toBe(true)
  const [cancelled, abandoned] = await sessionsOf(page.request, "lan_ruth")
  expect([cancelled?.bounced, abandoned?.bounced]).toEqual([false, true])

  await signIn(page)
  // within five minutes more may have come than stand on the first page
  await page.goto("/?q=ruth.abernathy%40example.com")
  const rows = rowsOf(page, "ruth.abernathy@example.com")
  await expect(rows.first()).toHaveAccessibleName("ruth.abernathy@example.com, Cancelled")
  await expect(rows.first().getByRole("link", { name: "Long-time customers" })).toBeVisible()
  const arrow = rows.nth(1).getByRole("link", { name: /^Bounced/ })
  await arrow.hover()
  await expect(page.getByRole("tooltip")).toContainText("Cancelled")
})

/** Five minutes pass between two visits of the same customer. */
async function fiveMinutesLater(customerId: string): Promise<void> {
  await askDatabase(
    "update session set created_at = created_at - interval '5 minutes' where customer_id = $1",
    [customerId],
  )
}

test("losing the network in the middle loses nothing", async ({ page, context }) => {
  await openShop(page, "lan_elise", "&handlers=off")
  const flow = await startCancelling(page)
  await choose(flow, "Too expensive")
  // other tests visit as her, too
  const before = await sessionsOf(page.request, "lan_elise")
  await context.setOffline(true)
  await goOn(flow)
  await flow.getByRole("button", { name: /^No thanks/ }).click()
  await goOn(flow)
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your request is saved" })).toBeVisible()
  expect(await sessionsOf(page.request, "lan_elise")).toEqual(before)

  await context.setOffline(false)
  await expect.poll(async () => (await sessionsOf(page.request, "lan_elise"))[0]?.canceled).toBe(true)
  expect((await sessionsOf(page.request, "lan_elise"))[0]?.surveyChoiceValue).toBe("Too expensive")
})

test("the shop's own handleCancel runs, and its name is on record", async ({ page }) => {
  await openShop(page, "lan_teo")
  const asked = page.waitForRequest((request) => request.url().endsWith("/shop/api/cancel"))
  await cancelAnyway(await startCancelling(page))
  expect((await asked).postDataJSON()).toMatchObject({ customer: "lan_teo" })
  await expect
    .poll(async () => (await sessionsOf(page.request, "lan_teo"))[0]?.customActionHandler)
    .toBe("handleCancel")

  await signIn(page)
  const badge = rowsOf(page, "teo.marchetti@example.com")
    .first()
    .getByRole("button", { name: "Override Present" })
  await badge.hover()
  await expect(page.getByRole("tooltip")).toHaveText("Your own code ran: handleCancel")
})
