import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { settleSilentSessions } from "../../session/report/settle-silent-sessions.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
})
afterAll(() => server.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const minutes = 60_000
beforeEach(async () => {
  server.setTime(noon)
  await pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute())
})

const send = (path: "open" | "report", body: object) =>
  server.app.inject({
    method: "POST",
    url: `/v1/flow/${path}`,
    headers: { "content-type": "text/plain;charset=UTF-8" },
    payload: JSON.stringify(body),
  })

const byHash = (customerId = "cus_1") => ({
  app: shop.appId,
  customerId,
  authHash: authHash(shop, customerId),
})
const byToken = (claims: object = {}, workspace = shop) => ({
  app: shop.appId,
  token: flowToken(workspace, { c: "cus_1", m: "live", t: noon, ...claims }),
})
const aRun = () => ({ run: randomUUID(), startedAt: 1000, sentAt: 1000 })

const stored = () =>
  server.database.db
    .selectFrom("session")
    .select(["id", "mode", "customer_id", "outcome", "save_type", "revision", "bounced_by", "created_at"])
    .orderBy("created_at")
    .execute()

describe("a run of the widget", () => {
  test("keeps what the opening told of the customer, where its reports do not describe them again", async () => {
    const run = aRun()
    const description = {
      customer: { email: "ada@example.com", metadata: { seats: 4 } },
      subscriptions: [{ id: "sub_1", items: [{ price: { id: "pro", amount: { value: 2900 } } }] }],
    }
    await send("open", { ...byHash(), ...description, ...run })
    const known = await server.database.db.selectFrom("session").selectAll().executeTakeFirstOrThrow()
    const session = { canceled: true, feedback: "Bye" }
    // the later one comes first
    await send("report", { ...byHash(), ...run, revision: 2, session })
    await send("report", { ...byHash(), ...run, ...description, revision: 1, session: {} })
    const after = await server.database.db.selectFrom("session").selectAll().executeTakeFirstOrThrow()
    const customerOf = ({
      customer_email,
      customer_id,
      plan_id,
      plan_price,
      subscription_id,
      detail,
    }: typeof known) => ({
      customer_email,
      customer_id,
      plan_id,
      plan_price,
      subscription_id,
      more: detail.customer,
    })
    expect(customerOf(known)).toMatchObject({ customer_email: "ada@example.com", subscription_id: "sub_1" })
    expect(customerOf(after)).toEqual(customerOf(known))
    expect([after.outcome, after.search_text]).toEqual(["canceled", "ada@example.com\ncus_1\nbye"])

    await send("report", { ...byHash(), ...run, customerAttributes: { seats: 5 }, revision: 3, session })
    const anew = await server.database.db.selectFrom("session").selectAll().executeTakeFirstOrThrow()
    expect([anew.customer_email, anew.subscription_id]).toEqual([null, null])
  })

  test("is one session from opening to decision, with the customer that the page told of", async () => {
    const run = aRun()
    const page = {
      ...byHash(),
      customer: { id: "spoofed", email: "ada@example.com", metadata: { seats: 4 } },
      subscriptions: [
        {
          id: "sub_1",
          start: "2025-11-01T00:00:00.000Z",
          status: { name: "active" },
          items: [
            {
              price: {
                id: "pro",
                interval: "month",
                intervalCount: 1,
                amount: { value: 2900, currency: "usd" },
              },
            },
          ],
        },
      ],
    }
    const opened = await send("open", { ...page, ...run, detectedLang: "en-US" })
    expect(opened.statusCode).toBe(200)
    expect(opened.json()).toMatchObject({
      blueprint: { id: shop.blueprintId, name: "Primary Flow", segmentId: null, version: 1 },
      customer: {
        id: "cus_1",
        email: "ada@example.com",
        planId: "pro",
        planPrice: 2900,
        billingInterval: "MONTH",
      },
    })
    expect(await stored()).toMatchObject([
      { customer_id: "cus_1", outcome: "open", save_type: null, revision: 0 },
    ])

    const session = {
      blueprintId: shop.blueprintId,
      acceptedOffer: { guid: "o", offerType: "PAUSE", pauseDuration: 2 },
    }
    const reported = await send("report", { ...page, ...run, revision: 3, session })
    expect(reported.json()).toEqual({ sessionId: opened.json().sessionId, revision: 3 })
    expect(await stored()).toMatchObject([{ outcome: "saved", save_type: "PAUSE", revision: 3 }])
  })

  test("began as long ago as the browser's clock says, however wrong that clock is", async () => {
    const run = { run: randomUUID(), startedAt: 5_000, sentAt: 65_000 }
    await send("report", { ...byHash(), ...run, revision: 1, session: { aborted: true } })
    expect((await stored())[0]?.created_at).toEqual(new Date(noon - minutes))
  })

  test("is recorded although the browser's clock is three days ahead, its steps by our clock", async () => {
    const ahead = noon + 3 * 24 * 60 * minutes
    const start = new Date(ahead - 20_000).toISOString()
    const run = { run: randomUUID(), startedAt: ahead - 20_000, sentAt: ahead }
    const session = { canceled: true, stepsViewed: [{ stepType: "SURVEY", start }] }
    const answer = await send("report", { ...byHash(), ...run, revision: 1, session })
    expect(answer.statusCode).toBe(200)
    const rows = await server.database.db.selectFrom("session").select("detail").execute()
    expect(rows[0]?.detail.stepsViewed).toEqual([{ stepType: "SURVEY", start: "2026-11-01T11:59:40.000Z" }])
  })

  test("is shown its flow and leaves no trace where the page wants no report", async () => {
    const opened = await send("open", { ...byHash(), ...aRun(), report: false, lang: "fr" })
    expect(opened.json()).toMatchObject({
      sessionId: null,
      blueprint: { id: shop.blueprintId },
      uiLang: "fr",
    })
    expect(await stored()).toEqual([])
  })

  test("that is silent for 30 minutes is settled as Abandoned, and comes back with the customer", async () => {
    const run = aRun()
    await send("open", { ...byHash(), ...run })
    expect(await settleSilentSessions(server.intake, shop.id, new Date(noon + 30 * minutes - 1))).toEqual({
      settled: 0,
      errors: [],
    })
    expect(await settleSilentSessions(server.intake, shop.id, new Date(noon + 30 * minutes))).toEqual({
      settled: 1,
      errors: [],
    })
    expect(await settleSilentSessions(server.intake, shop.id, new Date(noon + 31 * minutes))).toEqual({
      settled: 0,
      errors: [],
    })
    expect(await stored()).toMatchObject([{ outcome: "abandoned", save_type: "ABANDON" }])

    server.setTime(noon + 40 * minutes)
    await send("report", { ...byHash(), ...run, revision: 1, session: {} })
    expect(await stored()).toMatchObject([{ outcome: "open", save_type: null }])
    await send("report", { ...byHash(), ...run, revision: 2, session: { canceled: true } })
    expect(await settleSilentSessions(server.intake, shop.id, new Date(noon + 120 * minutes))).toEqual({
      settled: 0,
      errors: [],
    })
    expect(await stored()).toMatchObject([{ outcome: "canceled", save_type: null }])
  })

  test("whose last button was pressed is decided, though nobody answers; a refusal takes it back", async () => {
    const run = aRun()
    const report = (revision: number, session: object) =>
      send("report", { ...byHash(), ...run, revision, session })
    const outcomes = async () => (await stored()).map(({ outcome }) => outcome)
    await send("open", { ...byHash(), ...run })
    await report(1, { canceled: true, decisionState: "asked" })
    await settleSilentSessions(server.intake, shop.id, new Date(noon + 120 * minutes))
    expect(await outcomes()).toEqual(["canceled"])
    await report(2, { canceled: false, decisionState: "refused" })
    expect(await outcomes()).toEqual(["open"])
    // the question, sent again
    await report(1, { canceled: true, decisionState: "asked" })
    expect(await outcomes()).toEqual(["open"])
    // a word that nobody knows is left out, and the decision stands
    const answer = await report(3, { canceled: true, decisionState: "perhaps" })
    expect(answer.json().ignored).toMatchObject([{ path: "session.decisionState" }])
    expect(await outcomes()).toEqual(["canceled"])
  })

  test("belongs to its customer: another one cannot write into it", async () => {
    const run = aRun()
    await send("open", { ...byHash("cus_1"), ...run })
    const answer = await send("report", {
      ...byHash("cus_2"),
      ...run,
      revision: 9,
      session: { canceled: true },
    })
    expect([answer.statusCode, answer.body]).toEqual([
      409,
      "run belongs to a session of another customer or mode.",
    ])
    expect(await stored()).toMatchObject([{ customer_id: "cus_1", outcome: "open" }])
  })
})

