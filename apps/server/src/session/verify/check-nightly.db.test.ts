import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorkspace, newWorkspace } from "../../account/workspaces.ts"
import { newId } from "../../db/new-id.ts"
import { makeTroubledWorld } from "../../insight/testing/troubled-world.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { countSessions } from "../count/count-sessions.ts"
import { buildBlocks, changeWorld, type World, worldNow } from "../testing/random-world.ts"
import { checkNightly } from "./check-nightly.ts"
import { readFigureCheck } from "./read-figure-check.ts"

let database: TestDatabase
let world: World
let workspaceId: string
beforeAll(async () => {
  database = await testDatabase()
  const workspace = newWorkspace("Shop", worldNow)
  workspaceId = workspace.id
  await createWorkspace(database.db, workspace, worldNow)
  await database.db
    .updateTable("workspace")
    .set({ time_zone: "Asia/Kathmandu" })
    .where("id", "=", workspaceId)
    .execute()
  world = await makeTroubledWorld(database, [workspaceId, newId(worldNow)], 51)
  await buildBlocks(database, world)
  await changeWorld(database, world, 52)
  await buildBlocks(database, world)
}, 120_000)
afterAll(() => database.close())

const check = (at: string) => checkNightly(database.db, workspaceId, new Date(at))
const told = () => readFigureCheck(database.db, workspaceId)
const query = (sql: string) => database.pool.query(sql, [workspaceId])
const aBlock = `(select id from facet_block where workspace_id = $1 and mode = 'live' order by id limit 1)`
const countVip = () => countSessions(database.db, { workspaceId, mode: "live", is: { segmentId: ["vip"] } })

test("a night finds no difference over sessions with every kind of trouble, once and by one server", async () => {
  expect(await told()).toBeNull()
  // the workspace was made at noon: a quarter to three is no night yet
  expect(await check("2026-11-01T21:00:00Z")).toBeNull()
  const night = "2026-11-01T21:15:00Z"
  const both = await Promise.all([check(night), check(night)])
  const [found] = both.filter((each) => each !== null)
  expect(both).toContain(null)
  expect(found?.blocks).toBeGreaterThan(5)
  expect(found?.differing).toBe(0)
  expect(await check("2026-11-01T21:59:00Z")).toBeNull()
  expect(await told()).toEqual({
    ...{ checkedAt: "2026-11-01T21:15:00.000Z", blocks: found?.blocks, differing: 0, differences: [] },
  })
})

test("a server that never runs at night looks after two days", async () => {
  expect(await check("2026-11-03T12:00:00Z")).toBeNull()
  expect(await check("2026-11-03T20:20:00Z")).toMatchObject({ differing: 0 })
})

test("a block that differs goes out of use at once, and is told with since when it did, also when it is gone", async () => {
  const right = await countVip()
  await query(
    `update facet_codes set codes = overlay(codes placing '\\x01' from 1 for 1), counts[1] = counts[1] + 7
     where workspace_id = $1 and block_id = ${aBlock} and dimension = 'segmentId'`,
  )
  await query(
    `update facet_bits set bits = ~bits where workspace_id = $1 and block_id = ${aBlock} and dimension = 'segmentId'`,
  )
  expect(await countVip()).not.toBe(right)
  const first = "2026-11-04T21:20:00.000Z"
  const found = await check(first)
  expect(found?.differing).toBeGreaterThan(1)
  expect(await countVip()).toBe(right)
  const { differences = [] } = (await told()) ?? {}
  expect(differences).toHaveLength(found?.differing ?? 0)
  for (const difference of differences)
    expect(difference).toEqual({
      place: expect.stringMatching(/^block .* of mode live, /),
      what: expect.stringMatching(/of segmentId/),
      ...{ since: first, goneAt: null, isOutOfUse: true },
    })
  const second = "2026-11-05T21:20:00.000Z"
  expect(await check(second)).toMatchObject({ differing: 0 })
  expect((await told())?.differences).toEqual(differences.map((each) => ({ ...each, goneAt: second })))
  await check("2026-12-04T21:20:00.000Z")
  expect((await told())?.differences).toHaveLength(differences.length)
  await check("2026-12-05T21:20:00.000Z")
  expect((await told())?.differences).toEqual([])
})

test("offers that differ are told as long as they do, with since when", async () => {
  await query(
    `update session_offer set guid = 'planted' where workspace_id = $1 and (session_id, position) =
     (select session_id, position from session_offer where workspace_id = $1 order by session_id limit 1)`,
  )
  const [first, second] = ["2026-12-06T21:20:00.000Z", "2026-12-07T21:20:00.000Z"] as const
  await check(first)
  await check(second)
  const { checkedAt, differences = [] } = (await told()) ?? {}
  expect(checkedAt).toBe(second)
  expect(differences.filter(({ isOutOfUse }) => !isOutOfUse)).toEqual([
    {
      place: expect.stringMatching(/^session /),
      what: "rows of its offers",
      ...{ since: first, goneAt: null, isOutOfUse: false },
    },
  ])
})
