import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { describeError } from "./describe-error.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.pool.query("create table guest (email text primary key)")
})
afterAll(() => database.close())

const thrownBy = async (work: () => unknown) => {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error("nothing was thrown")
}

test.for([
  // in its message
  ["select 'ada@example.com'::int", "22P02"],
  // in its detail
  ["insert into guest values ('ada@example.com'), ('ada@example.com')", "23505"],
  // in its message, and as lines that look like frames
  ["select E'\\n    at ada@example.com\\n    at ada@example.com'::int", "22P02"],
] as const)("of PostgreSQL's error on %s the code stays, and no value", async ([statement, code]) => {
  const error = await thrownBy(() => database.pool.query(statement))
  expect(JSON.stringify([String(error), error])).toContain("ada@example.com")
  const described = describeError(error)
  expect(described).toEqual({ name: "error", code, message: undefined, frames: expect.any(Array) })
  expect(described.frames?.length).toBeGreaterThan(1)
  expect(JSON.stringify(described)).not.toContain("ada@example")
})

test.for([
  ["JSON", () => JSON.parse("ada@example.com")],
  ["a number", () => BigInt("ada@example.com")],
  ["a currency", () => new Intl.NumberFormat("en", { style: "currency", currency: "ada@example.com" })],
  ["an address", () => new URL("ada@example.com")],
] as const)("what is quoted of %s is left out", async ([, work]) => {
  const error = await thrownBy(work)
  expect(JSON.stringify([String(error), error])).toContain("ada@example")
  const described = describeError(error)
  expect(described.message).toBeUndefined()
  expect(JSON.stringify(described)).not.toContain("ada@example")
})

test("a mistake of our own keeps its message, and what is no error its kind alone", () => {
  expect(describeError(new TypeError("x is not a function"))).toMatchObject({
    name: "TypeError",
    message: "x is not a function",
  })
  expect(describeError("ada@example.com")).toEqual({ name: "string" })
  expect(describeError(null)).toEqual({ name: "object" })
})
