import { afterAll, beforeAll, expect, test } from "vitest"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { bodyLimits } from "./bodies.ts"

let server: TestApp
let shop: TestWorkspace
let owner: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  owner = await server.signIn(shop, "owner")
})
afterAll(() => server.close())

const post = async (url: string, body: string, headers: Record<string, string> = {}) => {
  const answer = await server.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json", origin: server.url, ...headers },
    payload: body,
  })
  const isJson = String(answer.headers["content-type"]).startsWith("application/json")
  return [answer.statusCode, isJson ? (answer.json().error?.message ?? answer.json()) : answer.body]
}

const ofBytes = (bytes: number) => JSON.stringify({ x: "x".repeat(bytes - 8) })

test("a body that is longer than its route takes is refused, whatever is in it", async () => {
  const views = `/api/workspaces/${shop.appId}/views`
  const action = `/v1/api/orgs/${shop.appId}/cancel-flow/actions/cancel`
  const tooLarge = (most: string) => [413, expect.stringContaining(`at most ${most} is accepted.`)]
  expect(await post("/api/auth/sign-in/email", ofBytes(bodyLimits.short + 1))).toEqual(tooLarge("4 kB"))
  expect(await post(views, ofBytes(bodyLimits.address + 1), { cookie: owner })).toEqual(tooLarge("128 kB"))
  expect(await post(action, ofBytes(bodyLimits.ids + 1))).toEqual(tooLarge("32 kB"))
  expect(await post("/v1/flow/report", ofBytes(bodyLimits.session + 1))).toEqual(tooLarge("1 MB"))
  const largest = await post("/api/auth/sign-in/email", ofBytes(bodyLimits.short))
  expect(largest[0]).toBe(422)
})

test("who may not call a route is told so before anything looks at what they sent", async () => {
  const unstorable = JSON.stringify({ name: "\0", search: "" })
  const views = `/api/workspaces/${shop.appId}/views`
  expect(await post(views, unstorable)).toEqual([401, "You are signed out. Sign in to go on."])
  expect(await post(views, unstorable, { cookie: owner })).toEqual([
    422,
    "name contains a NUL character, which is not accepted.",
  ])
  // the guard itself asks the database for what stands in the address
  const nobody = await server.app.inject({ url: "/api/workspaces/%00/sessions/count" })
  expect(nobody.statusCode).toBe(422)
})

test("of a body of many values no more are looked at than any body has use for", async () => {
  const views = `/api/workspaces/${shop.appId}/views`
  const many = JSON.stringify({ name: "Many", search: "", x: Array.from({ length: 30_000 }, () => 1) })
  expect(await post(views, many, { cookie: owner })).toEqual([
    422,
    "x[19996] is one value too many; 20,000 are accepted.",
  ])
})

test("a megabyte of values costs a session nothing but what is more than is kept", async () => {
  const customerId = "cus_megabyte"
  const headers = {
    "x-ck-app": shop.appId,
    "x-ck-customer": customerId,
    "x-ck-authorization": authHash(shop, customerId),
  }
  const body = `{"canceled":true,"many":[${"1,".repeat(500_000)}1]}`
  expect(await post("/v1/api/sessions/sdk", body, headers)).toEqual([
    200,
    {
      _id: expect.any(String),
      ignored: [{ path: "many", why: "is beyond the 100 keys and 16 KB that are kept of such fields" }],
    },
  ])
})

test("a list of nothing costs a session nothing but that list, and too many lists in others refuse the body", async () => {
  const customerId = "cus_nothing"
  const headers = {
    "x-ck-app": shop.appId,
    "x-ck-customer": customerId,
    "x-ck-authorization": authHash(shop, customerId),
  }
  const many = (entry: string, times: number) => `[${`${entry},`.repeat(times - 1)}${entry}]`
  const body = `{"canceled":true,"stepsViewed":${many("{}", 150_000)},"many":${many("[]", 150_000)}}`
  expect(await post("/v1/api/sessions/sdk", body, headers)).toEqual([
    200,
    {
      _id: expect.any(String),
      ignored: [
        { path: "stepsViewed", why: "has more than 200 entries; the first and the last 100 are kept" },
        { path: "many", why: "is beyond the 100 keys and 16 KB that are kept of such fields" },
      ],
    },
  ])
  const tooMany = [422, "The body has more than 100,000 lists and objects; no more are accepted."]
  const nested = `{"canceled":true,"many":${many(many("[]", 600), 400)}}`
  expect(await post("/v1/api/sessions/sdk", nested, headers)).toEqual(tooMany)
  expect(await post(`/v1/flow/report`, `{"app":"${shop.appId}","session":${nested}}`)).toEqual(tooMany)
  // where nothing is read by its ends, a list of too many has one too many in any case
  const preview = `/api/workspaces/${shop.appId}/flows/preview`
  expect(await post(preview, `{"x":${many("[]", 150_000)}}`, { cookie: owner })).toEqual(tooMany)
})
