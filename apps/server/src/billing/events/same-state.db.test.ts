import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import type { BillingEvent, BillingSystem, SubscriptionState } from "../billing-system.ts"
import { fakeSystem } from "../testing/fake-system.ts"
import { testBilling } from "../testing/test-billing.ts"
import { askForStates } from "./ask-for-states.ts"
import { catchUp } from "./catch-up.ts"
import { askBilling } from "./read-billing.ts"
import { takeDelivery } from "./take-delivery.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const place = { workspaceId: "01a00000-0000-7000-8000-000000000001", mode: "live" } as const

const clear = async () => {
  for (const table of ["billing_event", "billing_subscription", "billing_reading"] as const)
    await database.db.deleteFrom(table).execute()
}
beforeEach(clear)

const statuses = ["active", "trial", "paused", "unpaid", "ended"] as const
type Status = SubscriptionState["status"]

/** A billing system as a model: how each subscription stands, and a list of events, of which a page holds two. */
class Model {
  readonly stands = new Map<string, Status>()
  readonly events: BillingEvent[] = []
  readonly system: BillingSystem
  /** The same, but an answer travels until it is let go. */
  readonly slowSystem: BillingSystem
  #released = Promise.withResolvers<void>()
  #left = Promise.withResolvers<void>()

  constructor() {
    this.system = fakeSystem({
      readDelivery: (_headers, rawBody) => {
        const event = this.events[Number(rawBody.toString())]
        return event ? { kind: "event", event } : { kind: "ignored", type: "customer.updated" }
      },
      eventsSince: async (cursor) => {
        const from = cursor === null ? this.events.length : Number(cursor)
        const events = this.events.slice(from, from + 2)
        const next = from + events.length
        return { events, cursor: String(next), hasMore: next < this.events.length }
      },
      subscriptionState: async (subscriptionId) => this.#stateOf(subscriptionId),
    })
    this.slowSystem = fakeSystem({
      subscriptionState: async (subscriptionId) => {
        const state = this.#stateOf(subscriptionId)
        this.#left.resolve()
        await this.#released.promise
        return state
      },
    })
  }

  change(subscription: number, status: Status): void {
    const subscriptionId = `sub_${subscription}`
    this.stands.set(subscriptionId, status)
    const id = `evt_${this.events.length}`
    this.events.push({
      id,
      at: new Date(1_767_225_600_000),
      customerId: "cus_1",
      subscriptionId,
      kind: "subscriptionChanged",
    })
  }

  /** The newest event, or one of those before it. */
  delivery(back: number): Buffer {
    return Buffer.from(String(this.events.length - 1 - back))
  }

  /** The next answer of the slow one has left, but not arrived. */
  async nextLeft(): Promise<void> {
    this.#left = Promise.withResolvers<void>()
    await this.#left.promise
  }

  /** All answers on their way arrive. */
  release(): void {
    this.#released.resolve()
    this.#released = Promise.withResolvers<void>()
  }

  #stateOf(subscriptionId: string): SubscriptionState | null {
    const status = this.stands.get(subscriptionId)
    return status
      ? { subscriptionId, customerId: "cus_1", status, endsAt: null, resumesAt: null, asOf: new Date(0) }
      : null
  }
}

const billingOf = (system: BillingSystem) =>
  testBilling({ systemOf: async (_, mode) => (mode === "live" ? system : null), now: () => new Date() })

/** The next catch-up is not put off, though one was a moment ago. */
const catchUpNow = async (model: Model) => {
  await database.db.updateTable("billing_reading").set({ tried_at: null }).execute()
  return catchUp(database, billingOf(model.system), model.system, place)
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("change"), of: fc.nat(1), to: fc.constantFrom(...statuses) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("deliver"), back: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("ask") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("askSlowly") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("catchUp") }) },
)
/** What is told while an answer that does not hold it is on its way. */
const changedWhileAsked: Step[] = [
  { do: "change", of: 0, to: "active" },
  { do: "deliver", back: 0 },
  { do: "askSlowly" },
  { do: "change", of: 0, to: "ended" },
  { do: "deliver", back: 0 },
  { do: "release" },
]
type Step = { do: string; of?: number; to?: Status; back?: number }

test("any order, doubling and loss of events, and answers that come late, end in the same state", async () => {
  const isRandom = fc.asyncProperty(
    fc.array(step, { minLength: 4, maxLength: 30, size: "max" }),
    async (steps: Step[]) => {
      await clear()
      const model = new Model()
      const billing = billingOf(model.system)
      await catchUpNow(model)
      const slow: Promise<unknown>[] = []
      for (const { do: what, of = 0, to = "active", back = 0 } of steps) {
        if (what === "change") model.change(of, to)
        if (what === "deliver")
          await takeDelivery(database, billing, "stripe", place.workspaceId, {}, model.delivery(back))
        if (what === "catchUp") await catchUpNow(model)
        if (what === "release") {
          model.release()
          await Promise.all(slow.splice(0))
        }
        if (what === "ask") await askBilling(database, billing)
        if (what === "askSlowly") {
          const left = model.nextLeft()
          const asking = askForStates(database, billing, model.slowSystem, place)
          slow.push(asking)
          await Promise.race([left, asking])
        }
      }
      await catchUpNow(model)
      await askForStates(database, billing, model.system, place)
      // those on their way arrive last of all
      model.release()
      await Promise.all(slow)
      const stored = await database.db
        .selectFrom("billing_subscription")
        .select(["subscription_id", "status"])
        .execute()
      expect(new Map(stored.map(({ subscription_id, status }) => [subscription_id, status]))).toEqual(
        model.stands,
      )
      const events = await database.db.selectFrom("billing_event").select("id").execute()
      expect(new Set(events.map(({ id }) => id))).toEqual(new Set(model.events.map(({ id }) => id)))
      expect(events).toHaveLength(model.events.length)
    },
  )
  await fc.assert(isRandom, { numRuns: 100, examples: [[changedWhileAsked]] })
})

test("an answer that left before a newer one and comes after it changes nothing", async () => {
  const model = new Model()
  const billing = billingOf(model.system)
  const deliver = () => takeDelivery(database, billing, "stripe", place.workspaceId, {}, model.delivery(0))
  model.change(1, "active")
  await deliver()
  const left = model.nextLeft()
  const old = askForStates(database, billing, model.slowSystem, place)
  await left
  model.change(1, "ended")
  await deliver()
  expect(await askForStates(database, billing, model.system, place)).toBe(1)
  model.release()
  await old
  const { status } = await database.db
    .selectFrom("billing_subscription")
    .select("status")
    .executeTakeFirstOrThrow()
  expect(status).toBe("ended")
})
