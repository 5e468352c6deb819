import type { Role } from "@holdfast/protocol"
import type { ApiKey, ApiKeys, KeyKind, MadeKey, RotatedKey } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { addMember } from "../../account/people.ts"
import { merchantHmac, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let owner: string
let developer: string
let people: { user_id: string; role: Role }[]
const now = "2026-11-01T12:00:00.000Z"
beforeAll(async () => {
  server = await testApp()
  const home = await server.addWorkspace("Home")
  owner = await server.signIn(home, "owner")
  developer = await server.signIn(home, "developer")
  people = await server.database.db.selectFrom("member").select(["user_id", "role"]).execute()
})
afterAll(() => server.close())
/** The same people in a new workspace. */
beforeEach(async () => {
  server.setTime(now)
  shop = await server.addWorkspace("Shop")
  const { db } = server.database
  for (const { user_id, role } of people) await addMember(db, shop.id, user_id, role, new Date(now))
})

type Method = "GET" | "POST" | "PATCH"

async function call(method: Method, cookie: string, path = "", payload?: object, workspace = shop) {
  const answer = await server.app.inject({
    method,
    url: `/api/workspaces/${workspace.appId}/keys${path}`,
    headers: { cookie },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}

async function make(kind: KeyKind, name = "Checkout", cookie = owner): Promise<MadeKey> {
  const { status, body } = await call("POST", cookie, "", { kind, name })
  expect(status).toBe(201)
  return body
}

async function list(cookie = owner): Promise<ApiKey[]> {
  return ((await call("GET", cookie)).body as ApiKeys).keys
}

const find = async (id: string): Promise<ApiKey | undefined> => (await list()).find((key) => key.id === id)
const sentence = ({ status, body }: Awaited<ReturnType<typeof call>>) => [status, body.error.message]

/** Whether a flow opens for a customer whom a flow key vouches for. */
async function opens(flowKey: string, on = server): Promise<number> {
  const answer = await on.app.inject({
    method: "POST",
    url: "/v1/flow/open",
    payload: {
      app: shop.appId,
      customerId: "cus_1",
      authHash: merchantHmac(flowKey, "cus_1"),
      run: "8f14e45f-ceea-4a67-9d0c-1d1f6f1e6a01",
      startedAt: Date.parse(now),
      sentAt: Date.parse(now),
      report: false,
    },
  })
  return answer.statusCode
}

async function reads(dataKey: string): Promise<number> {
  const headers = { "x-ck-app": shop.appId, "x-ck-api-key": dataKey }
  return (await server.app.inject({ url: "/v1/data/account", headers })).statusCode
}

const entries = () =>
  server.database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_kind", "address", "target_kind", "target_id", "target_name", "detail"])
    .where("workspace_id", "=", shop.id)
    .orderBy("id")
    .execute()

test("the keys that came along with a workspace are listed, by kind, without their secrets", async () => {
  const answer = await call("GET", owner)
  expect(answer.body).toEqual({
    baseUrl: "http://127.0.0.1:4870",
    keys: (["flow", "data-live", "data-test", "config"] as const).map((kind) => ({
      id: expect.any(String),
      kind,
      name: "test",
      hint: expect.stringMatching(/^(flow|live_data|test_data|config)_[0-9A-Za-z]{4}$/),
      state: "active",
      endsAt: null,
      createdAt: expect.any(String),
      createdBy: { kind: "start", name: null },
      lastUsedAt: null,
    })),
  })
  for (const secret of [shop.flowKey, shop.dataKeyLive, shop.dataKeyTest, shop.configKey]) {
    expect(JSON.stringify(answer.body)).not.toContain(secret)
  }
})

test("a new key is shown once, works at once, and says who made it", async () => {
  const { status, body, headers } = await call("POST", owner, "", { kind: "flow", name: "  My \n shop " })
  expect([status, headers["cache-control"]]).toEqual([201, "no-store"])
  expect(body).toEqual({
    key: {
      id: expect.any(String),
      kind: "flow",
      name: "My shop",
      hint: body.secret.slice(0, 9),
      state: "active",
      endsAt: null,
      createdAt: now,
      createdBy: { kind: "person", name: "Person" },
      lastUsedAt: null,
    },
    secret: expect.stringMatching(/^flow_[0-9A-Za-z]{32}$/),
  })
  expect(await find(body.key.id)).toEqual(body.key)
  expect(await opens(body.secret)).toBe(200)
  expect(await opens(shop.flowKey)).toBe(200)
  const [live, test] = [await make("data-live"), await make("data-test")]
  expect([await reads(live.secret), await reads(test.secret)]).toEqual([200, 200])
})

test("a key is renamed", async () => {
  const { key } = await make("data-live", "Warehouse")
  expect((await call("PATCH", owner, `/${key.id}`, { name: " Warehouse  EU " })).body).toEqual({
    ...key,
    name: "Warehouse EU",
  })
  expect((await find(key.id))?.name).toBe("Warehouse EU")
})

describe("replacing a key", () => {
  test("makes another of its kind and name; the old one is accepted until its time has come", async () => {
    const { key, secret } = await make("flow", "Shop")
    expect(await opens(secret)).toBe(200)
    const { status, body } = await call("POST", owner, `/${key.id}/rotate`, { overlap: "1-hour" })
    expect(status).toBe(201)
    const endsAt = "2026-11-01T13:00:00.000Z"
    expect(body).toEqual({
      key: { ...key, id: expect.any(String), hint: body.secret.slice(0, 9) },
      secret: expect.stringMatching(/^flow_/),
      replaced: { ...key, state: "ending", endsAt, lastUsedAt: now },
    } satisfies RotatedKey)
    server.setTime("2026-11-01T12:59:59.999Z")
    expect([await opens(secret), await opens(body.secret)]).toEqual([200, 200])
    // it is remembered as one that is valid
    server.setTime(endsAt)
    expect([await opens(secret), await opens(body.secret)]).toEqual([401, 200])
    expect(await find(key.id)).toMatchObject({ state: "replaced", endsAt })
  })

  test.for([
    ["none", "2026-11-01T12:00:00.000Z", "replaced"],
    ["24-hours", "2026-11-02T12:00:00.000Z", "ending"],
    ["7-days", "2026-11-08T12:00:00.000Z", "ending"],
  ] as const)("with an overlap of %s it ends at %s", async ([overlap, endsAt, state]) => {
    const { key, secret } = await make("data-test")
    const { body } = await call("POST", owner, `/${key.id}/rotate`, { overlap })
    expect(body.replaced).toMatchObject({ state, endsAt })
    expect(await reads(secret)).toBe(overlap === "none" ? 401 : 200)
    server.setTime(Math.max(Date.parse(endsAt) - 1, Date.parse(now)))
    expect(await reads(secret)).toBe(overlap === "none" ? 401 : 200)
    server.setTime(endsAt)
    expect([await reads(secret), await reads(body.secret)]).toEqual([401, 200])
  })

  test("is done once: the old one is replaced already, and may be revoked before its time", async () => {
    const { key, secret } = await make("flow")
    const rotate = () => call("POST", owner, `/${key.id}/rotate`, { overlap: "7-days" })
    const answers = await Promise.all([rotate(), rotate(), rotate()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(sentence(await rotate())).toEqual([
      409,
      "This key is being replaced already; replace the new one, or revoke this one.",
    ])
    expect((await call("POST", owner, `/${key.id}/revoke`)).body.key).toMatchObject({
      state: "revoked",
      endsAt: now,
    })
    expect(await opens(secret)).toBe(401)
  })
})

describe("a revoked key", () => {
  test("is refused at once where it was revoked, and says how many are left", async () => {
    const { key, secret } = await make("flow")
    expect(await opens(secret)).toBe(200)
    expect((await call("POST", owner, `/${key.id}/revoke`)).body).toEqual({
      key: { ...key, state: "revoked", endsAt: now, lastUsedAt: now },
      left: 1,
    })
    expect(await opens(secret)).toBe(401)
    const first = (await list()).find(({ name }) => name === "test")
    expect((await call("POST", owner, `/${first?.id}/revoke`)).body).toMatchObject({ left: 0 })
    expect(await opens(shop.flowKey)).toBe(401)
    expect(await opens((await make("flow")).secret)).toBe(200)
  })

  test("is refused by another server within five seconds", async () => {
    const other = await testApp({ beside: server })
    const { key, secret } = await make("flow")
    expect(await opens(secret, other)).toBe(200)
    await call("POST", owner, `/${key.id}/revoke`)
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5001 })
    expect(await opens(secret, other)).toBe(401)
    vi.useRealTimers()
    await other.close()
  })

  test("of the Data API is refused, and nothing can be done with it", async () => {
    const { key, secret } = await make("data-live")
    await call("POST", owner, `/${key.id}/revoke`)
    expect(await reads(secret)).toBe(401)
    const over = [409, "This key has ended already; nothing accepts it any more."]
    for (const [method, path, body] of [
      ["PATCH", "", { name: "x" }],
      ["POST", "/rotate", { overlap: "none" }],
      ["POST", "/revoke", {}],
    ] as const) {
      expect(sentence(await call(method, owner, `/${key.id}${path}`, body))).toEqual(over)
    }
  })
})

test("a key says when it was last accepted: a proof by a flow key, a call with a data key", async () => {
  const [flow, data, idle] = [await make("flow"), await make("data-live"), await make("flow")]
  server.setTime("2026-11-01T12:05:00.000Z")
  await opens(flow.secret)
  await reads(data.secret)
  await opens("flow_wrong")
  const lastUses = async () =>
    Promise.all([flow, data, idle].map(async ({ key }) => (await find(key.id))?.lastUsedAt))
  const used = "2026-11-01T12:05:00.000Z"
  expect(await lastUses()).toEqual([used, used, null])
  await server.keyUsage.flush()
  expect(await lastUses()).toEqual([used, used, null])
})

test("of those that ended the last twenty of a kind are listed, after those that are accepted", async () => {
  for (let minute = 1; minute <= 22; minute++) {
    server.setTime(Date.parse(now) + minute * 60_000)
    const { key } = await make("flow", `Key ${minute}`)
    await call("POST", owner, `/${key.id}/revoke`)
  }
  const names = (await list()).filter(({ kind }) => kind === "flow").map(({ name }) => name)
  expect(names).toEqual(["test", ...Array.from({ length: 20 }, (_, place) => `Key ${22 - place}`)])
})

test("a workspace has at most twenty active keys of a kind, however many are made at once", async () => {
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => call("POST", owner, "", { kind: "flow", name: "x" })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(19)
  const refused = answers.find(({ status }) => status === 409)
  expect(refused && sentence(refused)).toEqual([
    409,
    "There are 20 such keys already; revoke one that nothing uses.",
  ])
  await make("data-live")
  const [first] = await list()
  expect((await call("POST", owner, `/${first?.id}/rotate`, { overlap: "24-hours" })).status).toBe(201)
  expect((await call("POST", owner, "", { kind: "flow", name: "x" })).status).toBe(409)
})

test("at most twenty keys of a kind are being replaced", async () => {
  let { key } = await make("data-test")
  for (let round = 0; round < 20; round++) {
    key = (await call("POST", owner, `/${key.id}/rotate`, { overlap: "7-days" })).body.key
  }
  expect((await call("POST", owner, `/${key.id}/rotate`, { overlap: "7-days" })).status).toBe(409)
  expect((await call("POST", owner, `/${key.id}/rotate`, { overlap: "none" })).status).toBe(201)
})

test("what was done is in the audit log, without secrets", async () => {
  const { key, secret } = await make("flow", "Shop")
  server.setTime("2026-11-01T12:00:01.000Z")
  await call("PATCH", owner, `/${key.id}`, { name: "Store" })
  await call("PATCH", owner, `/${key.id}`, { name: "Store" })
  server.setTime("2026-11-01T12:00:02.000Z")
  const { body } = await call("POST", owner, `/${key.id}/rotate`, { overlap: "24-hours" })
  server.setTime("2026-11-01T12:00:03.000Z")
  await call("POST", owner, `/${key.id}/revoke`)
  const common = { actor_kind: "person", address: "127.0.0.1", target_kind: "key", target_id: key.id }
  const detail = { kind: "flow", hint: key.hint }
  const written = await entries()
  expect(written).toEqual([
    { ...common, action: "key.created", target_name: "Shop", detail },
    {
      ...common,
      action: "key.renamed",
      target_name: "Store",
      detail: { ...detail, before: "Shop", after: "Store" },
    },
    {
      ...common,
      action: "key.rotated",
      target_name: "Store",
      detail: { ...detail, newKeyId: body.key.id, oldKeyEndsAt: "2026-11-02T12:00:02.000Z" },
    },
    { ...common, action: "key.revoked", target_name: "Store", detail },
  ])
  for (const text of [secret, body.secret]) expect(JSON.stringify(written)).not.toContain(text)
})

describe("a developer", () => {
  test("manages flow and config keys, and finds no data key", async () => {
    expect((await list(developer)).map(({ kind }) => kind)).toEqual(["flow", "config"])
    const { key } = await make("flow", "Mine", developer)
    expect((await call("PATCH", developer, `/${key.id}`, { name: "Ours" })).status).toBe(200)
    expect((await call("POST", developer, `/${key.id}/rotate`, { overlap: "none" })).status).toBe(201)
    const [first] = await list(developer)
    expect((await call("POST", developer, `/${first?.id}/revoke`)).status).toBe(200)
  })

  test("makes no data key, and changes none", async () => {
    for (const kind of ["data-live", "data-test"] as const) {
      expect(sentence(await call("POST", developer, "", { kind, name: "x" }))).toEqual([
        403,
        "Your role (developer) may manage flow keys, not data keys.",
      ])
      const { key, secret } = await make(kind)
      for (const [method, path, body] of [
        ["PATCH", "", { name: "x" }],
        ["POST", "/rotate", { overlap: "none" }],
        ["POST", "/revoke", {}],
      ] as const) {
        expect(sentence(await call(method, developer, `/${key.id}${path}`, body))).toEqual([
          404,
          "There is no such key for you.",
        ])
      }
      expect(await reads(secret)).toBe(200)
    }
  })
})

describe("refused", () => {
  test("a key of another workspace", async () => {
    const other = await server.addWorkspace("Other")
    const stranger = await server.signIn(other, "owner")
    const { key, secret } = await make("data-live")
    for (const [method, path, body] of [
      ["PATCH", "", { name: "x" }],
      ["POST", "/rotate", { overlap: "none" }],
      ["POST", "/revoke", {}],
    ] as const) {
      const answer = await call(method, stranger, `/${key.id}${path}`, body, other)
      expect(sentence(answer)).toEqual([404, "There is no such key for you."])
    }
    expect(await reads(secret)).toBe(200)
    const headers = { "x-ck-app": other.appId, "x-ck-api-key": secret }
    expect((await server.app.inject({ url: "/v1/data/account", headers })).statusCode).toBe(401)
  })

  const visible = "it takes 1 to 80 characters, at least one of them visible."
  test.for([
    [{ name: "x" }, "kind is missing."],
    [{ kind: "flow" }, "name is missing."],
    [{ kind: "root", name: "x" }, 'kind is "root"; it takes one of flow, data-live, data-test, config.'],
    [{ kind: "flow", name: " \u200b" }, `name is " \u200b"; ${visible}`],
    [{ kind: "flow", name: "é".repeat(81) }, "name is 81 characters long; it takes at most 80."],
    [{ kind: "flow", name: "x", secret: "mine" }, "secret is not known here; known are kind, name."],
    [{ kind: "flow", name: "a\u0000b" }, "name contains a NUL character, which is not accepted."],
  ] as const)("%j", async ([body, message]) => {
    expect(sentence(await call("POST", owner, "", body))).toEqual([422, message])
  })

  test("an overlap that nobody offered, and an id that is none", async () => {
    const { key } = await make("flow")
    expect(sentence(await call("POST", owner, `/${key.id}/rotate`, { overlap: "1-year" }))).toEqual([
      422,
      'overlap is "1-year"; it takes one of none, 1-hour, 24-hours, 7-days.',
    ])
    expect(sentence(await call("POST", owner, "/1%27--/revoke"))).toEqual([
      422,
      `keyId is "1'--"; it takes the id of a key.`,
    ])
  })
})
