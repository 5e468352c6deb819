import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { willingBilling } from "../../billing/testing/fake-provider.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import {
  authHash,
  flowToken,
  merchantHmac,
  type TestApp,
  type TestWorkspace,
  testApp,
} from "../../testing/test-app.ts"

const noon = Date.parse("2026-11-01T12:00:00.000Z")
let server: TestApp
let shop: TestWorkspace
/** Has pages that make tokens of the first kind. */
let older: TestWorkspace
beforeAll(async () => {
  server = await testApp({ billing: willingBilling })
  shop = await server.addWorkspace("Shop")
  older = await server.addWorkspace("Older")
  await server.database.db
    .updateTable("workspace")
    .set({ old_flow_token_until: new Date(noon + 1) })
    .where("id", "=", older.id)
    .execute()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime(noon)
  await pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute())
  await server.database.db.deleteFrom("action_request").execute()
})

const open = async (credentials: object) => {
  const payload = { app: shop.appId, ...credentials, run: randomUUID(), startedAt: 1000, sentAt: 1000 }
  const { statusCode, body } = await server.app.inject({ method: "POST", url: "/v1/flow/open", payload })
  return statusCode === 200 ? [200] : [statusCode, body]
}
const stored = () =>
  server.database.db.selectFrom("session").select(["customer_id", "subscription_id", "verified"]).execute()

/** What a customer may choose for an id, where ids are names. */
const payloadOf = (customerId: string, { appId } = shop) =>
  Buffer.from(JSON.stringify({ a: appId, c: customerId, m: "live", t: noon })).toString("base64url")
const tampered = [401, "The flow token is not signed with this workspace's flow key."]
const wrongHash = [
  401,
  "The customer hash (authHash, x-ck-authorization) is not the HMAC-SHA256 of this customer id with a flow key of this workspace.",
]
const oldKind = [
  401,
  "This workspace does not accept flow tokens that begin with hf_ any more; make one that begins with hf2_.",
]
const oldToken = (workspace: TestWorkspace) => {
  const payload = payloadOf("cus_1", workspace)
  return { app: workspace.appId, token: `hf_${payload}.${authHash(workspace, payload)}` }
}

describe("a hash and a token", () => {
  test("are not each other: the hash of no id is the signature of a token", async () => {
    const payload = payloadOf("victim")
    const token = flowToken(shop, { c: "victim", m: "live", t: noon })
    const [signed = "", signature = ""] = token.split(".")
    for (const id of [payload, `hf2_${payload}`, `hf2:${payload}`]) {
      expect(await open({ token: `hf2_${payload}.${authHash(shop, id)}` })).toEqual(tampered)
    }
    for (const customerId of [payload, signed]) {
      expect(await open({ customerId, authHash: signature })).toEqual(wrongHash)
    }
    expect(await stored()).toEqual([])
    expect(await open({ token })).toEqual([200])
  })

  test("of the first kind: the token is accepted until the workspace's time, its signature is never a hash", async () => {
    expect(await open(oldToken(shop))).toEqual(oldKind)
    expect(await open(oldToken(older))).toEqual([200])
    for (const workspace of [shop, older]) {
      const payload = payloadOf("cus_1", workspace)
      const hash = { customerId: payload, authHash: authHash(workspace, payload) }
      expect(await open({ app: workspace.appId, ...hash })).toEqual(wrongHash)
    }
    const token = flowToken(older, { c: "cus_1", m: "live", t: noon })
    expect(await open({ app: older.appId, token: token.replace("hf2_", "hf_") })).toEqual(tampered)
    server.setTime(noon + 1)
    expect(await open(oldToken(older))).toEqual(oldKind)
  })

  test("may come in capitals, with a line end, beside an App ID with blanks around it", async () => {
    const hash = authHash(shop, "cus_1")
    const token = flowToken(shop, { c: "cus_1", m: "live", t: noon })
    for (const credentials of [
      { customerId: "cus_1", authHash: hash.toUpperCase() },
      { customerId: "cus_1", authHash: `${hash}\r\n` },
      { customerId: "cus_1", authHash: ` ${hash}`, app: ` ${shop.appId}\n`, mode: "Live " },
      { token: `${token}\n` },
    ]) {
      expect([credentials, await open(credentials)]).toEqual([credentials, [200]])
    }
    const another = hash.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))
    expect(await open({ customerId: "cus_1", authHash: another })).toEqual(wrongHash)
    expect(await open({ customerId: "cus_1 ", authHash: hash })).toEqual(wrongHash)
  })
})

