import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { keepDigest, listDigests } from "../../insight/digest/digests.ts"
import { unsubscribeLink } from "../../insight/digest/unsubscribe-link.ts"
import { type TestApp, type TestPerson, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let ada: TestPerson
let link: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop <i>")
})
afterAll(() => server.close())
beforeEach(async () => {
  ada = await server.addPerson(shop, "viewer")
  const choice = { viewId: null, weekday: 1, hour: 9, timeZone: "Europe/Berlin" } as const
  const digest = await keepDigest(server.database.db, reader(), choice, new Date("2026-11-01T12:00:00.000Z"))
  if (typeof digest === "string") throw new Error(digest)
  link = unsubscribeLink("", server.secret.forLinks, { workspaceId: shop.id, digestId: digest.id })
})

const reader = () => ({ workspaceId: shop.id, userId: ada.id })
const left = async () => (await listDigests(server.database.db, reader())).length
const titleOf = (body: string) => /<h1>(.*)<\/h1>/.exec(body)?.[1]

test("to look at the page ends nothing, and its button does, for who is signed in nowhere", async () => {
  const page = await server.app.inject({ url: link, headers: { accept: "text/html" } })
  expect([page.statusCode, titleOf(page.body), await left()]).toEqual([200, "End this weekly mail?", 1])
  expect(page.body).toContain("Shop &lt;i&gt; that comes every Monday at 9:00 (Europe/Berlin)")
  expect(page.headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
  expect(page.body).not.toMatch(/<script|example\.com/)
  const pressed = await server.app.inject({
    ...{ method: "POST", url: link, payload: "" },
    headers: { "content-type": "application/x-www-form-urlencoded" },
  })
  expect([pressed.statusCode, titleOf(pressed.body), await left()]).toEqual([
    ...[200, "You do not get this mail any more", 0],
  ])
  const again = await server.app.inject({ url: link })
  expect([again.statusCode, titleOf(again.body)]).toEqual([200, "You do not get this mail any more"])
})

test.each([
  ["application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"],
  [
    "multipart/form-data; boundary=x",
    '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--',
  ],
])("one click in a mail program ends it, as %s", async (type, payload) => {
  const { statusCode } = await server.app.inject({
    ...{ method: "POST", url: link, payload, headers: { "content-type": type } },
  })
  expect([statusCode, await left()]).toEqual([200, 0])
})

test("a link that was changed on its way ends nobody's mail", async () => {
  const last = link.at(-2) === "A" ? "B" : "A"
  const [workspaceId, , mac] = link.replace("/unsubscribe/", "").split(".")
  const changed = [
    `${link.slice(0, -2)}${last}${link.at(-1)}`,
    `/unsubscribe/${workspaceId}.01a00000-0000-7000-8000-00000000000f.${mac}`,
    `/unsubscribe/${workspaceId}.${mac}`,
    `${link}.x`,
    "/unsubscribe/%00",
    "/unsubscribe/x",
  ]
  for (const url of changed) {
    const statuses = [await server.app.inject({ url }), await server.app.inject({ method: "POST", url })]
    for (const { statusCode } of statuses)
      expect([url, statusCode >= 400 && statusCode < 500]).toEqual([url, true])
  }
  expect(await left()).toBe(1)
})
