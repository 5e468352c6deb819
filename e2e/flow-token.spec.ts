import { createHmac } from "node:crypto"
import { expect, test } from "@playwright/test"
import { readKeys, sessionsOf } from "./product.ts"
import { cancelAnyway, openShop, startCancelling } from "./visit.ts"

/** Holdfast's own token, made with nothing but Node's crypto, through the widget in a browser. */

const hour = 3_600_000

function makeToken(claims: { c: string; t: number }, key = readKeys().flowKey): string {
  const encoded = Buffer.from(JSON.stringify({ a: readKeys().appId, m: "live", ...claims })).toString(
    "base64url",
  )
  const signed = `hf2_${encoded}`
  return `${signed}.${createHmac("sha256", `hf2_${key}`).update(signed).digest("hex")}`
}

test("the shop's token opens and settles a session", async ({ page }) => {
  const customer = "lan_mira"
  const before = (await sessionsOf(page.request, customer)).length
  await openShop(page, customer, "&auth=token")
  const opening = page.waitForRequest((request) => request.url().endsWith("/v1/flow/open"))
  const flow = await startCancelling(page)
  const sent = JSON.parse((await opening).postData() ?? "")
  expect([sent.token.slice(0, 4), sent.authHash]).toEqual(["hf2_", undefined])
  await cancelAnyway(flow)
  await expect.poll(async () => (await sessionsOf(page.request, customer)).length).toBe(before + 1)
  await expect.poll(async () => (await sessionsOf(page.request, customer))[0]?.canceled).toBe(true)
})

for (const [what, token, sentence] of [
  [
    "stale",
    (c: string) => makeToken({ c, t: Date.now() - 25 * hour }),
    "The flow token is older than this workspace allows; make a new one for every page, with t in milliseconds.",
  ],
  [
    "future",
    (c: string) => makeToken({ c, t: Date.now() + hour }),
    "The flow token was issued in the future; check the clock of the server that makes it.",
  ],
  [
    "tampered",
    (c: string) => makeToken({ c, t: Date.now() }, "flow_of_somebody_else"),
    "The flow token is not signed with this workspace's flow key.",
  ],
] as const) {
  test(`a ${what} token writes nothing, tells the page, and still lets the customer cancel`, async ({
    page,
  }) => {
    const customer = `cus_${what}`
    await openShop(page, "lan_mira")
    const { appId } = readKeys()
    await page.addScriptTag({ url: `/js/app.js?appId=${appId}` })
    await page.evaluate((flowToken) => {
      const told: unknown[] = []
      const embed = Reflect.get(globalThis, "holdfast") as { init(what: string, options: object): void }
      Object.assign(globalThis, { told })
      embed.init("show", {
        token: flowToken,
        onError: (error: Error, type: string) => told.push(["error", error.message, type]),
        handleCancel: () => told.push(["cancelled"]),
      })
    }, token(customer))
    const flow = page.frameLocator("holdfast-flow iframe")
    await flow.getByRole("button", { name: "Cancel subscription" }).click()
    await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
    expect(await page.evaluate(() => Reflect.get(globalThis, "told"))).toEqual([
      ["error", sentence, "cancel_flow"],
      ["cancelled"],
    ])
    expect(await sessionsOf(page.request, customer)).toEqual([])
  })
}
