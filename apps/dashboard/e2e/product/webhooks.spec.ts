import { createHmac } from "node:crypto"
import type { Page } from "@playwright/test"
import { newId } from "../../../server/src/db/new-id.ts"
import { type TestReceiver, testReceiver } from "../../../server/src/webhook/testing/test-receiver.ts"
import { fixtureNow } from "../rows.ts"
import type { AcmeApp } from "./acme-app.ts"
import { breakDown, expect, test, visit } from "./visit.ts"

test.use({ sendsWebhooks: true })

/** A server of the company's own. */
let receiver: TestReceiver
test.beforeEach(async () => {
  receiver = await testReceiver()
})
test.afterEach(() => receiver.close())

const dialog = (page: Page) => page.getByRole("dialog")
const endpoints = (page: Page) => page.getByRole("list", { name: "Endpoints" }).getByRole("listitem")
const deliveries = (page: Page) =>
  page.getByRole("list", { name: "Deliveries, newest first" }).locator(":scope > li")
const press = (page: Page, name: string) => page.getByRole("main").getByRole("button", { name }).click()

/** Adds an endpoint at the receiver and leaves its secret behind; answers the secret. */
async function addEndpoint(page: Page): Promise<string> {
  await press(page, "Add endpoint")
  await dialog(page).getByRole("textbox", { name: "Address" }).fill(receiver.url)
  await dialog(page).getByRole("button", { name: "Add endpoint" }).click()
  return takeSecret(page)
}

async function takeSecret(page: Page): Promise<string> {
  await expect(dialog(page)).toContainText("whsec_")
  const [secret = ""] = /whsec_[A-Za-z0-9+/=]+/.exec(await dialog(page).innerText()) ?? []
  await dialog(page).getByRole("button", { name: "Copy secret" }).click()
  await expect(dialog(page).getByRole("status")).not.toBeEmpty()
  await dialog(page).getByRole("button", { name: "Done" }).click()
  // where the browser did not let it be copied it asks once more
  if (await dialog(page).getByText("not copied it yet").isVisible()) {
    await dialog(page).getByRole("button", { name: "Done" }).click()
  }
  await expect(dialog(page)).toHaveCount(0)
  return secret
}

async function openEndpoint(page: Page): Promise<void> {
  await endpoints(page).getByRole("link").first().click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new URL(receiver.url).host)
}

/** Deliveries of the only endpoint, as the log has them. */
async function addDeliveries(
  { database, place }: AcmeApp,
  states: readonly ("delivered" | "failed" | "held")[],
): Promise<void> {
  const { db } = database
  const endpoint = await db.selectFrom("webhook_endpoint").select("id").executeTakeFirstOrThrow()
  const rows = states.map((state, index) => {
    const at = new Date(fixtureNow.getTime() - (index + 1) * 60_000)
    return {
      ...{ workspace_id: place.acme.id, id: newId(at), endpoint_id: endpoint.id, event: "session" as const },
      ...{ mode: "live" as const, state, created_at: at, tries: state === "held" ? 0 : 8 },
      payload: JSON.stringify({ event: "session", data: { number: index } }),
      ...(state === "failed" && { last_status: 500, last_error: "It answered 500." }),
      ...(state === "delivered" && { last_status: 200, delivered_at: at }),
    }
  })
  await db.insertInto("webhook_delivery").values(rows).execute()
}

test("an endpoint is added by keyboard; what is wrong stands at its field, and the secret is shown once", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await visit(page, "empty", "/webhooks", "developer")
  await expect(page.getByText("No endpoint yet")).toBeVisible()
  const add = page.getByRole("button", { name: "Add endpoint" })
  await add.press("Enter")
  const address = page.getByRole("textbox", { name: "Address" })
  await expect(address).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(address).toHaveAccessibleDescription(/Say where your server listens\./)
  await address.fill("shop.example")
  await page.keyboard.press("Enter")
  await expect(address).toHaveAccessibleDescription(
    /The address is no web address; it takes one such as https:\/\/example\.com\/holdfast\./,
  )
  await address.fill(receiver.url)
  const live = dialog(page).getByRole("checkbox", { name: "Live" })
  await live.press("Space")
  await address.press("Enter")
  await expect(dialog(page).getByText("Choose one mode at least.")).toBeVisible()
  await live.press("Space")
  await dialog(page).getByRole("checkbox", { name: "Action requested" }).press("Space")
  const carriesOut = dialog(page).getByRole("group", { name: "What your server carries out" })
  await expect(carriesOut.getByRole("checkbox", { checked: true })).toHaveCount(7)
  for (const box of await carriesOut.getByRole("checkbox").all()) await box.press("Space")
  await address.press("Enter")
  await expect(dialog(page).getByText("Choose what your server carries out")).toBeVisible()
  await carriesOut.getByRole("checkbox", { name: "Pause", exact: true }).press("Space")
  await address.press("Enter")

  const secret = page.getByRole("dialog", { name: "The secret of this endpoint" })
  await expect(secret).toContainText("it is shown this once")
  const [text = "none"] = /whsec_[A-Za-z0-9+/=]+/.exec(await secret.innerText()) ?? []
  await page.keyboard.press("Escape")
  await expect(secret).toContainText("You have not copied it yet.")
  await secret.getByRole("button", { name: "Copy secret" }).press("Enter")
  await expect(secret.getByRole("status")).toHaveText("Copied.")
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  await page.keyboard.press("Escape")
  await expect(dialog(page)).toHaveCount(0)
  await expect(endpoints(page)).toHaveText([
    `${receiver.url}Nothing delivered yetLiveSession completed · Completed session changed · Action requested`,
  ])
  await page.reload()
  await expect(endpoints(page)).toHaveCount(1)
  await expect(page.getByText(text)).toHaveCount(0)
  await openEndpoint(page)
  await expect(page.getByText("Pause", { exact: true })).toBeVisible()
})

