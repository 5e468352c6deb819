import { createHmac } from "node:crypto"
import type { WebhookWithSecret } from "@holdfast/protocol/dashboard"
import { type TestReceiver, testReceiver } from "../apps/server/src/webhook/testing/test-receiver.ts"
import { product, readKeys, sessionsOf } from "./product.ts"
import { expect, test } from "./signed-in.ts"
import { cancelAnyway, openShop, startCancelling } from "./visit.ts"

/** One cancellation, as the company's server, the page Requests, the session and the log of webhooks tell it. */

let receiver: TestReceiver
test.beforeAll(async () => {
  receiver = await testReceiver()
})
test.afterAll(() => receiver.close())

test("the shop's bill, the request, the session and the webhooks say the same of a cancellation", async ({
  page,
}) => {
  const customer = "lan_teo"
  const webhooks = `/api/workspaces/${readKeys().appId}/webhooks`
  const made = await page.request.post(webhooks, {
    headers: { origin: product.url },
    data: { url: receiver.url, modes: ["live"], events: ["session", "request.settled"] },
  })
  expect(made.status()).toBe(201)
  const { endpoint, secret } = (await made.json()) as WebhookWithSecret

  const shop = await page.context().newPage()
  await openShop(shop, customer, "&handlers=off")
  const flow = await startCancelling(shop)
  await cancelAnyway(flow)
  await flow
    .getByRole("button", { name: /Back to|Close/ })
    .first()
    .click()
  const ends = await shop.getByText(/^Your subscription ends on /).textContent()
  // others visit as this customer, too
  await shop.getByRole("button", { name: "Undo" }).click()
  await shop.close()

  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body))
  const of = (event: string) => bodies().find((body) => body.event === event)
  await expect
    .poll(() => of("request.settled")?.data.request)
    .toMatchObject({
      action: "cancel",
      customerId: customer,
      result: "scheduled",
    })
  await expect.poll(() => of("session")?.data.session.result).toBe("cancel")
  for (const { headers, body } of receiver.received) {
    expect(headers["ck-signature"]).toBe(createHmac("sha256", secret).update(body).digest("hex"))
  }
  const [session] = await sessionsOf(page.request, customer)
  expect(of("session").data.session._id).toBe(session?._id)
  const day = new Date(of("request.settled").data.request.at)
  const inWords = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "Europe/Berlin" }).format(
    day,
  )
  expect(ends).toContain(inWords)

  await page.goto("/requests")
  await page.getByRole("navigation", { name: "Requests" }).getByRole("link", { name: "Done" }).click()
  const row = page.getByRole("list", { name: "Done" }).getByRole("listitem").filter({ hasText: customer })
  await expect(row.first()).toContainText("Cancel at the end of the period")
  await page.goto(`/webhooks/${endpoint.id}`)
  const log = page.getByRole("list", { name: "Deliveries, newest first" }).locator(":scope > li")
  await expect(log).toHaveCount(receiver.received.length)
  await expect(log.getByText("Delivered")).toHaveCount(receiver.received.length)
  const removed = await page.request.delete(`${webhooks}/${endpoint.id}`, {
    headers: { origin: product.url },
  })
  expect(removed.status()).toBe(204)
})
