import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { openDatabase } from "../db/database.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { askForAction } from "./ask-for-action.ts"
import type { Billing } from "./billing.ts"
import type { BillingProvider, RequestOutcome } from "./provider.ts"
import { sendDueRequests } from "./send-due-requests.ts"
import { settleUnknownRequests } from "./settle-unknown-requests.ts"
import type { AskedAction } from "./stored-request.ts"
import { fakeProvider } from "./testing/fake-provider.ts"
import { testBilling } from "./testing/test-billing.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const workspaceId = "01a00000-0000-7000-8000-000000000000"
const week = new Date("2026-11-08T00:00:00.000Z")
const hour = 3_600_000

let now = new Date(noon)
let warnings: object[] = []
beforeEach(async () => {
  now = new Date(noon)
  warnings = []
  await database.db.deleteFrom("action_request").execute()
})

const billingOf = (provider: BillingProvider, limitMs = hour): Billing =>
  testBilling({
    providerOf: async () => provider,
    limitMs,
    log: { warn: (said: object) => void warnings.push(said) },
    now: () => now,
  })

const asked = (more: Partial<AskedAction> = {}): AskedAction => ({
  workspaceId,
  mode: "live",
  customerId: "cus_1",
  subscriptionId: "sub_1",
  act: { action: "pause", body: { duration: 2, interval: "month" } },
  sessionId: null,
  clientKey: `run:${randomUUID()} pause`,
  ...more,
})

const stored = () =>
  database.db
    .selectFrom("action_request")
    .select(["state", "attempt", "sending_until", "ask_again_at", "settled_at", "scheduled_for", "reason"])
    .orderBy("id")
    .execute()

const nothingYet = {
  attempt: 1,
  sending_until: null,
  ask_again_at: null,
  settled_at: null,
  scheduled_for: null,
  reason: null,
}
const inAMinute = new Date(noon + 60_000)

/** What a provider answers, at the moment that the test chooses. */
function openAnswer() {
  const { promise, resolve } = Promise.withResolvers<RequestOutcome>()
  return { promise, resolve }
}

test.for<[RequestOutcome, object]>([
  [{ kind: "applied" }, { settled_at: new Date(noon) }],
  [
    { kind: "scheduled", at: week },
    { settled_at: new Date(noon), scheduled_for: week },
  ],
  [
    { kind: "refused", reason: "The subscription follows a schedule." },
    { settled_at: new Date(noon), reason: "The subscription follows a schedule." },
  ],
  [{ kind: "unknown" }, { ask_again_at: inAMinute }],
])(
  "what the provider answers is on record and told, each time it is asked for: %j",
  async ([outcome, kept]) => {
    const provider = fakeProvider({ carryOut: async () => outcome })
    const one = asked()
    const ask = () => askForAction(database, billingOf(provider), one)
    expect([await ask(), await ask()]).toEqual([outcome, outcome])
    expect(await stored()).toEqual([{ ...nothingYet, state: outcome.kind, ...kept }])
    expect(provider.sent).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        mode: "live",
        customerId: "cus_1",
        subscriptionId: "sub_1",
        act: one.act,
        requestedAt: new Date(noon),
      },
    ])
  },
)

describe("what nobody can carry out", () => {
  const none = () => testBilling({ now: () => now })

  test("is refused where it is an offer, as often as it is asked for", async () => {
    const one = asked()
    const reason = "This offer cannot be applied at the moment. Nothing was changed."
    const discounts = fakeProvider({ capabilities: () => new Set(["discount"]) })
    const answers = [
      await askForAction(database, billingOf(discounts), one),
      await askForAction(database, none(), one),
    ]
    expect(answers).toEqual(Array(2).fill({ kind: "refused", reason }))
    expect(await stored()).toEqual([
      { ...nothingYet, state: "refused", attempt: 0, settled_at: new Date(noon), reason },
    ])
    expect(discounts.sent).toEqual([])
  })

  test("is the work of a person where it is a cancellation, and is not sent when somebody could", async () => {
    const one = asked({ act: { action: "cancel", body: { cancelAtPeriodEnd: true } } })
    expect(await askForAction(database, none(), one)).toEqual({ kind: "asked" })
    const provider = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
    expect(await askForAction(database, billingOf(provider), one)).toEqual({ kind: "asked" })
    expect(await stored()).toEqual([{ ...nothingYet, state: "asked", attempt: 0 }])
    expect(provider.sent).toEqual([])
  })
})

