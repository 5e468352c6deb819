import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { updateFacetBlocks } from "../count/facet-blocks/update-facet-blocks.ts"
import { dimensionTexts } from "../dimensions.ts"
import {
  buildBlocks,
  changeWorld,
  makeWorld,
  type World,
  worldNow,
  worldSizes,
} from "../testing/random-world.ts"
import type { Difference } from "./verify-block.ts"
import { verifyFigures } from "./verify-figures.ts"

let database: TestDatabase
let world: World
let workspaceId: string
beforeAll(async () => {
  database = await testDatabase()
  workspaceId = newId(worldNow)
  world = await makeWorld(database, [workspaceId, newId(worldNow)], 21)
})
afterAll(() => database.close())

async function verify(): Promise<{ differences: Difference[]; blocks: number }> {
  const differences: Difference[] = []
  let blocks = 0
  for await (const difference of verifyFigures(database.db, workspaceId, () => blocks++))
    differences.push(difference)
  return { differences, blocks }
}

/** The same after the block was made anew or the row put back. */
const isWhole = async () => {
  const { differences, blocks } = await verify()
  expect(differences).toEqual([])
  return blocks
}

test("nothing differs before there is a block, with them, after changes, and of another format", async () => {
  expect(await isWhole()).toBe(0)
  await buildBlocks(database, world)
  expect(await isWhole()).toBeGreaterThan(5)
  await changeWorld(database, world, 22)
  await isWhole()
  const { couponId: _, ...older } = dimensionTexts
  await updateFacetBlocks(database, workspaceId, worldNow, worldSizes, older)
  await isWhole()
  const later = new Date(worldNow.getTime() + 61 * 60_000)
  await updateFacetBlocks(database, workspaceId, later, worldSizes)
  expect(await isWhole()).toBeGreaterThan(5)
})

test("nothing differs while others write and blocks are made", async () => {
  let isOver = false
  const writing = (async () => {
    for (let seed = 30; seed < 34; seed++) {
      await changeWorld(database, world, seed)
      await buildBlocks(database, world)
    }
  })().finally(() => {
    isOver = true
  })
  while (!isOver) await isWhole()
  await writing
  expect(await isWhole()).toBeGreaterThan(5)
})

/** A block with offers in it, so that all that is kept occurs. */
const aBlock = `(select block_id from facet_codes where workspace_id = $1 and dimension = 'offers' and cardinality(values) > 0
  order by block_id limit 1)`

test.each<[string, string, RegExp]>([
  [
    "a bit",
    `update facet_bits set bits = ~bits where workspace_id = $1 and block_id = ${aBlock} and dimension = 'outcome'
     and value = 'canceled'`,
    /^bits of outcome "canceled"$/,
  ],
  [
    "a bitmap that is gone",
    `delete from facet_bits where workspace_id = $1 and block_id = ${aBlock} and dimension = 'offers'`,
    /^bits of offers /,
  ],
  [
    "a code",
    `update facet_codes set codes = set_byte(codes, 0, 1 - least(get_byte(codes, 0), 1)) where workspace_id = $1
     and block_id = ${aBlock} and dimension = 'outcome'`,
    /^codes and counts of outcome$/,
  ],
  [
    "a count",
    `update facet_codes set counts[1] = counts[1] + 1 where workspace_id = $1 and block_id = ${aBlock}
     and dimension = 'amount'`,
    /^codes and counts of amount$/,
  ],
  [
    "whose an offer is",
    `update facet_codes set places = set_byte(places, 0, get_byte(places, 0) + 1) where workspace_id = $1
     and block_id = ${aBlock} and dimension = 'offers'`,
    /^codes and counts of offers$/,
  ],
  [
    "a piece of a text",
    `delete from facet_piece where workspace_id = $1 and block_id = ${aBlock} and piece = (select min(piece)
     from facet_piece where workspace_id = $1 and block_id = ${aBlock})`,
    /^pieces of its texts$/,
  ],
  [
    "the time of a session",
    `update facet_block set times[1] = times[1] + interval '1 millisecond' where workspace_id = $1 and id = ${aBlock}`,
    /^times of its sessions$/,
  ],
  [
    "the size",
    `update facet_block set size = size - 1 where workspace_id = $1 and id = ${aBlock}`,
    /^size \d+, and \d+ sessions are there$/,
  ],
])("%s that differs is found, at its block", async (_, sql, what) => {
  const [found] = (await database.pool.query(`select ${aBlock} as id`, [workspaceId])).rows
  await database.pool.query(sql, [workspaceId])
  const { differences } = await verify()
  expect(differences.length).toBeGreaterThan(0)
  for (const difference of differences) {
    expect(difference.what).toMatch(what)
    expect(difference.place).toContain(`block ${found?.id} of mode `)
  }
  await database.pool.query("delete from facet_block where workspace_id = $1 and id = $2", [
    workspaceId,
    found?.id,
  ])
  for (const table of ["facet_bits", "facet_codes", "facet_piece"])
    await database.pool.query(`delete from ${table} where workspace_id = $1 and block_id = $2`, [
      workspaceId,
      found?.id,
    ])
  await buildBlocks(database, world)
  await isWhole()
})

test("an offer that differs is found at its session, and so is one whose session is gone", async () => {
  const { rows } = await database.pool.query(
    "select session_id, position, ended from session_offer where workspace_id = $1 order by session_id, position limit 1",
    [workspaceId],
  )
  const [offer] = rows
  await database.pool.query(
    `update session_offer set guid = 'planted' where workspace_id = $1 and session_id = $2 and position = $3`,
    [workspaceId, offer?.session_id, offer?.position],
  )
  const gone = newId(worldNow)
  await database.pool.query(
    `insert into session_offer select (jsonb_populate_record(o, jsonb_build_object('session_id', $3::text))).*
     from session_offer o where workspace_id = $1 and session_id = $2`,
    [workspaceId, offer?.session_id, gone],
  )
  const { differences } = await verify()
  expect(differences.filter(({ place }) => place.startsWith("session "))).toEqual([
    { place: `session ${offer?.session_id}`, what: "rows of its offers" },
    { place: `session ${gone}`, what: "rows of offers, and no session" },
  ])
})