describe("bounces", () => {
  const visit = async (at: number, session: object) => {
    server.setTime(at)
    await send("report", { ...byHash(), ...aRun(), revision: 1, session })
  }

  test("a cancellation five minutes after an abandonment sets it aside and remembers who did", async () => {
    await visit(noon, { aborted: true })
    await visit(noon + 5 * minutes, { canceled: true })
    const [first, second] = await stored()
    expect([first?.bounced_by, second?.bounced_by]).toEqual([second?.id, null])
  })

  test("a session still open waits and sets nothing aside", async () => {
    await visit(noon, { aborted: true })
    await visit(noon + 5 * minutes, {})
    expect((await stored()).map((row) => row.bounced_by)).toEqual([null, null])
  })
})

describe("a flow token", () => {
  const opens = async (credentials: object) => {
    const answer = await send("open", { ...credentials, ...aRun() })
    return [answer.statusCode, answer.statusCode === 200 ? "" : answer.body]
  }

  test("carries customer, subscription and mode", async () => {
    expect(await opens(byToken({ m: "test", s: "sub_9" }))).toEqual([200, ""])
    expect(await stored()).toMatchObject([{ customer_id: "cus_1", mode: "test" }])
  })

  test.for([
    [
      "stale",
      { t: noon - 24 * 60 * minutes - 1 },
      "The flow token is older than this workspace allows; make a new one for every page, with t in milliseconds.",
    ],
    [
      "from the future",
      { t: noon + 5 * minutes + 1 },
      "The flow token was issued in the future; check the clock of the server that makes it.",
    ],
    ["for another App ID", { a: "other0000" }, "The flow token is for another App ID."],
    [
      "without a known mode",
      { m: "staging" },
      "token is not a flow token: it takes hf2_, the base64url of {a, c, m, t}, a dot and its HMAC in hex. a and c are texts, m is live, test or sandbox, t is epoch milliseconds.",
    ],
  ] as const)("%s is refused and writes nothing", async ([, claims, sentence]) => {
    expect(await opens(byToken(claims))).toEqual([401, sentence])
    expect(await stored()).toEqual([])
  })

  test("at the very limits is taken", async () => {
    expect(await opens(byToken({ t: noon - 24 * 60 * minutes }))).toEqual([200, ""])
    expect(await opens(byToken({ t: noon + 5 * minutes }))).toEqual([200, ""])
  })

  test("that was tampered with, or signed by another workspace, is refused and writes nothing", async () => {
    const sentence = "The flow token is not signed with this workspace's flow key."
    const { token } = byToken()
    const [, signature] = token.split(".")
    const forged = Buffer.from(JSON.stringify({ a: shop.appId, c: "cus_2", m: "live", t: noon })).toString(
      "base64url",
    )
    expect(await opens({ app: shop.appId, token: `hf2_${forged}.${signature}` })).toEqual([401, sentence])
    expect(await opens(byToken({ a: shop.appId }, other))).toEqual([401, sentence])
    expect(await stored()).toEqual([])
  })

  test("that grew old goes on reporting the session that it opened, and opens no other", async () => {
    const run = aRun()
    await send("open", { ...byToken(), ...run })
    server.setTime(noon + 25 * 60 * minutes)
    const late = await send("report", { ...byToken(), ...run, revision: 1, session: { canceled: true } })
    expect(late.statusCode).toBe(200)
    const fresh = await send("report", { ...byToken(), ...aRun(), revision: 1, session: { canceled: true } })
    expect(fresh.statusCode).toBe(401)
    expect(await stored()).toMatchObject([{ outcome: "canceled" }])
  })

  test("can be required: a bare hash then opens nothing", async () => {
    await server.database.db
      .updateTable("workspace")
      .set({ requires_flow_token: true })
      .where("id", "=", other.id)
      .execute()
    const hash = authHash(other, "cus_1")
    const answer = await send("open", { app: other.appId, customerId: "cus_1", authHash: hash, ...aRun() })
    expect([answer.statusCode, answer.body]).toEqual([
      401,
      "This workspace accepts only flow tokens, not a bare customer hash.",
    ])
  })
})
