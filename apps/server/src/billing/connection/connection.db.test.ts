import { randomUUID } from "node:crypto"
import type { BillingPermissionName } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { assertSecretFits } from "../../account/keys.ts"
import { loadSecret } from "../../account/secret.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { fakeSystem } from "../testing/fake-system.ts"
import { type ConnectedAccount, createBillingSystems } from "./billing-systems.ts"
import { changeConnection, disconnectBilling } from "./change-connection.ts"
import type { KeyCheck } from "./check-stripe-key.ts"
import { recheckConnection } from "./recheck-connection.ts"
import { listConnections } from "./stored-connection.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const secret = loadSecret("", "one secret of thirty-two characters or more")
const noon = new Date("2026-11-01T12:00:00.000Z")
const actor = { kind: "command", name: "billing connect" } as const

/** Of each test, since the audit log keeps everything. */
let workspaceId = ""
let now = noon
let checked: string[] = []
let answer: KeyCheck = { kind: "works", account: null, missing: [] }
beforeEach(async () => {
  workspaceId = randomUUID()
  now = noon
  checked = []
  answer = { kind: "works", account: { id: "acct_1", name: "Acme" }, missing: [] }
  await database.db.deleteFrom("billing_connection").execute()
})

const changer = () => ({
  db: database.db,
  secret,
  checkKey: async (key: string) => {
    checked.push(key)
    return answer
  },
})
const change = (wanted: Parameters<typeof changeConnection>[2], mode: "live" | "test" = "test") =>
  changeConnection(changer(), { workspaceId, mode, actor, now }, wanted)
