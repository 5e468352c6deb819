import type { BillingConnection } from "@holdfast/protocol/dashboard"
import { breakDown, expect, statesFromClick, test, visit } from "./visit.ts"

test("an admin connects Stripe, is told what is no key, changes a setting, and disconnects", async ({
  page,
}) => {
  await visit(page, "full", "/billing", "admin")
  const card = page.getByRole("region", { name: "Test", exact: true })
  await expect(card).toContainText("Not connected")
  await page.getByRole("button", { name: "Connect Stripe for test" }).click()
  const dialog = page.getByRole("dialog")
  const connect = dialog.getByRole("button", { name: "Check and connect" })
  await expect(connect).toBeDisabled()
  await dialog.getByLabel("Restricted key").fill("rk_live_51AbcDEF4f2a")
  await connect.click()
  await expect(dialog.getByRole("alert")).toContainText("key is of Stripe's live mode")
  await dialog.getByLabel("Restricted key").fill("rk_test_51AbcDEF4f2a")
  await dialog.getByLabel("Restricted key").press("Enter")
  await expect(dialog).toHaveCount(0)
  await expect(card).toContainText("Acme")
  await expect(card).toContainText("rk_test_…4f2a")
  await expect(card).toContainText("The signing secret of Stripe's events is missing.")
  await expect(page.getByRole("main")).not.toContainText("51AbcDEF")

  const setting = card.getByLabel("A cancellation takes effect")
  // what was chosen stands there at once
  const chosen = await setting.evaluate((select: HTMLSelectElement) => {
    select.value = "now"
    select.dispatchEvent(new Event("change", { bubbles: true }))
    return select.value
  })
  expect(chosen).toBe("now")
  await expect(setting).toBeEnabled()
  await card.getByRole("button", { name: "Enter signing secret" }).click()
  await dialog.getByLabel("Signing secret").fill("whsec_abcdefgh")
  await dialog.getByRole("button", { name: "Keep secret" }).click()
  await expect(card).toContainText("The signing secret of Stripe's events is there.")
  await page.reload()
  await expect(card.getByLabel("A cancellation takes effect")).toHaveValue("now")

  await card.getByRole("button", { name: "Disconnect" }).click()
  await expect(dialog).toContainText("cancellations wait for a person")
  await dialog.getByRole("button", { name: "Disconnect", exact: true }).click()
  await expect(card).toContainText("Not connected")
})

test("what a key may not do is named, with where to grant it", async ({ page }) => {
  const connection = {
    ...{ mode: "live", provider: "stripe", keyHint: "sk_live_…4f2a", keyKind: "secret", account: null },
    ...{ connectedAt: "2026-11-01T12:00:00.000Z", checkedAt: "2026-11-01T12:00:00.000Z" },
    ...{ fault: "Stripe does not accept this key.", missing: ["coupons:read", "refunds:write"] },
    ...{ hasWebhookSecret: true, oldWebhookSecretUntil: null },
    settings: {
      ...{ cancelAt: "now", changePlanAt: "now", proration: "none", pauseMeaning: "service" },
      ...{ pauseInvoiceBehavior: "void", rebateAs: "refund" },
    },
    pageActions: ["rebate"],
  }
  const json = { eventsAddress: "https://holdfast.example/v1/billing/stripe/x", connections: [connection] }
  await page.route(/\/api\/.*\/billing$/, (route) => route.fulfill({ json }))
  await visit(page, "full", "/billing", "developer")
  const card = page.getByRole("region", { name: "Live", exact: true })
  await expect(card.getByRole("list", { name: "Missing permissions" }).getByRole("listitem")).toHaveText([
    "Coupons: Read, to give discounts",
    "Charges and Refunds: Write, for rebates alone",
  ])
  await expect(card).toContainText("Grant them in Stripe: Developers, API keys, the key, Edit.")
  await expect(card).toContainText("Stripe does not accept this key.")
  await expect(card).toContainText("It may do everything in your account.")
  await expect(card.getByLabel("A cancellation takes effect")).toBeDisabled()
  const handlers = card.getByRole("group", { name: "Offers that your page has handlers for" })
  await expect(handlers.getByRole("checkbox", { name: "Rebate" })).toBeChecked()
  await expect(handlers.getByRole("checkbox", { name: "Discount" })).not.toBeChecked()
  await expect(handlers.getByRole("checkbox", { name: "Discount" })).toBeDisabled()
})

test("an admin whose key lacks a permission says which offers the page has handlers for, and it is kept", async ({
  page,
}) => {
  await visit(page, "full", "/billing", "admin")
  const card = page.getByRole("region", { name: "Sandbox", exact: true })
  await page.getByRole("button", { name: "Connect Stripe for sandbox" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Restricted key").fill("rk_test_51AbcDEF4f2a")
  await dialog.getByLabel("Restricted key").press("Enter")
  await expect(card).toContainText("rk_test_…4f2a")
  const handlers = card.getByRole("group", { name: "Offers that your page has handlers for" })
  // a key that may do everything needs no handler
  await expect(handlers).toHaveCount(0)
  const lacking = (body: BillingConnection) => ({ ...body, missing: ["coupons:read"] })
  await page.route(/\/api\/.*\/billing(\/sandbox)?$/, async (route) => {
    const response = await route.fetch()
    if (!response.ok()) return route.fulfill({ response })
    const body = await response.json()
    const json = body.connections
      ? { ...body, connections: body.connections.map((each: BillingConnection) => lacking(each)) }
      : lacking(body)
    return route.fulfill({ response, json })
  })
  await page.reload()
  const discount = handlers.getByRole("checkbox", { name: "Discount" })
  // it does not jump back while it is asked for
  expect(await statesFromClick(discount)).toEqual([true])
  await page.reload()
  await expect(discount).toBeChecked()
  await expect(handlers.getByRole("checkbox", { name: "Pause" })).not.toBeChecked()
})

test("the page cannot be loaded: it says so, and can be tried again", async ({ page }) => {
  await breakDown(page, /\/api\/.*\/billing$/)
  await visit(page, "empty", "/billing")
  await expect(page.getByRole("alert")).toContainText("could not load what is connected")
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
})
