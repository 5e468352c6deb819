import { createServer, type Server } from "node:http"
import { createRequire } from "node:module"
import { runInNewContext } from "node:vm"
import type { Page } from "@playwright/test"
import { codeOf, flowOf, tokenOf } from "./embedding-page.ts"
import { product, readKeys, sessionsOf } from "./product.ts"
import { expect, test } from "./signed-in.ts"
import { askToCancel } from "./visit.ts"

/** A customer with nothing but a link of a mail: no login of the dashboard, and no page of the merchant's. */

let shop: Server
let account = ""
test.beforeAll(async () => {
  shop = createServer((_request, response) => {
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<title>My account</title><h1>My account</h1>")
  })
  await new Promise<void>((done) => {
    shop.listen(0, "127.0.0.1", done)
  })
  const address = shop.address()
  account = `http://localhost:${typeof address === "object" ? address?.port : ""}/account`
})
test.afterAll(() => {
  shop.close()
})

/** As a billing would answer that carries discounts out. */
async function connectBilling(visitor: Page): Promise<void> {
  await visitor.route("**/v1/flow/open", async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), actions: ["discount"] } })
  })
  await visitor.route("**/v1/flow/action", (route) =>
    route.fulfill({ json: { recorded: true, state: "applied" } }),
  )
}

/** Made by the guide's own lines. */
function linkFor(customer: string, subscription?: string): string {
  const [code = ""] = codeOf("js").filter((each) => each.includes("cancelLink"))
  const context = { require: createRequire(import.meta.url), Buffer, flowKey: readKeys().flowKey }
  return runInNewContext(
    `${code}; cancelLink(${JSON.stringify(customer)}, ${JSON.stringify(subscription)})`,
    context,
  )
}

async function visitorOf(page: Page, locale = "en-US"): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error("There is no browser")
  return browser.newPage({ storageState: { cookies: [], origins: [] }, locale })
}

const listAddresses = (page: Page, returnAddresses: string[]) =>
  page.request.patch(`${product.url}/api/workspaces/${readKeys().appId}/cancel-link`, {
    data: { returnAddresses },
    headers: { origin: product.url },
  })

test("a customer cancels by the guide's link, and is led back to the address that it names", async ({
  page,
}) => {
  const customer = "cus_of_a_mail"
  expect((await listAddresses(page, ["https://first.example/", account])).status()).toBe(200)
  const visitor = await visitorOf(page)
  const said: string[] = []
  visitor.on("console", (message) => said.push(message.text()))
  await visitor.goto(`${linkFor(customer)}&return=${encodeURIComponent(`${account}?from=mail`)}`)
  const flow = flowOf(visitor)
  await askToCancel(flow)
  const { pathname, search } = new URL(visitor.url())
  expect([pathname, new URLSearchParams(search).get("token")]).toEqual([`/cancel/${readKeys().appId}`, null])
  await flow.getByRole("button", { name: "Back to my account" }).click()
  await expect(visitor.getByRole("heading", { name: "My account" })).toBeVisible()
  expect(visitor.url()).toBe(`${account}?from=mail`)
  expect(await visitor.evaluate("document.referrer")).toBe("")
  await expect.poll(async () => (await sessionsOf(page.request, customer))[0]?.canceled).toBe(true)
  expect(said).toEqual([])
})

test("a customer who closes the flow reads that nothing was changed, goes on, and can load the page again", async ({
  page,
}) => {
  await listAddresses(page, [account])
  const visitor = await visitorOf(page)
  await visitor.goto(linkFor("cus_undecided"))
  await flowOf(visitor).getByRole("button", { name: "Close" }).click()
  await expect(visitor.getByRole("heading", { name: "Nothing was changed" })).toBeFocused()
  await visitor.getByRole("button", { name: "Continue" }).click()
  await expect(flowOf(visitor).getByRole("radio").first()).toBeVisible()
  await visitor.reload()
  await expect(flowOf(visitor).getByRole("radio").first()).toBeVisible()
  await flowOf(visitor).getByRole("button", { name: "Close" }).click()
  await visitor.getByRole("link", { name: "Back to my account" }).click()
  await expect(visitor.getByRole("heading", { name: "My account" })).toBeVisible()
})

test("an offer taken by a link is said at the end, in the language that the link asks for", async ({
  page,
}) => {
  await listAddresses(page, [])
  const visitor = await visitorOf(page)
  await connectBilling(visitor)
  await visitor.goto(`${linkFor("cus_qui_reste", "sub_qui_reste")}&lang=fr`)
  const flow = flowOf(visitor)
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continuer" }).click()
  await flow.locator(".actions .fill").click()
  await flow.getByRole("button", { name: "Retour à mon compte" }).click()
  await expect(visitor.locator("html")).toHaveAttribute("lang", "fr")
  await expect(visitor.locator("section:not([hidden]) p").first()).toHaveText(
    "Nous sommes heureux que vous restiez.",
  )
  await expect(visitor.getByRole("link")).toHaveCount(0)
})

for (const [what, query] of [
  ["too old", () => `token=${tokenOf({ c: "cus_nobody", t: Date.now() - 25 * 3_600_000 })}`],
  ["changed on its way", () => `token=${tokenOf({ c: "cus_nobody" }).slice(0, -1)}`],
  ["without a token", () => ""],
] as const) {
  test(`a link ${what} ends in a calm sentence in the browser's language, and opens no session`, async ({
    page,
  }) => {
    const visitor = await visitorOf(page, "de-DE")
    await visitor.goto(`${product.url}/cancel/${readKeys().appId}?${query()}`)
    await expect(visitor.getByRole("heading", { name: "Dieser Link funktioniert nicht mehr" })).toBeVisible()
    await expect(visitor.locator("holdfast-flow")).toHaveCount(0)
    expect(await sessionsOf(page.request, "cus_nobody")).toEqual([])
  })
}

test("a page whose server is gone after it was loaded says so, and can be tried again", async ({ page }) => {
  const visitor = await visitorOf(page)
  await visitor.route("**/js/app.js**", (route) => route.abort())
  await visitor.goto(linkFor("cus_late"))
  await expect(visitor.getByRole("heading", { name: "That did not work" })).toBeVisible()
  await visitor.unroute("**/js/app.js**")
  await visitor.getByRole("button", { name: "Try again" }).click()
  await expect(flowOf(visitor).getByRole("radio").first()).toBeVisible()
})
