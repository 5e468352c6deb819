import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import { prng } from "../../demo/prng.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import type { SubscriptionState } from "../billing-system.ts"
import { afterSaves } from "./after-saves.ts"
import { newSession } from "./testing/new-session.ts"
import { writeStates } from "./write-state.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const now = new Date("2026-11-01T12:00:00.000Z")
const hour = 3600 * 1000
const workspaceId = newId(now)
const place = { workspaceId, mode: "live" } as const
type Known = SubscriptionState & { source: "stripe" | "api" }

test("every save is followed as a look at each by itself follows it", async () => {
  const chance = prng(5)
  const id = (kind: string) => `${kind}_${chance.between(1, 12)}`
  // few hours, so that sessions of a customer fall together
  const at = () => new Date(now.getTime() - chance.between(0, 200) * 12 * hour)
  const sessions = Array.from({ length: 400 }, () => {
    const outcome = chance.pick(["saved", "abandoned", "canceled", "canceled"] as const)
    const createdAt = at()
    const subscriptionId = chance.chance(0.5) ? id("sub") : null
    return newSession(
      { workspaceId, customerId: id("cus"), subscriptionId, createdAt },
      {
        ...{ id: newId(createdAt), outcome, mode: chance.pick(["live", "live", "test"]) },
        ...{ save_type: outcome === "saved" ? "PAUSE" : outcome === "abandoned" ? "ABANDON" : null },
        bounced_by: chance.chance(0.1) ? workspaceId : null,
        ...(chance.chance(0.05) && { customer_id: null }),
      },
    )
  })
  // the id of a subscription is a customer's, where a company's own billing knows no other
  const known = new Map<string, Known>()
  for (let i = 0; i < 20; i++) {
    const subscriptionId = chance.chance(0.7) ? id("sub") : id("cus")
    known.set(subscriptionId, {
      ...{ subscriptionId, customerId: id("cus"), resumesAt: null, asOf: at() },
      ...(chance.chance(0.6)
        ? { status: "ended" as const, endsAt: at() }
        : { status: "active" as const, endsAt: null }),
      source: chance.pick(["stripe", "api"]),
    })
  }
  await pastTheLog(database, (trx) => trx.insertInto("session").values(sessions).execute())
  const read = new Date(now.getTime() - 20 * 24 * hour)
  for (const isTold of [false, true]) {
    if (isTold) {
      for (const { source, ...state } of known.values())
        await writeStates(database.db, place, source, [state])
      await database.db
        .insertInto("billing_reading")
        .values({ workspace_id: workspaceId, mode: "live", complete_until: read })
        .execute()
    }
    for (const filter of [place, { ...place, from: new Date(now.getTime() - 40 * 24 * hour) }]) {
      const asked = { held: true, startMonths: true, paid: false, offers: false }
      const { held } = await afterSaves(database.db, filter, now, asked)
      expect((await afterSaves(database.db, filter, now, { ...asked, offers: true })).held).toEqual(held)
      const lines = (held?.saves ?? []).map(
        ({ days, ended, startMonth, count }) => `${JSON.stringify([startMonth, days, ended])} ${count}`,
      )
      expect(lines.sort()).toEqual(
        naive(sessions, filter, isTold ? { known: [...known.values()], read } : null),
      )
    }
  }
})

/** @param told null where no billing tells */
function naive(
  sessions: readonly Stored[],
  filter: SessionFilter,
  told: { known: readonly Known[]; read: Date } | null,
): string[] {
  const valid = (session: Stored) => session.bounced_by === null
  const counts = new Map<string, number>()
  for (const save of naiveMatches(sessions, filter).filter(valid)) {
    if (save.outcome !== "saved" && save.outcome !== "abandoned") continue
    const words = (told?.known ?? []).filter(
      ({ subscriptionId, customerId }) =>
        [save.subscription_id, save.customer_id].includes(subscriptionId) ||
        (save.subscription_id === null && customerId === save.customer_id),
    )
    const hasEnded = words.length > 0 && words.every(({ status }) => status === "ended")
    const ends = hasEnded ? [Math.max(...words.map(({ endsAt }) => Number(endsAt)))] : []
    for (const later of naiveMatches(sessions, place).filter(valid))
      if (
        later.outcome === "canceled" &&
        later.customer_id === save.customer_id &&
        later.customer_id !== null &&
        later.created_at > save.created_at
      )
        ends.push(later.created_at.getTime())
    const until = words.map(({ source, asOf }) =>
      source === "stripe" ? Math.max(Number(asOf), Number(told?.read)) : Number(asOf),
    )
    const last = ends.length > 0 ? Math.min(...ends) : told === null ? now.getTime() : Math.max(...until)
    const days = Number.isFinite(last)
      ? Math.floor(Math.max(0, last - save.created_at.getTime()) / (24 * hour))
      : -1
    const key = JSON.stringify([naiveDimensions.startMonth(save), days, ends.length > 0])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return Array.from(counts, ([key, count]) => `${key} ${count}`).sort()
}
