import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import type { WeighedSession } from "../../session/read/list-sessions.ts"
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
import { listTexts } from "../list-texts.ts"
import { readPanels } from "../read-insights.ts"

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await makeWorld(database, [newId(worldNow), newId(worldNow)], 21)
  await publish()
  await buildBlocks(database, world)
  await changeWorld(database, world, 22)
}, 120_000)
afterAll(() => database.close())

/** One version of those that the sessions name is published here, and only in the first workspace. */
const publishedId = "flow-1"
const publishedReasons = ["choice-1", "never chosen"]
const pickable = "ten\r\nor less"
async function publish() {
  const choices = publishedReasons.map((guid) => ({
    ...{ guid, value: `Text of ${guid}`, offer: null },
    followup: {
      question: "?",
      options: [{ guid: "o", value: pickable }],
      freeformLabel: "",
      required: false,
    },
  }))
  await database.db
    .insertInto("blueprint")
    .values({
      ...{ workspace_id: world.workspaceIds[0] ?? "", id: publishedId, flow_id: "flow", version: 3 },
      ...{ name: "Primary Flow", published_at: worldNow },
      content: JSON.stringify({ steps: [{ stepType: "SURVEY", survey: { choices } }] }),
    })
    .execute()
}

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

const reasonOf = (session: Stored) => session.survey_choice_id ?? session.survey_choice_value ?? null
const sawSurvey = (session: Stored) =>
  reasonOf(session) !== null ||
  (JSON.parse(String(session.detail)).stepsViewed ?? []).some(
    (step: { stepType: string }) => step.stepType === "SURVEY",
  )

/** Session by session, written apart from how the page counts. */
function wasDisplayed(session: Stored, reason: string): boolean {
  if (reasonOf(session) === reason) return true
  if (!sawSurvey(session)) return false
  if (session.workspace_id === world.workspaceIds[0] && session.blueprint_id === publishedId)
    return publishedReasons.includes(reason)
  return world.sessions.some(
    (other) =>
      other.workspace_id === session.workspace_id &&
      other.mode === session.mode &&
      (other.blueprint_id ?? null) === (session.blueprint_id ?? null) &&
      reasonOf(other) === reason,
  )
}

const pickedIn = (session: Stored) => (session.workspace_id === world.workspaceIds[0] ? ["", pickable] : [""])
const isOwn = (session: Stored) =>
  session.followup_response != null && !pickedIn(session).includes(session.followup_response)