describe("Paddle's hash, over the subscription", () => {
  test("opens the flow of the customer that the page names", async () => {
    const page = { customerId: "ctm_1", subscriptionId: "sub_1", authHash: authHash(shop, "sub_1") }
    expect(await open(page)).toEqual([200])
    expect(await stored()).toEqual([{ customer_id: "ctm_1", subscription_id: "sub_1", verified: true }])
    expect(await open({ ...page, subscriptionId: "sub_2" })).toEqual(wrongHash)
    expect(await open({ ...page, subscriptionId: undefined })).toEqual(wrongHash)
    const token = payloadOf("victim")
    expect(await open({ customerId: "x", subscriptionId: token, authHash: authHash(shop, token) })).toEqual(
      wrongHash,
    )
  })

  test("is not the hash of a customer, whose id somebody names for a subscription", async () => {
    for (const own of ["1234", "cus_9", "ada"]) {
      const page = { customerId: "victim", subscriptionId: own, authHash: authHash(shop, own) }
      expect(await open(page)).toEqual(wrongHash)
    }
    expect(await stored()).toEqual([])
  })
})

describe("the subscription of an action", () => {
  const bodies = {
    cancel: {},
    discount: { coupon: "SAVE30" },
    pause: { duration: 1, interval: "month" },
    "change-plan": { planId: "basic" },
    "extend-trial": { days: 7 },
    rebate: {},
  } as const
  type Named = { proof: Record<string, string>; named?: string | undefined }

  const byWidget = async ({ proof, named }: Named, action: keyof typeof bodies) => {
    const payload = { app: shop.appId, ...proof, subscriptionId: named, run: randomUUID(), action }
    const answer = await server.app.inject({
      method: "POST",
      url: "/v1/flow/action",
      payload: { ...payload, body: bodies[action] },
    })
    return answer.statusCode === 202 ? "recorded" : [answer.statusCode, answer.body]
  }
  const bySdk = async ({ proof, named }: Named, action: keyof typeof bodies) => {
    const { token, customerId, authHash } = proof
    const answer = await server.app.inject({
      method: "POST",
      url: `/v1/api/orgs/${shop.appId}/cancel-flow/actions/${action}`,
      headers: {
        ...(token
          ? { "x-hf-token": token }
          : { "x-ck-customer": customerId, "x-ck-authorization": authHash }),
        ...(named && { "x-ck-subscription": named }),
      },
      payload: bodies[action],
    })
    return answer.statusCode === 200 ? "recorded" : [answer.statusCode, answer.body]
  }
  const hashed = (customerId = "cus_1") => ({ customerId, authHash: authHash(shop, customerId) })
  const token = (s?: string) => ({ token: flowToken(shop, { c: "cus_1", m: "live", t: noon, s }) })
  const paddle = () => ({ customerId: "cus_1", authHash: merchantHmac(shop.flowKey, "sub_1") })
  const recorded = () =>
    server.database.db.selectFrom("action_request").select(["action", "subscription_id"]).execute()
  const refusal = [
    403,
    "The subscription is not known to be this customer's. Name it in a flow token, or leave it out.",
  ]

  test("is the one that the proof covers, or none, on both ways in", async () => {
    for (const ask of [byWidget, bySdk]) {
      for (const [named, expected] of [
        [{ proof: token("sub_1") }, "sub_1"],
        [{ proof: token("sub_1"), named: "sub_1" }, "sub_1"],
        [{ proof: paddle(), named: "sub_1" }, "sub_1"],
        [{ proof: hashed() }, null],
        [{ proof: token() }, null],
      ] as const) {
        await server.database.db.deleteFrom("action_request").execute()
        expect(await ask(named, "discount")).toBe("recorded")
        expect(await recorded()).toEqual([{ action: "discount", subscription_id: expected }])
      }
    }
  })

  test("that nobody proved is refused for every action but a cancellation, which is the customer's alone", async () => {
    // what a page told of itself proves nothing
    await open({ ...hashed(), subscriptionId: "sub_2" })
    const unproven = [
      { proof: hashed(), named: "sub_2" },
      { proof: token(), named: "sub_2" },
      { proof: token("sub_1"), named: "sub_2" },
    ]
    for (const ask of [byWidget, bySdk]) {
      for (const named of unproven) {
        await server.database.db.deleteFrom("action_request").execute()
        for (const action of Object.keys(bodies) as (keyof typeof bodies)[]) {
          expect([action, await ask(named, action)]).toEqual([
            action,
            action === "cancel" ? "recorded" : refusal,
          ])
        }
        expect(await recorded()).toEqual([{ action: "cancel", subscription_id: null }])
      }
    }
  })

  test("is known from an imported session of the same customer and mode, and of no other", async () => {
    await open({ ...hashed(), subscriptionId: "sub_2" })
    await pastTheLog(server.database, (trx) => trx.updateTable("session").set({ source: "import" }).execute())
    expect(await byWidget({ proof: hashed(), named: "sub_2" }, "discount")).toBe("recorded")
    expect(await byWidget({ proof: hashed("cus_2"), named: "sub_2" }, "discount")).toEqual(refusal)
    const test = { ...hashed(), mode: "test" }
    expect(await byWidget({ proof: test, named: "sub_2" }, "discount")).toEqual(refusal)
    expect(await recorded()).toEqual([{ action: "discount", subscription_id: "sub_2" }])
  })
})
