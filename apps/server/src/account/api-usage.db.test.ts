import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openDatabase } from "../db/database.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { type ApiUsage, createApiUsage } from "./api-usage.ts"

const shop = { id: "0199e6cf-0000-7000-8000-00000000000a", timeZone: "UTC" }
const abroad = { id: "0199e6cf-0000-7000-8000-00000000000b", timeZone: "Pacific/Auckland" }
const noon = new Date("2026-11-01T12:00:00.000Z")
const errors: unknown[] = []
let database: TestDatabase
let usage: ApiUsage
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  errors.length = 0
  await database.db.deleteFrom("api_usage").execute()
  usage = createApiUsage(database.db, (error) => errors.push(error))
})
afterAll(() => database.close())

const stored = () => database.db.selectFrom("api_usage").select(["route", "calls"]).execute()

test("calls are counted by the workspace's day and by route, the newest day first", async () => {
  for (let i = 0; i < 3; i++) usage.count(shop, "/v1/data/sessions", noon)
  usage.count(shop, "/v1/data/account", noon)
  usage.count(shop, "/v1/data/sessions", new Date("2026-11-02T00:00:00.000Z"))
  usage.count(abroad, "/v1/data/sessions", noon)
  expect(await usage.list(shop.id, null, null)).toEqual([
    { day: "2026-11-02", route: "/v1/data/sessions", count: 1 },
    { day: "2026-11-01", route: "/v1/data/account", count: 1 },
    { day: "2026-11-01", route: "/v1/data/sessions", count: 3 },
  ])
  expect(await usage.list(abroad.id, null, null)).toEqual([
    { day: "2026-11-02", route: "/v1/data/sessions", count: 1 },
  ])
  expect(await usage.list(shop.id, "2026-11-02", null)).toHaveLength(1)
  expect(await usage.list(shop.id, null, "2026-11-01")).toHaveLength(2)
  expect(await usage.list(shop.id, "2026-11-01", "2026-11-02")).toHaveLength(3)
})

test("what was counted before is added to, also by another server", async () => {
  const second = createApiUsage(database.db, (error) => errors.push(error))
  usage.count(shop, "/a", noon)
  second.count(shop, "/a", noon)
  await Promise.all([usage.flush(), second.flush()])
  usage.count(shop, "/a", noon)
  await Promise.all([usage.close(), second.close()])
  expect(await stored()).toEqual([{ route: "/a", calls: "3" }])
})

test("stopping writes down the rest", async () => {
  usage.count(shop, "/a", noon)
  expect(await stored()).toEqual([])
  await usage.close()
  expect(await stored()).toEqual([{ route: "/a", calls: "1" }])
})

test("what cannot be written is told of, and kept for the next time", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  const other = createApiUsage(single.db, (error) => errors.push(error))
  other.count(shop, "/a", noon)
  await database.pool.query("alter table api_usage rename to api_usage_away")
  await other.flush()
  other.count(shop, "/a", noon)
  await database.pool.query("alter table api_usage_away rename to api_usage")
  expect(errors).toHaveLength(1)
  await other.close()
  await single.close()
  expect(await stored()).toEqual([{ route: "/a", calls: "2" }])
})