describe("a provider", () => {
  test("that does not answer within its limit leaves the request unknown, and is told to stop", async () => {
    const stopped: boolean[] = []
    const provider = fakeProvider({
      carryOut: (_, signal) => {
        signal.addEventListener("abort", () => stopped.push(signal.aborted))
        return openAnswer().promise
      },
    })
    expect(await askForAction(database, billingOf(provider, 20), asked())).toEqual({ kind: "unknown" })
    expect(await stored()).toEqual([{ ...nothingYet, state: "unknown", ask_again_at: inAMinute }])
    expect(stopped).toEqual([true])
    const message = "The billing provider did not answer within 20 ms"
    expect(warnings).toEqual([{ request: expect.any(String), error: expect.objectContaining({ message }) }])
  })

  test("that throws leaves the request unknown", async () => {
    const provider = fakeProvider({
      carryOut: async () => {
        throw new Error("socket hang up")
      },
    })
    const one = asked()
    expect(await askForAction(database, billingOf(provider), one)).toEqual({ kind: "unknown" })
    expect(await askForAction(database, billingOf(provider), one)).toEqual({ kind: "unknown" })
    expect(await stored()).toEqual([{ ...nothingYet, state: "unknown", ask_again_at: inAMinute }])
    expect(provider.sent).toHaveLength(1)
    expect(warnings).toEqual([
      { request: expect.any(String), error: expect.objectContaining({ message: "socket hang up" }) },
    ])
  })
})

