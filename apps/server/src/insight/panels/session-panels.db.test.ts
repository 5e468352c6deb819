import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { naiveMatches, naiveOfferWords, type Stored } from "../../session/testing/naive-sessions.ts"
import { filtersOver } from "../../session/testing/random-filters.ts"
import {
  buildBlocks,
  changeWorld,
  makeWorld,
  type World,
  worldNow,
} from "../../session/testing/random-world.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { readPanels } from "../read-insights.ts"

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database, [newId(worldNow), newId(worldNow)], 21)
  await buildBlocks(database, world)
  await changeWorld(database, world, 22)
}, 120_000)
afterAll(() => database.close())

const validAmong = (filter: SessionFilter): Stored[] =>
  naiveMatches(world.sessions, filter).filter(
    ({ outcome, bounced_by }) => outcome !== "open" && bounced_by === null,
  )

/** Of each currency what sessions are worth by the month, as an exact fraction over 12 × 365 × 100 × 6. */
function naiveMonthly(sessions: readonly Stored[]): { currency: string; minor: number }[] {
  const sums = new Map<string, number>()
  for (const session of sessions) {
    const { plan_price: price, currency, billing_interval: interval, detail } = session
    if (price == null || price >= 1e15 || !currency || !interval) continue
    const quantity = JSON.parse(String(detail)).customer?.itemQuantity ?? 1
    const months = (interval === "YEAR" ? 12 : 1) * Math.max(1, session.billing_interval_count ?? 1)
    const code = currency.toLowerCase()
    // months divide 36, so this is a whole number of parts of a minor unit
    sums.set(code, (sums.get(code) ?? 0) + price * quantity * (36 / months))
  }
  return Array.from(sums, ([currency, sum]) => ({ currency, minor: Math.floor(sum / 36 + 0.5) })).sort(
    (a, b) => b.minor - a.minor || (a.currency < b.currency ? -1 : 1),
  )
}

const ask = (filter: SessionFilter) => ({ filter, comparison: null, timeZone: "Europe/Paris" })

test("what the page says of offers is what its sessions say one by one", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), async (filter) => {
      const { offers } = await readPanels(database.db, ask(filter), ["offers"])
      const did = validAmong(filter).map((session) => ({ session, words: naiveOfferWords(session) }))
      const keys = new Set(did.flatMap(({ words }) => words.map((word) => word.replace(/^\w+:/, ""))))
      expect(new Set(offers.map(({ guid, offerType }) => guid ?? offerType))).toEqual(keys)
      for (const row of offers) {
        const key = row.guid ?? row.offerType
        const ended = (end: string) => did.filter(({ words }) => words.includes(`${end}:${key}`))
        const accepted = ended("accepted").map(({ session }) => session)
        const shown = accepted.length + ended("declined").length + ended("ignored").length
        expect(row).toMatchObject({
          ...{ shown, accepted: accepted.length },
          ...{ declined: ended("declined").length, ignored: ended("ignored").length },
          acceptance: { count: accepted.length, of: shown },
          kept: naiveMonthly(accepted.filter(({ outcome }) => outcome !== "canceled")),
        })
        expect(row.versions.reduce((sum, version) => sum + version.shown, 0)).toBe(shown)
        for (const { blueprintId, shown, accepted: taken } of row.versions) {
          const ofIt = did.filter(({ session }) => (session.blueprint_id ?? null) === blueprintId)
          expect(shown).toBe(
            ofIt.filter(({ words }) => words.some((word) => word.endsWith(`:${key}`))).length,
          )
          expect(taken).toBe(ofIt.filter(({ words }) => words.includes(`accepted:${key}`)).length)
        }
      }
    }),
    { numRuns: 40, endOnFailure: true },
  )
})