test("a test event is signed by the secret, and its answer stands there, good or bad", async ({ page }) => {
  await visit(page, "empty", "/webhooks")
  const secret = await addEndpoint(page)
  await openEndpoint(page)
  receiver.answer = (response) => void response.end('{"received":true}')
  await press(page, "Send a test event")
  const result = page.getByRole("region", { name: "Test event" })
  await expect(result.getByRole("status")).toHaveText("The test event arrived.")
  await expect(result).toContainText(/answered 200 in \d/)
  await expect(result.getByRole("textbox", { name: "Answer" })).toHaveValue('{\n  "received": true\n}')
  const [got] = receiver.received
  expect(JSON.parse(got?.body ?? "{}").event).toBe("test")
  const signed = `${got?.headers["webhook-id"]}.${got?.headers["webhook-timestamp"]}.${got?.body}`
  const key = Buffer.from(secret.slice("whsec_".length), "base64")
  expect(got?.headers["webhook-signature"]).toBe(
    `v1,${createHmac("sha256", key).update(signed).digest("base64")}`,
  )
  await expect(deliveries(page)).toHaveText([/^Test event.*Delivered1 tryanswered 200DetailsSend again$/])

  receiver.answer = (response) => void response.writeHead(500).end("<b>out of order</b>")
  await press(page, "Send a test event")
  await expect(result.getByRole("status")).toHaveText("The test event did not arrive.")
  await expect(result.getByRole("textbox", { name: "Answer" })).toHaveValue("<b>out of order</b>")
  await expect(deliveries(page).filter({ hasText: "Failed" })).toHaveCount(1)
  // neither counts for its health
  await expect(page.getByText("Nothing delivered yet")).toBeVisible()
})

test("a delivery shows what was sent and answered, and is sent again under the same id", async ({
  page,
  acme,
}) => {
  await visit(page, "empty", "/webhooks")
  await addEndpoint(page)
  await addDeliveries(acme, ["failed"])
  await openEndpoint(page)
  const row = deliveries(page)
  await expect(row).toHaveText([/^Session completed.*It answered 500\.Failed8 triesanswered 500/])
  await row.getByRole("button", { name: "Details" }).press("Enter")
  await expect(row.getByRole("textbox", { name: "What is sent" })).toHaveValue(/"number": 0/)
  await row.getByRole("button", { name: "Send again" }).press("Enter")
  await expect(page.getByRole("status").filter({ hasText: "1 delivery is on its way again." })).toBeVisible()
  await expect(row).toContainText("Delivered")
  await expect(row).toContainText("9 tries")
  await expect(row.getByRole("list", { name: "Tries" })).toContainText("sent by hand")
  const { id } = await acme.database.db.selectFrom("webhook_delivery").select("id").executeTakeFirstOrThrow()
  expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([id])
})

