import { type RecordedRun, readChunk } from "@holdfast/protocol/recording"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { findBlueprint } from "../flow/blueprints.ts"
import { readRecordedRun } from "../recording/read-recorded-run.ts"
import { factsOf } from "../session/session-row.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { demoLog } from "./demo-log.ts"
import { seedDemo } from "./seed-demo.ts"
import { writeDemoRecordings } from "./write-demo-recordings.ts"

let server: TestApp
let shop: TestWorkspace
let written = 0
const now = new Date("2026-11-01T12:00:00.000Z")
const playerBuild = "0123456789abcdef0123456789abcdef"

beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Demo")
  await seedDemo(server.database, shop.id, { now, sessions: 1_200 }, async (trx) => {
    written = await writeDemoRecordings(trx, shop.id, { secret: server.secret, playerBuild })
  })
})
afterAll(() => server.close())

const db = () => server.database.db
const readRun = async (which: ReturnType<typeof sql<boolean>>): Promise<RecordedRun> => {
  const found = await readRecordedRun(db(), server.recordings, shop.id, which)
  if (found.kind !== "found") throw new Error(`The run is ${found.kind}`)
  return found.run
}

test("the newest sessions of the demo can be watched once the job has put their recordings away", async () => {
  expect(written).toBeGreaterThan(200)
  expect(await server.recordings.finish(shop.id, now)).toEqual({ finished: written, errors: [] })
  const { rows } = await sql<{ state: string; count: number }>`
    select recording_state as state, count(*)::integer as count from session
    where workspace_id = ${shop.id} and recording_state is not null group by 1`.execute(db())
  expect(rows).toEqual([{ state: "available", count: written }])
  const run = await readRun(
    sql<boolean>`recording_state = 'available' and outcome = 'canceled' and feedback is not null`,
  )
  expect(run.log?.head).toMatchObject({ build: playerBuild, uiLang: "en" })
  expect(run.transcript.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Picked “/),
      expect.stringMatching(/^Wrote/),
      "Pressed the button that cancels",
      "Closed the flow",
    ]),
  )
})

test("each log is one that the widget could have sent: taken by the reader, with the screens, answers and end of its session", async () => {
  const sessions = await db()
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", shop.id)
    .where("outcome", "<>", "open")
    .execute()
  let logs = 0
  for (const session of sessions) {
    const blueprint = session.blueprint_id && (await findBlueprint(db(), shop.id, session.blueprint_id))
    const facts = factsOf(session)
    const moves = blueprint && demoLog(facts, blueprint.content, session.created_at.getTime())
    if (!moves) continue
    logs++
    const caller = { app: "app", customerId: "cus_1", run: "0198c3a0-0000-7000-8000-000000000001" }
    expect(readChunk({ ...caller, index: 1, moves })).toHaveProperty("chunk")
    const screens = moves.flatMap((move) => (move[1] === "screen" ? [move[2]] : []))
    expect(screens).toEqual(facts.stepsViewed?.map(({ guid }) => guid))
    const written = moves.flatMap((move) => (move[1] === "typed" && move[2] === "feedback" ? [move[3]] : []))
    expect(written.at(-1)).toBe(facts.feedback?.length)
    const decision = moves.find((move) => move[1] === "decision")?.[2] ?? null
    const wanted = { canceled: /^canceled/, saved: /^accepted$/ }[session.outcome as string]
    if (wanted) expect(decision).toMatch(wanted)
    else expect(decision).toBeNull()
    expect(moves.filter(([, kind]) => kind === "declined")).toHaveLength(
      facts.presentedOffers?.filter(({ declinedAt }) => declinedAt).length ?? 0,
    )
  }
  expect(logs).toBeGreaterThan(800)
})
