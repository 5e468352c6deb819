import type { OfferType } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { prng } from "../../demo/prng.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { databaseOfTest } from "../../testing/test-database.ts"
import type { BillingEvent, SubscriptionState } from "../billing-system.ts"
import { afterSaves } from "./after-saves.ts"
import type { Aftermath } from "./offer-aftermath.ts"
import { takeEvents } from "./take-events.ts"
import { daysAgo, fewCustomers, isAbout, now, place } from "./testing/few-customers.ts"
import { writeStates } from "./write-state.ts"

interface Offer {
  guid: string | null
  type: OfferType
  ended: "accepted" | "declined"
}

/** Sessions, offers, subscriptions and invoices of few customers, so that they fall together in every way. */
function makeWorld() {
  const chance = prng(9)
  const { id, at, session } = fewCustomers(chance, 10)
  const sessions = Array.from({ length: 300 }, () =>
    session(chance.pick(["saved", "saved", "abandoned", "canceled"]), 0.4),
  )
  const offers = new Map(
    sessions.map((session) => [
      session.id,
      Array.from({ length: chance.between(0, 3) }, (): Offer => {
        const type = chance.pick(["DISCOUNT", "DISCOUNT", "PAUSE"] as const)
        const guid = chance.chance(0.8) ? `${type} ${chance.between(1, 3)}` : null
        return { type, guid, ended: chance.pick(["accepted", "declined"]) }
      }),
    ]),
  )
  const states = Array.from(
    { length: 10 },
    (_, n): SubscriptionState => ({
      ...{ subscriptionId: `sub_${n + 1}`, customerId: id("cus"), resumesAt: null, asOf: now },
      ...(chance.chance(0.6) ? { status: "ended", endsAt: at() } : { status: "active", endsAt: null }),
    }),
  )
  const events = Array.from({ length: 200 }, (_, n): BillingEvent & { kind: "invoicePaid" } => {
    const customerId = id("cus")
    return {
      ...{ id: `evt_${n}`, at: at(), customerId, kind: "invoicePaid", amountMinor: 2000 },
      subscriptionId: chance.pick([null, id("sub"), id("sub"), customerId]),
      ...{ currency: chance.pick(["usd", "eur"]), discountMinor: chance.pick([null, 0, 100 + n]) },
    }
  })
  return { sessions, offers, states, events }
}

type World = ReturnType<typeof makeWorld>

const keysOf = (offers: readonly Offer[], type?: OfferType) =>
  new Set(
    offers
      .filter((offer) => offer.ended === "accepted" && (!type || offer.type === type))
      .flatMap(({ guid, type }) => (guid === null ? [type] : [guid, type])),
  )

/** What a look at each session and each invoice by itself says. */
function naiveAftermath({ sessions, offers, states, events }: World, filter: SessionFilter) {
  const found = new Map<string, Aftermath>()
  const of = (key: string) => {
    const known = found.get(key) ?? { followed: 0, ended: 0, given: [] }
    found.set(key, known)
    return known
  }
  const matching = new Set(naiveMatches(sessions, filter).map(({ id }) => id))
  const valid = sessions.filter(({ mode, bounced_by }) => mode === "live" && bounced_by === null)
  const before = (a: Stored, b: Stored) =>
    a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1)
  for (const save of valid.filter(({ id, outcome }) => matching.has(id) && outcome !== "canceled")) {
    const own = states.filter((state) => isAbout(save, state))
    const hasLeft = valid.some(
      ({ outcome, customer_id, created_at }) =>
        outcome === "canceled" &&
        customer_id !== null &&
        customer_id === save.customer_id &&
        created_at > save.created_at,
    )
    const hasEnded = own.length > 0 && own.every(({ status }) => status === "ended")
    if (own.length === 0 && !hasLeft) continue
    for (const key of keysOf(offers.get(save.id) ?? [])) {
      of(key).followed++
      if (hasEnded || hasLeft) of(key).ended++
    }
  }
  const discounted = valid.filter(({ id }) => keysOf(offers.get(id) ?? [], "DISCOUNT").size > 0)
  for (const { customerId, subscriptionId, at, currency, discountMinor } of events) {
    if (!discountMinor) continue
    const last = discounted
      .filter(
        ({ customer_id, created_at, subscription_id: sub }) =>
          customer_id === customerId &&
          created_at < at &&
          (sub == null || subscriptionId === null || [sub, customerId].includes(subscriptionId)),
      )
      .sort(before)
      .at(-1)
    if (!last || !matching.has(last.id)) continue
    for (const key of keysOf(offers.get(last.id) ?? [], "DISCOUNT")) {
      const { given } = of(key)
      const row = given.find((each) => each.currency === currency)
      if (row) row.minor += discountMinor
      else given.push({ currency, minor: discountMinor })
    }
  }
  return found
}

const sorted = (aftermaths: ReadonlyMap<string, Aftermath> | null) =>
  Array.from(aftermaths ?? [], ([key, { given, ...rest }]) => ({
    key,
    ...rest,
    given: given.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  })).sort((a, b) => (a.key < b.key ? -1 : 1))

test("what discounts took off and who left later is what a look at each session and invoice says", async () => {
  const database = await databaseOfTest()
  const world = makeWorld()
  await pastTheLog(database, async (trx) => {
    await trx.insertInto("session").values(world.sessions).execute()
    await trx.deleteFrom("session_offer").execute()
    const rows = [...world.offers].flatMap(([session_id, offers]) =>
      offers.map(({ guid, type, ended }, position) => ({
        ...{ workspace_id: place.workspaceId, session_id, position, guid, offer_type: type, ended },
        ...{ custom_offer_type: null, choice_guid: null, option_guid: null, blueprint_id: null },
        ...{ is_stacked: false, presented_at: null, accepted_at: null, declined_at: null },
      })),
    )
    await trx.insertInto("session_offer").values(rows).execute()
  })
  const aftermaths = async (filter: SessionFilter, held: boolean) =>
    (await afterSaves(database.db, filter, now, { held, startMonths: held, paid: held, offers: true }))
      .aftermaths
  expect(await aftermaths(place, false)).toBe(null)
  await writeStates(database.db, place, "stripe", world.states)
  await takeEvents(database.db, place, "stripe", world.events, now)
  const middle = daysAgo(50)
  const filters: SessionFilter[] = [
    place,
    { ...place, from: middle },
    { ...place, to: middle },
    { ...place, is: { outcome: ["saved"] } },
  ]
  for (const filter of filters) {
    const naive = naiveAftermath(world, filter)
    expect(naive.get("DISCOUNT")?.given.length).toBe(2)
    expect(naive.get("PAUSE")?.ended).toBeGreaterThan(3)
    for (const held of [false, true]) expect(sorted(await aftermaths(filter, held))).toEqual(sorted(naive))
  }
})
