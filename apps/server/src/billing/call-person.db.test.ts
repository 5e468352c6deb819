import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createPerson } from "../account/people/create-person.ts"
import { addMember } from "../account/people.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { unsealMail } from "../mail/unseal-mail.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { askForAction } from "./ask-for-action.ts"
import type { Billing } from "./billing.ts"
import { carrierChain } from "./carrier-chain.ts"
import type { BillingProvider } from "./provider.ts"
import { sendDueRequests } from "./send-due-requests.ts"
import { settleUnknownRequests } from "./settle-unknown-requests.ts"
import type { AskedAction } from "./stored-request.ts"
import { fakeProvider } from "./testing/fake-provider.ts"
import { testBilling, testTeller } from "./testing/test-billing.ts"

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const minute = 60_000
const hour = 60 * minute

let database: TestDatabase
const shop = newWorkspace("Shop", new Date(noon))
beforeAll(async () => {
  database = await testDatabase()
  await createWorkspace(database.db, shop, new Date(noon))
  for (const role of ["owner", "admin", "developer", "viewer"] as const) {
    const person = { email: `${role}@example.com`, name: role, isVerified: true, passwordHash: "none" }
    const id = await createPerson(database.db, person, new Date(noon))
    await addMember(database.db, shop.id, id ?? "", role, new Date(noon))
  }
})
afterAll(() => database.close())

let now: Date
let provider: BillingProvider
let billing: Billing
beforeEach(async () => {
  now = new Date(noon)
  provider = carrierChain([])
  billing = testBilling({ providerOf: async () => provider, now: () => now })
  for (const table of ["action_request", "mail", "request_notice"] as const)
    await database.db.deleteFrom(table).execute()
})

const asked = (more: Partial<AskedAction> = {}): AskedAction => ({
  workspaceId: shop.id,
  mode: "live",
  customerId: "cus_1",
  subscriptionId: null,
  act: { action: "cancel", body: { cancelAtPeriodEnd: true } },
  sessionId: null,
  clientKey: null,
  ...more,
})
const cancel = (more: Partial<AskedAction> = {}) => askForAction(database, billing, asked(more))

/** The job of each minute, until then. */
async function runUntil(end: number, everyMs = minute) {
  while (now.getTime() + everyMs <= end) {
    now = new Date(now.getTime() + everyMs)
    await settleUnknownRequests(unheard(database), billing, shop.id)
    await sendDueRequests(unheard(database), billing, shop.id)
  }
}

const requests = () =>
  database.db
    .selectFrom("action_request")
    .select(["state", "person_called_at", "try_again_at", "last_error"])
    .orderBy("id")
    .execute()

/** To whom what was mailed when, in hours after noon, oldest first. */
async function mails() {
  const rows = await database.db
    .selectFrom("mail")
    .select(["recipient", "subject", "created_at"])
    .orderBy("created_at")
    .orderBy("recipient")
    .execute()
  return rows.map((row) => [(row.created_at.getTime() - noon) / hour, row.recipient, row.subject])
}
const both = (at: number, subject: string) => [
  [at, "admin@example.com", subject],
  [at, "owner@example.com", subject],
]

describe("a cancellation that nobody carries out", () => {
  test("is told to owners and admins at once, without a word of whose it is", async () => {
    expect(await cancel({ customerId: "cus_secret" })).toEqual({ kind: "asked" })
    expect(await mails()).toEqual(both(0, "1 cancellation waits for a person"))
    const [mail] = await database.db.selectFrom("mail").selectAll().execute()
    const content = unsealMail(testTeller.secret, mail?.sealed ?? null)
    expect(content?.text).toContain(`https://holdfast.example.com/requests?workspace=${shop.appId}`)
    expect(JSON.stringify([mail?.subject, content])).not.toContain("cus_secret")
    expect(mail).toMatchObject({ kind: "requests-waiting", is_personal: false, workspace_id: shop.id })
  })

  test("is one of a hundred in an hour in one mail more, and brings a mail a day while it waits", async () => {
    for (let n = 0; n < 100; n += 1) {
      now = new Date(noon + n * 30_000)
      await cancel({ customerId: `cus_${n}` })
    }
    await runUntil(noon + 50 * hour, 5 * minute)
    const sent = await mails()
    // the job comes by every five minutes here
    expect(sent.map(([at]) => at)).toEqual([0, 0, 1.075, 1.075, 25.075, 25.075, 49.075, 49.075])
    expect(sent.slice(2, 4).map(([, , subject]) => subject)).toEqual(
      Array(2).fill("100 cancellations wait for a person"),
    )
    const unsent = await database.db.selectFrom("mail").select("id").where("sealed", "is not", null).execute()
    expect(unsent).toHaveLength(2)
  })

  test("is told once when many come at the same moment", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => cancel({ customerId: `cus_${n}` })))
    expect((await mails()).map(([, to]) => to)).toEqual(["admin@example.com", "owner@example.com"])
    expect(await requests()).toHaveLength(12)
  })

  test("of a test calls a person and mails nobody", async () => {
    await cancel({ mode: "test" })
    await runUntil(noon + 2 * hour, 10 * minute)
    expect(await requests()).toMatchObject([{ person_called_at: new Date(noon) }])
    expect(await mails()).toEqual([])
  })

  test("of a server that was killed before it called anybody is found a minute later", async () => {
    const broken = testBilling({
      providerOf: () => Promise.reject(new Error("killed")),
      now: () => now,
    })
    await expect(askForAction(database, broken, asked())).rejects.toThrow("killed")
    expect(await requests()).toMatchObject([{ state: "asked", person_called_at: null }])
    await runUntil(noon + minute)
    expect(await requests()).toMatchObject([{ state: "asked", person_called_at: now }])
    expect(await mails()).toHaveLength(2)
  })

  test("is kept with its mail or not at all", async () => {
    await database.pool.query(`create function no_mail() returns trigger language plpgsql as $$ begin
      raise exception 'no mail'; end $$`)
    await database.pool.query(
      "create trigger no_mail before insert on mail for each row execute function no_mail()",
    )
    await expect(cancel()).rejects.toThrow("no mail")
    expect(await requests()).toMatchObject([{ state: "asked", person_called_at: null }])
    await database.pool.query("drop trigger no_mail on mail")
    await runUntil(noon + minute)
    expect(await requests()).toMatchObject([{ person_called_at: now }])
    expect(await mails()).toHaveLength(2)
  })
})

