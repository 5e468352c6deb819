import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../../db/new-id.ts"
import { pastTheLog } from "../../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../../testing/test-database.ts"
import { type DimensionTexts, dimensionTexts } from "../../dimensions.ts"
import { agree, cuts } from "../../testing/agree.ts"
import { filtersOver } from "../../testing/random-filters.ts"
import { makeWorld, type World, worldNow, worldSizes } from "../../testing/random-world.ts"
import { blockFormat, formatOf } from "./block-format.ts"
import { readCoverage } from "./coverage.ts"
import { updateFacetBlocks } from "./update-facet-blocks.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** One dimension is missing, and one means something else. */
const { couponId: _, ...others } = dimensionTexts
const older: DimensionTexts = { ...others, outcome: "'open'" }

const afterMs = (ms: number) => new Date(worldNow.getTime() + ms)
const minute = 60_000

async function make(world: World, now: Date, texts = dimensionTexts as DimensionTexts, sizes = worldSizes) {
  for (const id of world.workspaceIds) await updateFacetBlocks(database, id, now, sizes, texts)
}

/** By format, how many blocks there are. */
async function formats({ workspaceIds }: World): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ format: string; count: number }>(
    "select format, count(*)::int from facet_block where workspace_id = any($1) group by format",
    [workspaceIds],
  )
  return Object.fromEntries(rows.map(({ format, count }) => [format, count]))
}

/** How many blocks the readers use. */
async function used({ workspaceIds }: World): Promise<number> {
  let count = 0
  for (const workspaceId of workspaceIds)
    for (const mode of ["live", "test"] as const)
      count += (await readCoverage(database.db, { workspaceId, mode }, [])).blocks.length
  return count
}

const allAgree = (world: World) =>
  fc.assert(
    fc.asyncProperty(filtersOver(world.workspaceIds, world.sessions), cuts, (filter, cut) =>
      agree(database.db, world, filter, cut),
    ),
    { numRuns: 20, endOnFailure: true },
  )

/** All blocks of a world, of whichever format. */
async function total(world: World): Promise<number> {
  const all = Object.values(await formats(world)).reduce((sum, count) => sum + count, 0)
  expect(all).toBeGreaterThan(4)
  return all
}

const newWorld = (seed: number) => makeWorld(database, [newId(worldNow), newId(worldNow)], seed)

test("a dimension that is new, or means something else, reaches blocks that were made before it", async () => {
  const world = await newWorld(1)
  await make(world, worldNow, older)
  expect(formatOf(older)).not.toBe(blockFormat)
  const all = await total(world)
  expect(await formats(world)).toEqual({ [formatOf(older)]: all })
  expect(await used(world)).toBe(0)
  await allAgree(world)

  await make(world, afterMs(61 * minute))
  expect(await formats(world)).toEqual({ [blockFormat]: all })
  expect(await used(world)).toBe(all)
  await allAgree(world)
  const { rows } = await database.pool.query(
    `select 'bits' from facet_bits where block_id not in (select id from facet_block)
     union all select 'codes' from facet_codes where block_id not in (select id from facet_block)
     union all select 'pieces' from facet_piece where block_id not in (select id from facet_block)`,
  )
  expect(rows).toEqual([])
})

test("a server leaves the blocks of another format alone for an hour, and takes over where sessions changed", async () => {
  const world = await newWorld(2)
  await make(world, worldNow, older)
  const all = await total(world)
  await make(world, afterMs(59 * minute))
  expect(await formats(world)).toEqual({ [formatOf(older)]: all })
  await allAgree(world)
  const [workspaceId] = world.workspaceIds
  await database.pool.query(
    `insert into facet_stale (workspace_id, mode, from_at, to_at)
     select workspace_id, mode, from_at, from_at from facet_block
     where workspace_id = $1 and mode = 'live' order by from_at limit 1`,
    [workspaceId],
  )
  await make(world, afterMs(59 * minute))
  expect(await formats(world)).toEqual({ [formatOf(older)]: all - 1, [blockFormat]: 1 })
  await allAgree(world)
})

test("blocks of a server that knew of no formats are made anew at once", async () => {
  const world = await newWorld(3)
  await make(world, worldNow)
  const all = await total(world)
  await database.pool.query(
    "update facet_block set format = default, made_at = default where workspace_id = any($1)",
    [world.workspaceIds],
  )
  expect(await used(world)).toBe(0)
  await make(world, worldNow)
  expect(await formats(world)).toEqual({ [blockFormat]: all })
})