const listed = () => listConnections(database.db, workspaceId, now)
const audit = () =>
  database.db
    .selectFrom("audit_entry")
    .select(["action", "target_name", "detail"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("id")
    .execute()

const key = "rk_test_51AbcDEF4f2a"
const connection = {
  mode: "test",
  provider: "stripe",
  keyHint: "rk_test_…4f2a",
  keyKind: "restricted",
  account: { id: "acct_1", name: "Acme" },
  connectedAt: noon.toISOString(),
  checkedAt: noon.toISOString(),
  fault: null,
  missing: [],
  hasWebhookSecret: false,
  oldWebhookSecretUntil: null,
  settings: {
    cancelAt: "period-end",
    changePlanAt: "now",
    proration: "create_prorations",
    pauseMeaning: "collection",
    pauseInvoiceBehavior: "void",
    rebateAs: "refund",
  },
  pageActions: [],
}

test("a connection keeps its key sealed, and the audit log says who connected which account", async () => {
  expect(await change({ key, webhookSecret: "whsec_abcdefgh" })).toMatchObject({ kind: "changed" })
  expect(await listed()).toEqual([{ ...connection, hasWebhookSecret: true }])
  const { rows } = await database.pool.query(
    `select b::text || encode(sealed_key, 'escape') || encode(sealed_webhook_secret, 'escape') as row from billing_connection b
     union all select a::text from audit_entry a where workspace_id = $1`,
    [workspaceId],
  )
  expect(rows).toHaveLength(2)
  for (const hidden of ["51AbcDEF", "abcdefgh"]) expect(JSON.stringify(rows)).not.toContain(hidden)
  expect(await audit()).toEqual([
    {
      action: "billing.connected",
      target_name: "Acme",
      detail: {
        ...{ mode: "test", key: "rk_test_…4f2a", account: "acct_1", webhookSecret: "new" },
        ...connection.settings,
        pageActions: [],
      },
    },
  ])
})

test("another key keeps the settings and the signing secret, and settings keep the key", async () => {
  await change({ key, webhookSecret: "whsec_abcdefgh", settings: { cancelAt: "now" } })
  answer = { kind: "works", account: { id: "acct_2", name: null }, missing: ["events:read"] }
  now = new Date(noon.getTime() + 1000)
  await change({ key: "sk_test_51AbcDEF9999" })
  now = new Date(noon.getTime() + 2000)
  await change({ settings: { pauseMeaning: "service" } })
  await change({ settings: { pauseMeaning: "service" } })
  expect(await listed()).toEqual([
    {
      ...connection,
      ...{ keyHint: "sk_test_…9999", keyKind: "secret", account: { id: "acct_2", name: null } },
      ...{ missing: ["events:read"], checkedAt: "2026-11-01T12:00:01.000Z", hasWebhookSecret: true },
      settings: { ...connection.settings, cancelAt: "now", pauseMeaning: "service" },
    },
  ])
  expect((await audit()).slice(1)).toEqual([
    {
      action: "billing.changed",
      target_name: "Stripe",
      detail: {
        mode: "test",
        before: { key: "rk_test_…4f2a", account: "acct_1" },
        after: { key: "sk_test_…9999", account: "acct_2" },
      },
    },
    {
      action: "billing.changed",
      target_name: "Stripe",
      detail: { mode: "test", before: { pauseMeaning: "collection" }, after: { pauseMeaning: "service" } },
    },
  ])
})

test("what the page has handlers for is kept with its connection, and the audit log says what it was before", async () => {
  await change({ key })
  now = new Date(noon.getTime() + 1000)
  await change({ pageActions: ["pause", "rebate"] })
  await change({ pageActions: ["pause", "rebate"] })
  now = new Date(noon.getTime() + 2000)
  await change({ settings: { cancelAt: "now" } })
  expect((await listed())[0]?.pageActions).toEqual(["pause", "rebate"])
  expect((await audit()).map(({ detail }) => detail).slice(1)).toEqual([
    { mode: "test", before: { pageActions: [] }, after: { pageActions: ["pause", "rebate"] } },
    { mode: "test", before: { cancelAt: "period-end" }, after: { cancelAt: "now" } },
  ])
})

describe("nothing is kept", () => {
  test("of a key that is not one, or of another mode, and it is not sent anywhere", async () => {
    for (const wrong of ["", "garbage", "pk_test_51AbcDEF", "rk_live_51AbcDEF"])
      expect(await change({ key: wrong })).toMatchObject({ kind: "unusable" })
    expect(await change({ key, webhookSecret: "secret" })).toMatchObject({ kind: "unusable" })
    expect([checked, await listed(), await audit()]).toEqual([[], [], []])
  })

  test("of a key that Stripe refuses or cannot check now; what was connected before stays", async () => {
    await change({ key })
    for (const kind of ["refused", "unreachable"] as const) {
      answer = { kind, reason: "No." }
      expect(await change({ key: "rk_test_51Other" })).toEqual(answer)
    }
    expect(await listed()).toEqual([connection])
  })

  test("of settings where nothing is connected", async () => {
    expect(await change({ settings: { cancelAt: "now" } })).toEqual({
      kind: "notConnected",
      reason: "Nothing is connected for test; a key is needed to connect Stripe.",
    })
    expect(await listed()).toEqual([])
  })
})

test("a check writes down what it found, and what it could not find out leaves the rest", async () => {
  await change({ key })
  now = new Date(noon.getTime() + 1000)
  answer = { kind: "refused", reason: "Stripe does not accept this key." }
  await recheckConnection(changer(), { workspaceId, mode: "test", now })
  const faulty = { ...connection, checkedAt: now.toISOString(), fault: answer.reason }
  expect(await listed()).toEqual([faulty])
  answer = { kind: "works", account: { id: "acct_1", name: "Acme Ltd" }, missing: ["coupons:read"] }
  await recheckConnection(changer(), { workspaceId, mode: "test", now })
  const works = { account: answer.account, missing: answer.missing, fault: null }
  expect(await listed()).toEqual([{ ...faulty, ...works }])
  expect(checked).toEqual([key, key, key])
  expect(await recheckConnection(changer(), { workspaceId, mode: "live", now })).toBe(null)
})

test("disconnecting forgets the key and is in the audit log, once", async () => {
  await change({ key })
  now = new Date(noon.getTime() + 1000)
  const one = { workspaceId, mode: "test", actor, now } as const
  expect(await disconnectBilling(database.db, one)).toBe("disconnected")
  expect(await disconnectBilling(database.db, one)).toBe("notConnected")
  expect(await listed()).toEqual([])
  expect((await audit()).slice(1)).toEqual([
    {
      action: "billing.disconnected",
      target_name: "Acme",
      detail: { mode: "test", key: "rk_test_…4f2a", account: "acct_1" },
    },
  ])
})

test("a key that was encrypted under another secret stops the start, in a sentence", async () => {
  await change({ key })
  await assertSecretFits(database.db, secret)
  const other = loadSecret("", "another secret, also more than 32 characters")
  await expect(assertSecretFits(database.db, other)).rejects.toThrow(
    "A billing key was encrypted under another secret: bring back HOLDFAST_SECRET, or the file secret.key of the data folder.",
  )
})

describe("the connected system", () => {
  const systems = (capable: BillingPermissionName[] = []) => {
    answer = { kind: "works", account: null, missing: capable }
    const opened: ConnectedAccount[] = []
    const open = (account: ConnectedAccount) => {
      opened.push(account)
      return fakeSystem()
    }
    const options = { db: database.db, secret, apiBase: "http://127.0.0.1:1", open, now: () => now }
    return { opened, ...createBillingSystems(options) }
  }

  test("is that of the workspace and the mode, with the key, the settings and both signing secrets", async () => {
    const { systemOf, opened } = systems()
    await change({ key, webhookSecret: "whsec_abcdefgh" })
    await change({ webhookSecret: "whsec_ijklmnop" })
    expect(await systemOf(workspaceId, "live")).toBe(null)
    expect(await systemOf("01a00000-0000-7000-8000-000000000001", "test")).toBe(null)
    expect((await systemOf(workspaceId, "test"))?.name).toBe("stripe")
    expect(opened).toEqual([
      {
        key,
        apiBase: "http://127.0.0.1:1",
        settings: connection.settings,
        webhookSecrets: ["whsec_ijklmnop", "whsec_abcdefgh"],
        now: expect.any(Function),
      },
    ])
  })

  test("is remembered without a query, and stays the same until it is changed; the old secret ends", async () => {
    const { systemOf, forget, opened } = systems()
    await change({ key, webhookSecret: "whsec_abcdefgh" })
    await change({ webhookSecret: "whsec_ijklmnop" })
    const [first, again] = [await systemOf(workspaceId, "test"), await systemOf(workspaceId, "test")]
    forget(workspaceId)
    expect([again === first, (await systemOf(workspaceId, "test")) === first]).toEqual([true, true])
    await change({ settings: { cancelAt: "now" } })
    // not told of it: it remembers
    expect((await systemOf(workspaceId, "test")) === first).toBe(true)
    forget(workspaceId)
    expect((await systemOf(workspaceId, "test")) === first).toBe(false)
    now = new Date(noon.getTime() + 24 * 3_600_000)
    forget(workspaceId)
    await systemOf(workspaceId, "test")
    expect(opened.map(({ settings, webhookSecrets }) => [settings.cancelAt, webhookSecrets.length])).toEqual([
      ["period-end", 2],
      ["now", 2],
      ["now", 1],
    ])
    await disconnectBilling(database.db, { workspaceId, mode: "test", actor, now })
    forget(workspaceId)
    expect(await systemOf(workspaceId, "test")).toBe(null)
  })

  test("offers nothing that its key may not do", async () => {
    const { systemOf, forget } = systems(["coupons:read", "refunds:write", "events:read"])
    await change({ key })
    const actions = async () => [...((await systemOf(workspaceId, "test"))?.capabilities() ?? [])].sort()
    expect(await actions()).toEqual(["cancel", "change-plan", "extend-trial", "pause", "resume"])
    answer = { kind: "works", account: null, missing: ["customers:read"] }
    await recheckConnection(changer(), { workspaceId, mode: "test", now })
    forget(workspaceId)
    expect(await actions()).toEqual([])
  })
})
