import { afterAll, beforeAll, expect, test } from "vitest"
import type { Cursor } from "../../db/cursor.ts"
import { newId } from "../../db/new-id.ts"
import { prng } from "../../demo/prng.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { updateFacetBlocks } from "../count/facet-blocks/update-facet-blocks.ts"
import { naiveMatches, type Stored } from "../testing/naive-sessions.ts"
import { randomSession } from "../testing/random-sessions.ts"
import { listSessions } from "./list-sessions.ts"
import { type SessionFilter, searchScopes } from "./session-filter.ts"

/** Searches over more sessions than are walked through: every way to find the rest is taken. */
const now = new Date("2026-11-01T12:00:00.000Z")
const times = { from: now.getTime() - 700 * 24 * 3600 * 1000, to: now.getTime() }
const workspaceId = newId(now)

const letters = prng(3)
/** Ten thousand letters, with nearly as many trigrams. */
const longText = Array.from({ length: 10_000 }, () => String.fromCharCode(letters.between(97, 122))).join("")

let database: TestDatabase
let sessions: Stored[]

/** Texts that only sessions of the first 400 days have: most of them, some, and one. */
function withOldTexts(session: Stored, i: number): Stored {
  const isOld = session.created_at.getTime() < times.from + 400 * 24 * 3600 * 1000
  if (!isOld) return { ...session, feedback: null, search_text: "somebody@example.com" }
  const feedback = i % 10 > 0 ? "The reason that was offered last year" : i % 20 > 0 ? "§" : null
  return { ...session, customer_email: null, feedback, search_text: feedback?.toLowerCase() ?? "" }
}

beforeAll(async () => {
  database = await testDatabase()
  const chance = prng(5)
  const made = Array.from({ length: 9000 }, () => ({
    ...randomSession(chance, workspaceId, times),
    mode: "live" as const,
    customer_id: null,
    survey_choice_value: null,
    followup_question: null,
    followup_response: null,
    customer_email: "somebody@example.com",
  }))
  sessions = made.map(withOldTexts)
  const first = sessions.find(({ search_text }) => search_text === "")
  if (first) Object.assign(first, { feedback: "¿!", search_text: "¿!" })
  for (let i = 0; i < sessions.length; i += 1000) {
    await pastTheLog(database, (trx) =>
      trx
        .insertInto("session")
        .values(sessions.slice(i, i + 1000))
        .execute(),
    )
  }
})
afterAll(() => database.close())

/** Pages of `size` from the newest on, and from the middle. */
async function expectPages(filter: Partial<SessionFilter> & { search: string }): Promise<number> {
  const where = { workspaceId, mode: "live", ...filter } as const
  const expected = naiveMatches(sessions, where)
  const middle = expected[Math.floor(expected.length / 2)]
  const cursors: (Cursor | null)[] = [
    null,
    ...(middle ? [{ createdAt: middle.created_at, id: middle.id }] : []),
  ]
  for (const before of cursors) {
    const start = before ? expected.findIndex(({ id }) => id === before.id) + 1 : 0
    for (const searchScope of searchScopes) {
      const page = await listSessions(database.db, { ...where, searchScope }, before, 11)
      expect(page.map(({ id }) => id)).toEqual(expected.slice(start, start + 11).map(({ id }) => id))
    }
  }
  return expected.length
}

for (const stage of ["without blocks", "with blocks"]) {
  test(`a search finds what is far back, ${stage}`, async () => {
    if (stage === "with blocks") {
      const sizes = { block: 1000, fewestInGap: 100, fewestInNewest: 100 }
      expect(await updateFacetBlocks(database, workspaceId, now, sizes)).toBe(9)
    }
    // by spans of time, as thousands have it; by trigrams; by one- and two-character pieces; not at all
    expect(await expectPages({ search: "REASON that was" })).toBeGreaterThan(3000)
    expect(await expectPages({ search: "offered", is: { planId: ["price_1"] } })).toBeGreaterThan(500)
    expect(await expectPages({ search: "nobody wrote this" })).toBe(0)
    // its pieces are there, in another order
    expect(await expectPages({ search: "offered reason last was" })).toBe(0)
    expect(await expectPages({ search: "t y" })).toBeGreaterThan(3000)
    expect(await expectPages({ search: "on that w" })).toBeGreaterThan(3000)
    expect(await expectPages({ search: "r?" })).toBe(0)
    expect(await expectPages({ search: longText })).toBe(0)
    expect(await expectPages({ search: "§" })).toBeGreaterThan(100)
    expect(await expectPages({ search: "¿!" })).toBe(1)
    expect(await expectPages({ search: "~" })).toBe(0)
    expect(await expectPages({ search: "y@" })).toBeGreaterThan(3000)
    expect(await expectPages({ search: "", from: new Date(times.from) })).toBe(9000)
    const year = new Date(times.from + 365 * 24 * 3600 * 1000)
    expect(await expectPages({ search: "last year", to: year })).toBeGreaterThan(3000)
    expect(await expectPages({ search: "last year", from: year })).toBeGreaterThan(100)
    // few besides the search
    expect(
      await expectPages({ search: "e", is: { planId: ["price_1"], offerType: ["PAUSE"] } }),
    ).toBeGreaterThan(50)
  })
}

test("a text that few sessions have is found, and theirs alone, however many others have it", async () => {
  const own = newId(now)
  const oldOnes = [newId(now), newId(now)]
  const session = (id: string, of: string, at: number, search_text: string) => ({
    ...randomSession(prng(7), of, times),
    ...{ id, workspace_id: of, mode: "live" as const, search_text, created_at: new Date(at) },
    ...{ client_key: null, foreign_id: null },
  })
  const rows = [
    ...oldOnes.map((id, i) => session(id, own, times.from + i, "the zephyr of old")),
    // more than are walked through
    ...Array.from({ length: 2500 }, (_, i) => session(newId(now), own, times.to - i * 1000, "nothing")),
    ...Array.from({ length: 3500 }, (_, i) => session(newId(now), newId(now), times.to - i, "the zephyr")),
  ]
  for (let i = 0; i < rows.length; i += 1000) {
    await pastTheLog(database, (trx) =>
      trx
        .insertInto("session")
        .values(rows.slice(i, i + 1000))
        .execute(),
    )
  }
  for (const search of ["the zephyr", "zephyr of"]) {
    for (const searchScope of searchScopes) {
      const filter = { workspaceId: own, mode: "live", search, searchScope } as const
      const page = await listSessions(database.db, filter, null, 11)
      expect(page.map(({ id }) => id)).toEqual(oldOnes.toReversed())
    }
  }
})