test("the log is filtered and paged, and what did not arrive since a moment is sent again at once", async ({
  page,
  acme,
}) => {
  await visit(page, "empty", "/webhooks")
  await addEndpoint(page)
  const states = Array.from(
    { length: 26 },
    (_, i) => (["delivered", "failed", "held"] as const)[i % 3] ?? "held",
  )
  await addDeliveries(acme, states)
  await openEndpoint(page)
  await expect(deliveries(page)).toHaveCount(20)
  await page.getByRole("button", { name: "Load More" }).click()
  await expect(deliveries(page)).toHaveCount(26)
  const tabs = page.getByRole("navigation", { name: "Deliveries" })
  await tabs.getByRole("link", { name: "Failed" }).click()
  await expect(deliveries(page)).toHaveCount(9)
  await tabs.getByRole("link", { name: "Held" }).click()
  await expect(deliveries(page)).toHaveCount(8)
  await expect(page).toHaveURL(/show=held/)
  await tabs.getByRole("link", { name: "On their way" }).click()
  await expect(page.getByText("None of these")).toBeVisible()
  await tabs.getByRole("link", { name: "All" }).click()

  await press(page, "Send again since…")
  const since = dialog(page).getByLabel("Since")
  await since.fill("")
  await dialog(page).getByRole("button", { name: "Send again" }).click()
  await expect(dialog(page).getByText("Say since when, as a day and a time.")).toBeVisible()
  // the page is in Berlin: twelve minutes before the tests' moment, and so before twelve of the deliveries
  const berlin = new Date(fixtureNow.getTime() + 3_600_000 - 12 * 60_000)
  await since.fill(berlin.toISOString().slice(0, 16))
  await dialog(page).getByRole("button", { name: "Send again" }).click()
  await expect(page.getByText("8 deliveries are on their way again.")).toBeVisible()
  await expect.poll(() => receiver.received.length).toBe(8)
  await expect(deliveries(page).filter({ hasText: /Failed|Held/ })).toHaveCount(9)
})

test("an endpoint is edited, turned off and on, given a new secret, and removed", async ({ page }) => {
  await visit(page, "empty", "/webhooks")
  const first = await addEndpoint(page)
  await openEndpoint(page)
  await press(page, "Edit…")
  await dialog(page).getByRole("textbox", { name: "Description" }).fill("Warehouse")
  await dialog(page).getByRole("checkbox", { name: "Flow published" }).check()
  await dialog(page).getByRole("button", { name: "Save endpoint" }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText("Warehouse", { exact: true })).toBeVisible()
  await expect(page.getByText(/Flow published/)).toBeVisible()

  await press(page, "Turn off")
  await expect(page.getByText("Nothing is sent to it.")).toBeVisible()
  await expect(page.getByText("Turned off")).toBeVisible()
  await press(page, "Turn on")
  await expect(page.getByText("Nothing is sent to it.")).toHaveCount(0)

  await press(page, "Replace secret…")
  await dialog(page).getByRole("button", { name: "Replace secret" }).click()
  await expect(dialog(page)).toContainText("The old secret signs along until")
  expect(await takeSecret(page)).not.toBe(first)
  await expect(page.getByText("Signs along until")).toBeVisible()
  await press(page, "Send a test event")
  await expect(page.getByText("The test event arrived.")).toBeVisible()
  expect(receiver.received[0]?.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/)

  await press(page, "Remove…")
  await dialog(page).getByRole("button", { name: "Remove endpoint" }).click()
  await expect(page.getByText("No endpoint yet")).toBeVisible()
  await page.goBack()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such endpoint")
})

test("one that works says how much arrived, one that fails since when, and one that was switched off says why", async ({
  page,
  acme,
}) => {
  await visit(page, "empty", "/webhooks")
  await addEndpoint(page)
  await addDeliveries(acme, ["delivered", "failed", "delivered"])
  const set = (change: {
    failing_since?: Date
    off_since?: Date
    last_delivered_at?: Date
    state?: "failed"
  }) => acme.database.db.updateTable("webhook_endpoint").set(change).execute()
  await set({ last_delivered_at: new Date(fixtureNow.getTime() - 120_000) })
  await page.reload()
  await expect(endpoints(page)).toContainText("Working2 delivered in 7 dayslast 2 minutes ago")
  await set({ failing_since: new Date(fixtureNow.getTime() - 60_000) })
  await page.reload()
  await expect(endpoints(page)).toContainText(/Failing since \d\d:\d\d/)
  const since = new Date(fixtureNow.getTime() - 5 * 24 * 3_600_000)
  await set({ failing_since: since, off_since: new Date(fixtureNow.getTime() - 60_000), state: "failed" })
  await page.reload()
  await expect(endpoints(page)).toContainText(
    /Switched off \d\d:\d\d, after five days of failure since \d+ \w+ \d+, \d\d:\d\d/,
  )
})

test("a fault is said where it happened, and the page can be tried again", async ({ page }) => {
  await visit(page, "empty", "/webhooks")
  await addEndpoint(page)
  await breakDown(page, /\/api\/.*\/test$/)
  await openEndpoint(page)
  await press(page, "Send a test event")
  await expect(page.getByRole("alert")).toContainText("could not send a test event")
  await breakDown(page, /\/api\/.*\/webhooks$/)
  await page.reload()
  await expect(page.getByRole("alert")).toContainText("req-7f3a91")
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible()
})