test("what the page says of reasons is what its sessions say one by one", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), async (filter) => {
      const { reasons } = await readPanels(database.db, ask(filter), ["reasons"])
      const valid = validAmong(filter)
      const all = new Set(
        [...publishedReasons, ...world.sessions.map(reasonOf)].filter((each) => each !== null),
      )
      const share = (sessions: readonly Stored[], reason: string) => [
        sessions.filter((session) => reasonOf(session) === reason).length,
        sessions.filter((session) => wasDisplayed(session, reason)).length,
      ]
      const shares = Array.from(all, (reason) => [reason, ...share(valid, reason)] as const)
      expect(
        reasons.rows.map((row) => JSON.stringify([row.reason, row.share.count, row.share.of])).sort(),
      ).toEqual(
        shares
          .filter(([, , of]) => of !== 0)
          .map((each) => JSON.stringify(each))
          .sort(),
      )
      for (const row of reasons.rows) {
        const chose = valid.filter((session) => reasonOf(session) === row.reason)
        const isLost = ({ outcome }: Stored) => outcome === "canceled"
        expect(row.saveRate).toMatchObject({
          count: chose.filter((each) => !isLost(each)).length,
          of: chose.length,
        })
        expect(row.texts).toBe(chose.filter((each) => each.feedback || isOwn(each)).length)
        const line = (kind: "kept" | "lost") =>
          row.value.flatMap((each) => (each[kind] > 0 ? [[each.currency, each[kind]]] : [])).sort()
        const naive = (sessions: Stored[]) =>
          naiveMonthly(sessions)
            .flatMap(({ currency, minor }) => (minor > 0 ? [[currency, minor]] : []))
            .sort()
        expect(line("kept")).toEqual(naive(chose.filter((each) => !isLost(each))))
        expect(line("lost")).toEqual(naive(chose.filter(isLost)))
        expect(row.trend.reduce((sum, each) => sum + each.share.of, 0)).toBe(row.share.of)
        expect(row.trend.reduce((sum, each) => sum + each.share.count, 0)).toBe(row.share.count)
      }
      const saw = valid.filter(sawSurvey)
      expect(reasons.unanswered).toMatchObject({
        count: saw.filter((session) => reasonOf(session) === null).length,
        of: saw.length,
      })
      const isOfAge = (value: string | null) => (session: Stored) =>
        value === (session.age_months == null ? null : String(Math.floor(session.age_months / 12)))
      const isOfPlan = (value: string | null) => (session: Stored) => (session.plan_id ?? null) === value
      for (const [breakdowns, isOf] of [
        [reasons.byPlan, isOfPlan],
        [reasons.byAge, isOfAge],
      ] as const) {
        expect(breakdowns.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(valid.length)
        for (const { value, sessions, reasons } of breakdowns) {
          const own = valid.filter(isOf(value))
          expect(sessions).toBe(own.length)
          for (const { reason, share: one } of reasons)
            expect([one.count, one.of]).toEqual(share(own, reason))
        }
      }
    }),
    { numRuns: 30, endOnFailure: true },
  )
})

test("every node and link of the response flow is its filter's sessions", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), async (filter) => {
      const { responseFlow } = await readPanels(database.db, ask(filter), ["responseFlow"])
      const valid = validAmong(filter)
      const nodes = new Map(responseFlow.nodes.map((node) => [node.id, node]))
      const has = (session: Stored, id: string) => {
        const { column, key, without } = nodes.get(id) ?? {}
        const answer = session.followup_response ?? null
        if (without) return !without.includes(answer)
        if (column === "reason") return reasonOf(session) === key
        return column === "followup" ? answer === key : session.outcome === key
      }
      for (const { id, sessions, without } of responseFlow.nodes) {
        expect(sessions).toBe(valid.filter((session) => has(session, id)).length)
        if (without) expect(sessions).toBe(valid.filter(isOwn).length)
      }
      for (const { from, to, sessions, value } of responseFlow.links) {
        const own = valid.filter((session) => has(session, from) && has(session, to))
        expect([sessions, value]).toEqual([own.length, naiveMonthly(own)])
      }
      const sum = (column: string) =>
        responseFlow.nodes
          .filter((node) => node.column === column)
          .reduce((all, { sessions }) => all + sessions, 0)
      expect([sum("reason"), sum("followup"), sum("outcome")]).toEqual([
        valid.length,
        valid.length,
        valid.length,
      ])
    }),
    { numRuns: 30, endOnFailure: true },
  )
})

test("the texts behind a reason are those that the panel counts, page by page", {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      filtersOver(world.workspaceIds, world.sessions),
      fc.constantFrom(...new Set(world.sessions.map(reasonOf)), null),
      fc.constantFrom(1, 3, 100),
      async (filter, reason, size) => {
        const behind = { ...filter, is: { ...filter.is, reason: [reason] } }
        const listed: string[] = []
        for (let after: Parameters<typeof listTexts>[2] = null; ; ) {
          const page: WeighedSession[] = await listTexts(database.db, behind, after, size, 1_000_000)
          listed.push(...page.map(({ id }) => id))
          const last = page.at(-1)
          if (!last || page.length < size) break
          after = { createdAt: last.created_at, id: last.id }
        }
        const naive = validAmong(behind).filter((each) => each.feedback || isOwn(each))
        expect(listed).toEqual(naive.map(({ id }) => id))
      },
    ),
    { numRuns: 30, endOnFailure: true },
  )
})
