import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const day = 24 * 3600 * 1000

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime(noon)
  await pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute())
})

const token = () => flowToken(shop, { a: shop.appId, c: "cus_1", m: "live", t: noon })
const sdkHeaders = () => ({ "x-ck-app": shop.appId, "x-hf-token": token() })
const actions = () => `/v1/api/orgs/${shop.appId}/cancel-flow`

const ask = async (url: string, payload: object, headers: Record<string, string> = {}) =>
  (await server.app.inject({ method: "POST", url, headers, payload })).statusCode

const run = randomUUID()
const body = () => ({ app: shop.appId, token: token(), run, startedAt: noon, sentAt: noon })
const session = { canceled: true, stepsViewed: [{ stepType: "SURVEY", start: "2026-11-01T12:00:00Z" }] }

/** Everything that a token can be used for, but for opening a session. */
const uses = (): Record<string, () => Promise<number>> => ({
  "the post of an SDK": () => ask("/v1/api/sessions/sdk", session, sdkHeaders()),
  "an action of an SDK": () => ask(`${actions()}/actions/cancel`, {}, sdkHeaders()),
  "a report": () => ask("/v1/flow/report", { ...body(), revision: 1, session }),
  "an action": () => ask("/v1/flow/action", { ...body(), action: "cancel", body: {} }),
})

const stored = () => server.database.db.selectFrom("session").select("outcome").execute()

test("an old token speaks for no session that is not there, whatever it is used for", async () => {
  server.setTime(noon + day + 1)
  for (const [what, use] of Object.entries(uses())) expect([what, await use()]).toEqual([what, 401])
  expect(await stored()).toEqual([])
  expect(await server.database.db.selectFrom("action_request").select("id").execute()).toEqual([])
})

test("an old token still ends the session that it opened, and asks for what belongs to it", async () => {
  expect(await ask("/v1/flow/open", body())).toBe(200)
  expect(await ask(`${actions()}/config`, {}, sdkHeaders())).toBe(200)
  server.setTime(noon + day - 1)
  expect(await ask(`${actions()}/config`, {}, sdkHeaders())).toBe(200)
  server.setTime(noon + day + 1)
  const answered: Record<string, number> = {}
  for (const what of [
    "an action of an SDK",
    "an action",
    "a report",
    "the post of an SDK",
    "the post of an SDK",
  ]) {
    answered[what] = (await uses()[what]?.()) ?? 0
  }
  expect(answered).toEqual({
    "an action of an SDK": 200,
    "an action": 202,
    "a report": 200,
    // the second time it comes once more
    "the post of an SDK": 200,
  })
})
