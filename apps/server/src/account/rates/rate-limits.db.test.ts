import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { testDatabase } from "../../testing/test-database.ts"
import type { TestDatabase } from "../../testing/test-postgres.ts"
import { loadSecret } from "../secret.ts"
import { createRateLimits, type RateLimit, type RateLimits } from "./rate-limits.ts"

const secret = loadSecret("", "a secret for tests, long enough to be taken")
const limit: RateLimit = { scope: "run", most: 20, windowMs: 60_000 }
const start = new Date("2026-11-01T12:00:00.000Z")
const after = (ms: number) => new Date(start.getTime() + ms)

let database: TestDatabase
let servers: RateLimits[]
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.deleteFrom("auth.attempt").execute()
  servers = [1, 2].map(() => createRateLimits(database.db, secret, () => {}))
  return async () => {
    for (const server of servers) await server.close()
  }
})

const [one, two] = [() => servers[0] as RateLimits, () => servers[1] as RateLimits]
const takes = (server: RateLimits, times: number, key = "a", at = start) =>
  Array.from({ length: times }, () => server.take(limit, key, at))

test("as many get through as the limit says, and the next waits until the window of the first is over", () => {
  expect(takes(one(), 20)).toEqual(Array(20).fill(null))
  expect(one().take(limit, "a", after(10_500))).toBe(50)
  expect(one().take(limit, "b", after(10_500))).toBe(null)
  expect(one().take({ ...limit, scope: "report" }, "a", start)).toBe(null)
  expect(one().take(limit, "a", after(59_999))).toBe(1)
  expect(takes(one(), 20, "a", after(60_000))).toEqual(Array(20).fill(null))
  expect(one().take(limit, "a", after(60_000))).toBe(60)
})

test("what a server counted, the others learn", async () => {
  takes(one(), 15)
  await one().flush()
  takes(two(), 4)
  await two().flush()
  expect([two().take(limit, "a", after(1000)), two().take(limit, "a", after(1000))]).toEqual([null, 59])
  await two().flush()
  // the first one counts on from what it knows, until it has something to share itself
  expect(one().take(limit, "a", after(1000))).toBe(null)
  await one().flush()
  expect(one().take(limit, "a", after(1000))).toBe(59)
})

test("what is counted while it is written down is not lost", async () => {
  takes(one(), 10)
  const flushed = one().flush()
  takes(one(), 5)
  await flushed
  expect(takes(one(), 6).filter((waitS) => waitS === null).length).toBe(5)
})

test("who stays below a tenth of a limit is not written down, and nobody's id is", async () => {
  takes(one(), 1)
  await one().flush()
  const rows = () => database.db.selectFrom("auth.attempt").select(["scope", "key", "count"]).execute()
  expect(await rows()).toEqual([])
  takes(one(), 1)
  await one().flush()
  expect(await rows()).toEqual([{ scope: "run", key: expect.any(Buffer), count: 2 }])
})

test("a window that is over begins anew in the database as well", async () => {
  takes(one(), 20)
  await one().flush()
  takes(two(), 2, "a", after(60_000))
  await two().flush()
  expect(takes(two(), 19, "a", after(60_000)).filter((waitS) => waitS === null).length).toBe(18)
})

test("where the database is away, limits hold as far as a server knows, and are shared later", async () => {
  const faults: unknown[] = []
  let isAway = true
  const db = new Proxy(database.db, {
    get(target, key) {
      if (isAway) throw new Error("away")
      const value = Reflect.get(target, key)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
  const lonely = createRateLimits(db, secret, (error) => faults.push(error))
  takes(lonely, 20)
  await lonely.flush()
  expect([lonely.take(limit, "a", start), faults.length]).toEqual([60, 1])
  isAway = false
  await lonely.close()
  takes(two(), 2)
  await two().flush()
  expect(two().take(limit, "a", start)).toBe(60)
})
