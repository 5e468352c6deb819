import { expect, options, test } from "./visit.ts"

/** Values that JSON cannot write, as pages have passed them. */
const strange = {
  "a BigInt": "10n",
  "a function": "() => 1",
  "a symbol": "Symbol('x')",
  "a ring": "(() => { const ring = {}; ring.ring = ring; return ring })()",
  "a getter that throws": "({ get x() { throw new Error('mine') } })",
  "a toJSON that throws": "({ toJSON() { throw new Error('mine') } })",
  "an invalid date": "new Date(NaN)",
  "a proxy that throws": "new Proxy({}, { ownKeys() { throw new Error('mine') } })",
  "a node of the page": "document.body",
  "the window": "window",
}

for (const [name, value] of Object.entries(strange)) {
  test(`${name} among what is said of the customer opens the flow, with the rest`, async ({
    page,
    visit,
  }) => {
    const { flow, standIn } = visit
    await visit.open(
      { customerId: "cus_1", authHash: options.authHash },
      `({
        customer: { name: "Ada King", metadata: { odd: ${value} } },
        subscriptions: [{ id: "sub_1", odd: ${value} }],
        customerAttributes: { odd: ${value}, kept: "yes" },
        handleCancel: () => {},
        onError: (e) => told.push(e.message),
      })`,
    )
    await expect(flow.getByRole("heading", { name: "Sorry to see you go, Ada" })).toBeVisible()
    await expect(page.locator("holdfast-flow")).toHaveCount(1)
    expect(standIn.opened).toMatchObject([
      {
        customer: { name: "Ada King" },
        subscriptions: [{ id: "sub_1" }],
        customerAttributes: { kept: "yes" },
      },
    ])
    expect(await visit.told()).toEqual([])
  })
}

/** Options that are of the wrong kind, or throw. None of them keeps a customer from a dialog, nor from closing it. */
const odd = [
  "{ get mode() { throw new Error('mine') } }",
  "{ mode: 7 }",
  "{ i18n: { messages: null } }",
  "{ i18n: { messages: { en: { next: null, keepSubscription: {} } } } }",
  "{ i18n: { lang: 'not a language' } }",
  "{ i18n: 7 }",
  "{ colorScheme: {} }",
  "{ subscriptionId: 12n }",
  "{ customerAttributes: 'vip' }",
]
for (const given of odd) {
  test(`options with ${given} open one dialog that closes`, async ({ page, visit }) => {
    const { flow } = visit
    const script = `Object.defineProperties({ onClose: ({ result, mode }) => told.push([result, mode]) }, Object.getOwnPropertyDescriptors(${given}))`
    await visit.open(options, script)
    await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
    await expect(page.locator("holdfast-flow")).toHaveCount(1)
    await flow.getByRole("button", { name: "Close" }).click()
    await expect(page.locator("holdfast-flow")).toHaveCount(0)
    expect(await visit.told()).toEqual([["abort", expect.any(String)]])
  })
}

test("handlers may be methods of an object of a class", async ({ visit }) => {
  const { flow } = visit
  await visit.open(
    options,
    `new (class { #name = "mine"; handleDiscount() { told.push(this.#name) } get bypassDiscountAppliedScreen() { return true } })()`,
  )
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Take half off" }).click()
  await expect.poll(visit.told).toEqual(["mine"])
})

test("in direct mode the id of the customer is enough, and blanks around an App ID are none of it", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  const given = { appId: " abc\n", provider: "direct", authHash: options.authHash, customer: { id: "c1" } }
  await visit.open(given, "({ handleCancel: () => {}, onError: (e) => told.push(e.message) })")
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
  expect(standIn.opened).toMatchObject([{ app: "abc", customerId: "c1" }])
  expect(await visit.told()).toEqual([])
})

test("init gives back a promise that is kept, whatever was asked", async ({ page, visit }) => {
  await visit.open()
  await visit.flow.getByRole("radio").first().waitFor()
  const results = await page.evaluate(async () => {
    const home = window as unknown as { holdfast: { init: (...given: unknown[]) => Promise<unknown> } }
    const calls = [["show", {}], ["show", null], ["nothing"], [], ["show", 7]]
    return Promise.all(calls.map((given) => home.holdfast.init(...given).then(() => "kept")))
  })
  expect(results).toEqual(["kept", "kept", "kept", "kept", "kept"])
})

test("a page that waits for window.churnkey.created finds it", async ({ page, visit }) => {
  await page.goto(visit.standIn.page)
  await page.waitForFunction(
    () => (window as unknown as { churnkey?: { created: boolean } }).churnkey?.created,
  )
})
