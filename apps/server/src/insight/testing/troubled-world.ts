import type { EndedBy } from "../../billing/billing-system.ts"
import { takeEvents } from "../../billing/events/take-events.ts"
import { writeStates } from "../../billing/events/write-state.ts"
import type { Database } from "../../db/database.ts"
import { newId } from "../../db/new-id.ts"
import { type Prng, prng } from "../../demo/prng.ts"
import { detailOf, type Stored } from "../../session/testing/naive-sessions.ts"
import { makeWorld, type World, worldNow, worldZones } from "../../session/testing/random-world.ts"
import type { ToldBilling } from "./naive-held.ts"

const dayMs = 24 * 3600 * 1000

/** One version of those that the sessions name is published here, and only in the first workspace. */
export const published = {
  id: "flow-1",
  reasons: ["choice-1", "never chosen"],
  /** What can be picked as the answer to a follow-up question. */
  pickable: "ten\r\nor less",
}

/** Sessions with every kind of trouble, a billing that tells of the first workspace alone, and a published version there. */
export interface TroubledWorld extends World {
  billing: ToldBilling
}

/** Zones of half an hour and of three quarters, and summer times that begin at midnight. */
export const troubledZones = [...worldZones, "Asia/Kolkata", "Africa/Cairo", "America/St_Johns"] as const

/** Where clocks change: New York, Cairo at midnight, Lord Howe by half an hour. */
export const clockChanges = [
  ...["2026-03-08T07:00:00Z", "2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"],
  ...["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"],
].map((at) => new Date(at))

export async function makeTroubledWorld(
  database: Pick<Database, "db">,
  workspaceIds: readonly [string, string],
  seed: number,
): Promise<TroubledWorld> {
  const world = await makeWorld(database, workspaceIds, seed, troubled)
  await publish(database, workspaceIds[0])
  return { ...world, billing: await tellBilling(database, workspaceIds[0], prng(seed + 1)) }
}

const trouble = {
  currencies: [null, "usd", "USD", "eur", "kwd", "BHD", "JPY"],
  prices: [null, 0, 1, 2900, 49_900.5, 333.33, 1e12, 999_999_999_999.99, 1e15],
  intervals: [null, "DAY", "WEEK", "MONTH", "YEAR"] as const,
  intervalCounts: [null, 1, 2, 3, 7],
  quantities: [null, 0, 1, 3, 1000],
}

function troubled(session: Stored, chance: Prng): Stored {
  const at = chance.chance(0.15)
    ? new Date(
        chance.pick(clockChanges).getTime() + chance.between(-4, 4) * (dayMs / 48) - chance.between(0, 1),
      )
    : session.created_at
  const { customer, ...detail } = detailOf(session)
  return {
    ...session,
    id: newId(at),
    created_at: at,
    plan_price: chance.pick(trouble.prices),
    currency: chance.pick(trouble.currencies),
    billing_interval: chance.pick(trouble.intervals),
    billing_interval_count: chance.pick(trouble.intervalCounts),
    detail: JSON.stringify({
      ...detail,
      customer: { ...customer, itemQuantity: chance.pick(trouble.quantities) },
    }),
    subscription_id: chance.chance(0.5) ? `sub_${chance.between(1, 40)}` : null,
    ...(chance.chance(0.03) && { customer_id: null }),
  }
}

async function publish({ db }: Pick<Database, "db">, workspaceId: string): Promise<void> {
  const choices = published.reasons.map((guid) => ({
    ...{ guid, value: `Text of ${guid}`, offer: null },
    followup: {
      ...{ question: "?", freeformLabel: "", required: false },
      options: [{ guid: "option", value: published.pickable }],
    },
  }))
  await db
    .insertInto("blueprint")
    .values({
      ...{ workspace_id: workspaceId, id: published.id, flow_id: "flow", version: 3 },
      ...{ name: "Primary Flow", published_at: worldNow },
      content: JSON.stringify({ steps: [{ stepType: "SURVEY", survey: { choices } }] }),
    })
    .execute()
}

async function tellBilling(
  { db }: Pick<Database, "db">,
  workspaceId: string,
  chance: Prng,
): Promise<ToldBilling> {
  const place = { workspaceId, mode: "live" as const }
  const at = () => new Date(worldNow.getTime() - chance.between(0, 800) * (dayMs / 2))
  const states = Array.from({ length: 40 }, (_, i): ToldBilling["states"][number] => ({
    // a company's own billing may know a subscription by nothing but its customer
    subscriptionId: chance.chance(0.8) ? `sub_${i + 1}` : `cus_${i + 1}`,
    customerId: `cus_${chance.between(1, 50)}`,
    ...{ resumesAt: null, asOf: at(), source: chance.pick(["stripe", "api"] as const) },
    ...(chance.chance(0.6)
      ? { status: "ended", endsAt: at(), endedBy: chance.pick([null, "customer", "unpaid"] as const) }
      : { status: "active", endsAt: null }),
    decidedAt: chance.chance(0.5) ? at() : null,
  }))
  for (const { source, ...state } of states) await writeStates(db, place, source, [state])
  const readUntil = new Date(worldNow.getTime() - 20 * dayMs)
  await db
    .insertInto("billing_reading")
    .values({ workspace_id: workspaceId, mode: place.mode, complete_until: readUntil })
    .execute()
  const paid = Array.from({ length: 120 }, (_, i) => ({
    ...{ id: `invoice ${i}`, kind: "invoicePaid" as const, subscriptionId: null, at: at() },
    ...{ customerId: `cus_${chance.between(1, 60)}`, amountMinor: chance.pick([0, 2900, 1e12]) },
    currency: chance.pick(["usd", "kwd", "jpy"]),
  }))
  await takeEvents(db, place, "api", paid, worldNow)
  return { ...place, states, readUntil, paid }
}

/** What the billing told of a workspace up to now, as the table has it. */
export async function readTold({ db }: Pick<Database, "db">, workspaceId: string): Promise<ToldBilling> {
  const place = { workspaceId, mode: "live" as const }
  const states = await db
    .selectFrom("billing_subscription")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", place.mode)
    .execute()
  const paid = await db
    .selectFrom("billing_event")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", place.mode)
    .where("kind", "=", "invoicePaid")
    .execute()
  const { complete_until } = await db
    .selectFrom("billing_reading")
    .select("complete_until")
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", place.mode)
    .executeTakeFirstOrThrow()
  return {
    ...place,
    states: states.map((row) => ({
      ...{ subscriptionId: row.subscription_id, customerId: row.customer_id, resumesAt: row.resumes_at },
      ...{ status: row.status as "active" | "ended", endsAt: row.ends_at, decidedAt: row.decided_at },
      ...{ endedBy: row.ended_by as EndedBy, asOf: row.as_of ?? new Date(0) },
      source: row.source as "stripe" | "api",
    })),
    readUntil: complete_until ?? new Date(0),
    paid: paid.map((row) => ({
      ...{ customerId: row.customer_id, at: row.happened_at },
      ...{ amountMinor: Number(row.amount_minor), currency: row.currency ?? "" },
    })),
  }
}
