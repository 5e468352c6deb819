import { expect, options, test } from "./visit.ts"

test("each mistake in the options is one line on the console, once for a page, and the flow opens", async ({
  page,
  visit,
}) => {
  const warned: string[] = []
  page.on("console", (message) => {
    if (message.type() === "warning") warned.push(message.text())
  })
  await visit.open(
    { ...options, customer: { ...options.customer, plan: "pro" }, mode: "prod", report: "no" },
    "({ onCancel: 'cancelled', onclose: () => {} })",
  )
  await visit.flow.getByRole("radio").first().waitFor()
  await visit.show("restart")
  await visit.flow.getByRole("radio").first().waitFor()
  await expect.poll(() => warned.length).toBe(5)
  expect(warned.toSorted()).toEqual([
    "Holdfast: customer.plan is not kept; customer takes id, email, name, lastName, phone, currency, addresses and metadata. Plan and price belong to subscriptions, attributes of your own to customerAttributes.",
    "Holdfast: mode is a text that does not fit; it takes live, test or sandbox.",
    "Holdfast: onCancel is a text that does not fit; it takes a function.",
    "Holdfast: onclose is no option of init, and has no effect. Did you mean onClose?",
    "Holdfast: report is a text that does not fit; it takes true or false.",
  ])
})

test("the options of a call that cannot open anything are read as well", async ({ page, visit }) => {
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  await visit.open({ customerId: 7, colorScheme: "black" })
  await expect
    .poll(() => said.toSorted())
    .toEqual([
      "Holdfast: colorScheme is a text that does not fit; it takes one of auto, light, dark.",
      "Holdfast: customerId (or customer.id) must be a text, or pass a token",
      "Holdfast: customerId is 7; it takes a text that is not empty.",
    ])
})

test("what a customer asks before the script is there is done when it is", async ({ page, visit }) => {
  let letThrough = () => {}
  const isFree = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route(/app\.js/, async (route) => {
    await isFree
    await route.continue()
  })
  visit.standIn.pageBody =
    "<script>window.holdfast ??= { queue: [], async init(...call) { this.queue.push(call) } }</script>"
  await page.goto(visit.standIn.page, { waitUntil: "commit" })
  await page.getByRole("button").waitFor()
  await page.evaluate((given) => {
    const home = window as unknown as { holdfast: { init: (...args: unknown[]) => Promise<void> } }
    home.holdfast.init("show", given)
    home.holdfast.init("show", given)
  }, options)
  letThrough()
  await expect(visit.flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
  await expect(page.locator("holdfast-flow")).toHaveCount(1)
  const left = await page.evaluate(() => {
    const { holdfast, churnkey } = window as unknown as Record<string, { queue?: unknown; created: boolean }>
    return [holdfast === churnkey, holdfast?.queue ?? null, holdfast?.created]
  })
  expect(left).toEqual([true, null, true])
})