describe("a cancellation that fails at the provider", () => {
  test("is tried after 1, 2, 4 … minutes and then each hour, for 72 hours; then a person is called, and it is not tried again", async () => {
    const tries: number[] = []
    provider = fakeProvider({
      carryOut: async () => {
        tries.push((now.getTime() - noon) / minute)
        return { kind: "failed", reason: "The billing system is away." }
      },
    })
    expect(await cancel()).toEqual({ kind: "asked" })
    expect(await mails()).toEqual([])
    await runUntil(noon + 130 * minute)
    expect(tries).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 124])
    await runUntil(noon + 72 * hour - minute, 10 * minute)
    expect(tries.at(-1)).toBeGreaterThan(70 * 60)
    expect(await requests()).toMatchObject([{ state: "asked", person_called_at: null }])
    await runUntil(noon + 80 * hour, 10 * minute)
    const last = tries.at(-1) ?? 0
    expect(last).toBeLessThanOrEqual(72 * 60)
    const [request] = await requests()
    expect(request).toMatchObject({
      state: "asked",
      try_again_at: null,
      last_error: "The billing system is away.",
    })
    expect((request?.person_called_at?.getTime() ?? 0) - noon).toBeGreaterThanOrEqual(72 * hour)
    expect((request?.person_called_at?.getTime() ?? 0) - noon).toBeLessThan(72 * hour + 15 * minute)
    expect((await mails()).slice(0, 2).map(([, , subject]) => subject)).toEqual(
      Array(2).fill("1 cancellation waits for a person"),
    )
  })

  test("is applied by the try that works, and nobody is called", async () => {
    let failures = 3
    const fake = fakeProvider({
      carryOut: async () => {
        failures -= 1
        return failures >= 0 ? { kind: "failed", reason: "Away." } : { kind: "applied" }
      },
    })
    provider = fake
    await cancel()
    await runUntil(noon + 10 * minute)
    expect(await requests()).toMatchObject([{ state: "applied", person_called_at: null, try_again_at: null }])
    const ids = new Set(fake.sent.map(({ id }) => id))
    expect([fake.sent.length, ids.size]).toEqual([4, 1])
    expect(await mails()).toEqual([])
  })

  test("is not sent again between its tries when the customer's browser repeats it", async () => {
    const fake = fakeProvider({ carryOut: async () => ({ kind: "failed", reason: "Away." }) })
    provider = fake
    const one = asked({ clientKey: "run:1 cancel" })
    expect(await askForAction(database, billing, one)).toEqual({ kind: "asked" })
    expect(await askForAction(database, billing, one)).toEqual({ kind: "asked" })
    expect(fake.sent).toHaveLength(1)
  })

  test("of which nobody knows for 72 hours calls a person too, and is still asked about, never sent again", async () => {
    const fake = fakeProvider({})
    provider = fake
    await cancel()
    await runUntil(noon + 73 * hour, 10 * minute)
    expect(await requests()).toMatchObject([
      { state: "unknown", person_called_at: new Date(noon + 72 * hour) },
    ])
    const before = fake.askedAbout.length
    await runUntil(noon + 75 * hour, 10 * minute)
    expect(fake.askedAbout.length).toBeGreaterThan(before)
    expect(fake.sent).toHaveLength(1)
    fake.outcomeOf = async () => ({ kind: "applied" })
    await runUntil(noon + 77 * hour, 10 * minute)
    expect(await requests()).toMatchObject([{ state: "applied" }])
  })

  test("and is refused calls a person at once, who reads why", async () => {
    provider = fakeProvider({ carryOut: async () => ({ kind: "refused", reason: "A schedule owns it." }) })
    expect(await cancel()).toEqual({ kind: "asked" })
    expect(await requests()).toEqual([
      { state: "asked", person_called_at: now, try_again_at: null, last_error: "A schedule owns it." },
    ])
    expect(await mails()).toEqual(both(0, "1 cancellation waits for a person"))
  })
})

test("an offer that fails is refused: the customer goes on, and the company reads why", async () => {
  provider = fakeProvider({ carryOut: async () => ({ kind: "failed", reason: "Away." }) })
  const offer = asked({ act: { action: "pause", body: { duration: 1, interval: "month" } } })
  const reason = "This offer cannot be applied at the moment. Nothing was changed."
  expect(await askForAction(database, billing, offer)).toEqual({ kind: "refused", reason })
  expect(await requests()).toMatchObject([{ state: "refused", last_error: "Away." }])
  expect(await mails()).toEqual([])
})
