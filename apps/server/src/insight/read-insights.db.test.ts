import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../db/new-id.ts"
import { listAll } from "../session/testing/agree.ts"
import { buildBlocks, changeWorld, worldNow } from "../session/testing/random-world.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { type InsightQuestion, readInsights } from "./read-insights.ts"
import { figuresIn } from "./testing/figures-in.ts"
import { naiveInsights } from "./testing/naive-insights.ts"
import { questionsOver } from "./testing/random-questions.ts"
import { makeTroubledWorld, published, type TroubledWorld } from "./testing/troubled-world.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const pageSize = 50
/** Each time that all are asked. `HOLDFAST_PROPERTY_RUNS` asks for more of them. */
const questions = Math.ceil(Number(process.env.HOLDFAST_PROPERTY_RUNS ?? 180) / 3)

async function check(world: TroubledWorld, question: InsightQuestion): Promise<number> {
  const answer = await readInsights(database.db, question)
  const ids = new Set(await listAll(database.db, question.filter, pageSize))
  const listed = world.sessions.filter(({ id }) => ids.has(id))
  expect(listed.length).toBe(ids.size)
  const naive = naiveInsights(
    world,
    question,
    listed,
    new Date(answer.asOf),
    answer.change === null ? null : answer.change.by,
  )
  expect(figuresIn(answer)).toEqual(naive)
  return answer.headline.now.sessions
}

test("every figure of every panel is what a look at each listed session says, in blocks, beside them and after changes", {
  timeout: 900_000,
}, async () => {
  const world = await makeTroubledWorld(database, [newId(worldNow), newId(worldNow)], 31)
  let [asked, answered] = [0, 0]
  const run = () =>
    fc.assert(
      fc.asyncProperty(questionsOver(world), async (question) => {
        asked++
        if ((await check(world, question)) > 0) answered++
      }),
      { numRuns: questions, endOnFailure: true },
    )
  const [workspaceId = ""] = world.workspaceIds
  // by one published reason alone: which others were displayed to these sessions, the whole workspace tells
  const chosen = { workspaceId, mode: "live" as const, is: { reason: published.reasons.slice(0, 1) } }
  await check(world, { filter: chosen, comparison: null, timeZone: "UTC" })
  await run()
  await buildBlocks(database, world)
  await run()
  await changeWorld(database, world, 32)
  await run()
  // questions about nothing would agree whatever is counted
  expect(answered / asked).toBeGreaterThan(0.5)
})
