import { expect, test } from "vitest"
import { prng } from "../../demo/prng.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { naiveMatches, type Stored } from "../../session/testing/naive-sessions.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { naiveDimensions } from "../../testing/naive-filter.ts"
import { databaseOfTest } from "../../testing/test-database.ts"
import type { SubscriptionState } from "../billing-system.ts"
import { afterSaves } from "./after-saves.ts"
import { daysAgo, fewCustomers, isAbout, now, place } from "./testing/few-customers.ts"
import { writeStates } from "./write-state.ts"

const dayMs = 24 * 3600 * 1000

type Known = SubscriptionState & { source: "stripe" | "api" }

test("every save is followed as a look at each by itself follows it", async () => {
  const database = await databaseOfTest()
  const chance = prng(5)
  const { id, at, session } = fewCustomers(chance, 12)
  const sessions = Array.from({ length: 400 }, () =>
    session(chance.pick(["saved", "abandoned", "canceled", "canceled"]), 0.5),
  )
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
  const read = daysAgo(20)
  for (const isTold of [false, true]) {
    if (isTold) {
      for (const { source, ...state } of known.values())
        await writeStates(database.db, place, source, [state])
      await database.db
        .insertInto("billing_reading")
        .values({ workspace_id: place.workspaceId, mode: "live", complete_until: read })
        .execute()
    }
    for (const filter of [place, { ...place, from: daysAgo(40) }]) {
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
    const words = (told?.known ?? []).filter((state) => isAbout(save, state))
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
      ? Math.floor(Math.max(0, last - save.created_at.getTime()) / dayMs)
      : -1
    const key = JSON.stringify([naiveDimensions.startMonth(save), days, ends.length > 0])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return Array.from(counts, ([key, count]) => `${key} ${count}`).sort()
}