test("blocks of another format go, also where there are too few sessions for new ones", async () => {
  const world = await newWorld(4)
  await make(world, worldNow, older)
  await make(world, afterMs(61 * minute), dimensionTexts, {
    block: 1000,
    fewestInGap: 1000,
    fewestInNewest: 1000,
  })
  expect(await formats(world)).toEqual({})
  await allAgree(world)
})

test("the order in which dimensions are described is of no matter to a block", () => {
  expect(formatOf(Object.fromEntries(Object.entries(dimensionTexts).reverse()))).toBe(blockFormat)
})

test("this is what a block of layout 2 says: whoever changes it raises the layout", async () => {
  const workspaceId = newId(worldNow)
  const at = afterMs(-48 * 60 * minute)
  const ids = [newId(at), newId(at), newId(at)].sort()
  const world = { workspaceIds: [workspaceId], sessions: [] }
  const texts = { outcome: dimensionTexts.outcome, planId: dimensionTexts.planId }
  const session = { workspace_id: workspaceId, created_at: at, updated_at: at, last_report_at: at } as const
  const more = { mode: "live", source: "sdk", verified: true, revision: 1, detail: "{}" } as const
  const rows = [
    { outcome: "open", settled_at: null, plan_id: "gold", search_text: "ab" },
    { outcome: "saved", settled_at: at, plan_id: null, search_text: "" },
    {
      ...({ outcome: "saved", settled_at: at, plan_id: "gold", search_text: "é😀" } as const),
      ...({ plan_price: 2900, currency: "EUR", billing_interval: "YEAR" } as const),
      detail: '{"customer": {"itemQuantity": 2}, "clicks": 3, "stepsViewed": [{"stepType": "SURVEY"}]}',
    },
  ] as const
  const values = rows.map((row, i) => ({ ...session, ...more, ...row, id: ids[i] ?? "" }))
  await pastTheLog(database, (trx) => trx.insertInto("session").values(values).execute())
  const offer = { workspace_id: workspaceId, session_id: ids[2] ?? "", is_stacked: false } as const
  await database.db
    .insertInto("session_offer")
    .values([
      { ...offer, position: 0, offer_type: "PAUSE", guid: null, ended: "ignored" },
      { ...offer, position: 1, offer_type: "PAUSE", guid: "o1", ended: "declined" },
    ])
    .execute()
  await make(world, worldNow, texts, { block: 3, fewestInGap: 1, fewestInNewest: 1 })
  const read = async (what: string, table: string) =>
    (
      await database.pool.query(`select ${what} from ${table} where workspace_id = $1 order by 1`, [
        workspaceId,
      ])
    ).rows
  expect(await read("format, dimensions, size, ids, times, from_at, to_at", "facet_block")).toEqual([
    {
      format: formatOf(texts),
      dimensions: [
        ...["outcome", "planId"],
        ...["period", "amount", "sawSurvey", "answer", "clicks", "secondsToCancel", "offers"],
      ],
      size: 3,
      ids,
      times: [at, at, at],
      from_at: at,
      to_at: new Date(at.getTime() + 1),
    },
  ])
  expect(await read("dimension, value, bits::text", "facet_bits")).toEqual([
    { dimension: "offers", value: "declined:PAUSE", bits: "001" },
    { dimension: "offers", value: "declined:o1", bits: "001" },
    { dimension: "outcome", value: "open", bits: "100" },
    { dimension: "outcome", value: "saved", bits: "011" },
    { dimension: "planId", value: "gold", bits: "101" },
    { dimension: "planId", value: null, bits: "010" },
  ])
  const codes = (dimension: string, values: (string | null)[], counts: number[], ...bytes: number[]) => ({
    ...{ dimension, values, counts, codes: Buffer.of(...bytes), places: null },
  })
  expect(await read("dimension, values, counts, codes, places", "facet_codes")).toEqual([
    codes("amount", [null, "580000"], [2, 1], 0, 0, 1),
    codes("answer", [null], [3], 0, 0, 0),
    codes("clicks", [null, "3"], [2, 1], 0, 0, 1),
    { ...codes("offers", ["declined:PAUSE", "declined:o1"], [1, 1], 0, 1), places: Buffer.of(2, 0, 2, 0) },
    codes("outcome", ["open", "saved"], [1, 2], 0, 1, 1),
    codes("period", [null, "eur YEAR 1"], [2, 1], 0, 0, 1),
    codes("planId", ["gold", null], [2, 1], 0, 1, 0),
    codes("sawSurvey", ["false", "true"], [2, 1], 0, 0, 1),
    codes("secondsToCancel", [null], [3], 0, 0, 0),
  ])
  const pieces = (await read("piece", "facet_piece")).map(({ piece }) => piece)
  expect(pieces.sort()).toEqual(["a", "ab", "b", "é", "é😀", "😀"])
})