describe("while the provider is asked", () => {
  test("the only connection of a pool is free, and nothing is locked", async () => {
    const small = openDatabase(database.address, () => {}, { max: 1 })
    const answer = openAnswer()
    const provider = fakeProvider({ carryOut: () => answer.promise })
    const asking = askForAction(small, billingOf(provider), asked())
    await expect.poll(() => provider.sent.length).toBe(1)

    const { rows } = await small.pool.query("select state from action_request for update nowait")
    expect(rows).toEqual([{ state: "sending" }])
    expect([small.pool.totalCount, small.pool.idleCount, small.pool.waitingCount]).toEqual([1, 1, 0])
    const inTransaction = await database.pool.query(
      `select pid from pg_stat_activity
       where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
    )
    expect(inTransaction.rows).toEqual([])

    answer.resolve({ kind: "applied" })
    expect(await asking).toEqual({ kind: "applied" })
    await small.close()
  })

  test("ten who ask for the same at once wait for one answer, through one connection too", async () => {
    const small = openDatabase(database.address, () => {}, { max: 1 })
    const answer = openAnswer()
    const provider = fakeProvider({ carryOut: () => answer.promise })
    const billing = billingOf(provider)
    let arrived = 0
    const counting: Billing = {
      ...billing,
      now: () => {
        arrived += 1
        return billing.now()
      },
    }
    const one = asked()
    const asking = Promise.all(Array.from({ length: 10 }, () => askForAction(small, counting, one)))
    await expect.poll(() => [arrived >= 10, provider.sent.length]).toEqual([true, 1])
    answer.resolve({ kind: "scheduled", at: week })
    expect(await asking).toEqual(Array(10).fill({ kind: "scheduled", at: week }))
    expect(provider.sent).toHaveLength(1)
    expect(await stored()).toHaveLength(1)
    await small.close()
  })

  test("another waits no longer than the provider may take, and learns that nothing is known yet", async () => {
    const answer = openAnswer()
    const provider = fakeProvider({ carryOut: () => answer.promise })
    const one = asked()
    const asking = askForAction(database, billingOf(provider), one)
    await expect.poll(() => provider.sent.length).toBe(1)
    expect(await askForAction(database, billingOf(provider, 1), one)).toEqual({ kind: "unknown" })
    expect(await stored()).toMatchObject([{ state: "sending" }])
    answer.resolve({ kind: "applied" })
    expect(await asking).toEqual({ kind: "applied" })
  })
})

describe("while another request of the customer is being sent", () => {
  const cancellation = { action: "cancel", body: { cancelAtPeriodEnd: true } } as const

  /** Leaves a request of `cus_1` with its provider. */
  async function startOne(provider = fakeProvider({ carryOut: () => answer.promise })) {
    const first = askForAction(database, billingOf(provider), asked())
    await expect.poll(() => provider.sent.length).toBe(1)
    return { provider, first }
  }
  let answer = openAnswer()
  beforeEach(() => {
    answer = openAnswer()
  })

  test("one of theirs waits for its turn, and nobody else does", async () => {
    const { provider, first } = await startOne()
    const second = askForAction(database, billingOf(provider), asked())
    const others = [{ customerId: "cus_2" }, { mode: "test" as const }].map((other) =>
      askForAction(database, billingOf(provider), asked(other)),
    )
    await expect.poll(() => provider.sent.length).toBe(3)
    expect(
      provider.sent.filter(({ customerId, mode }) => customerId === "cus_1" && mode === "live"),
    ).toHaveLength(1)
    answer.resolve({ kind: "applied" })
    expect(await Promise.all([first, second, ...others])).toEqual(Array(4).fill({ kind: "applied" }))
    expect(provider.sent).toHaveLength(4)
  })

  test("twenty that come in one moment are carried out one by one", async () => {
    let atOnce = 0
    const seen: number[] = []
    const provider = fakeProvider({
      carryOut: async () => {
        atOnce += 1
        seen.push(atOnce)
        await database.pool.query("select 1")
        atOnce -= 1
        return { kind: "applied" }
      },
    })
    const asking = Array.from({ length: 20 }, () => askForAction(database, billingOf(provider), asked()))
    expect(await Promise.all(asking)).toEqual(Array(20).fill({ kind: "applied" }))
    expect(seen).toEqual(Array(20).fill(1))
  })

  test("an offer whose turn does not come is refused, and a cancellation is sent by the job", async () => {
    const { provider, first } = await startOne()
    const reason = "This offer cannot be applied at the moment. Nothing was changed."
    expect(await askForAction(database, billingOf(provider, 1), asked())).toEqual({ kind: "refused", reason })
    const leave = asked({ act: cancellation })
    expect(await askForAction(database, billingOf(provider, 1), leave)).toEqual({ kind: "asked" })
    answer.resolve({ kind: "applied" })
    await first
    now = new Date(noon + 120_000)
    expect(await sendDueRequests(unheard(database), billingOf(provider), workspaceId)).toBe(1)
    expect(provider.sent.map(({ act }) => act.action)).toEqual(["pause", "cancel"])
  })

  test("one whose server is gone holds nobody up once its lease ran out", async () => {
    const { provider, first } = await startOne()
    now = new Date(noon + hour + 10_000)
    const prompt = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
    expect(await askForAction(database, billingOf(prompt), asked())).toEqual({ kind: "applied" })
    expect((await stored()).map(({ state }) => state)).toEqual(["unknown", "applied"])
    answer.resolve({ kind: "applied" })
    await first
    expect(provider.sent).toHaveLength(1)
  })
})

describe("who called the provider and is gone", () => {
  /** Calls the provider, and is not heard of until its lease ran out. */
  async function loseCaller() {
    const late = openAnswer()
    const provider = fakeProvider({
      carryOut: () => late.promise,
      outcomeOf: async () => ({ kind: "applied" }),
    })
    const billing = billingOf(provider)
    const one = asked()
    const lost = askForAction(database, billing, one)
    await expect.poll(() => provider.sent.length).toBe(1)
    const [row] = await stored()
    expect(row).toEqual({ ...nothingYet, state: "sending", sending_until: new Date(noon + hour + 10_000) })
    now = new Date(noon + hour + 10_000)
    return { late, provider, billing, one, lost }
  }

  test("leaves a request that nobody sends again: the provider is asked what became of it", async () => {
    const { late, provider, billing, one, lost } = await loseCaller()
    expect(await askForAction(database, billing, one)).toEqual({ kind: "unknown" })
    expect(await settleUnknownRequests(unheard(database), billing, workspaceId)).toBe(1)
    expect(provider.askedAbout).toEqual(provider.sent)
    expect(provider.sent).toHaveLength(1)
    expect(await stored()).toEqual([{ ...nothingYet, state: "applied", settled_at: now }])
    expect(await askForAction(database, billing, one)).toEqual({ kind: "applied" })

    late.resolve({ kind: "refused", reason: "Too late." })
    expect(await lost).toEqual({ kind: "applied" })
    expect(await stored()).toEqual([{ ...nothingYet, state: "applied", settled_at: now }])
  })

  test("is heard when it comes back before anybody knows better", async () => {
    const { late, provider, billing, lost } = await loseCaller()
    provider.outcomeOf = async () => ({ kind: "unknown" })
    expect(await settleUnknownRequests(unheard(database), billing, workspaceId)).toBe(0)
    expect(await stored()).toMatchObject([{ state: "unknown" }])
    late.resolve({ kind: "refused", reason: "The card is gone." })
    expect(await lost).toEqual({ kind: "refused", reason: "The card is gone." })
    expect(await stored()).toMatchObject([{ state: "refused", reason: "The card is gone." }])
  })
})

test("a key of another customer or mode is foreign: nothing is sent or told", async () => {
  const provider = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
  const billing = billingOf(provider)
  const one = asked()
  await askForAction(database, billing, one)
  for (const other of [{ customerId: "cus_2" }, { mode: "test" as const }]) {
    expect(await askForAction(database, billing, { ...one, ...other })).toEqual({ kind: "foreign" })
  }
  expect([provider.sent.length, (await stored()).length]).toEqual([1, 1])
})

test("requests without a key are requests of their own", async () => {
  const provider = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
  for (const _ of [1, 2]) await askForAction(database, billingOf(provider), asked({ clientKey: null }))
  const [first, second] = provider.sent
  expect([provider.sent.length, first?.id === second?.id]).toEqual([2, false])
})
